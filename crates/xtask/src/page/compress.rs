//! The compressed files that the proxy serves beside the plain ones: brotli -11 and gzip -9.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::Context;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::files;

/// What is worth compressing; pictures and fonts are compressed already.
const WORTH_IT: &[&str] =
    &["css", "html", "ico", "js", "json", "svg", "ts", "txt", "wasm", "webmanifest", "xml"];

/// Whose text is replaced when it is served, so that nothing beside it would be true.
const LEFT_ALONE: &str = "embed";

/// Writes `.br` and `.gz` beside every file worth it, and says how many it wrote.
pub(crate) fn beside(folder: &Path) -> anyhow::Result<usize> {
    let files = files::below_unless(folder, &|path| path == folder.join(LEFT_ALONE))?;
    let worthy: Vec<PathBuf> = files.into_iter().filter(|file| is_worth_it(file)).collect();
    let workers: Vec<_> =
        worthy.into_iter().map(|file| thread::spawn(move || one(&file))).collect();
    let mut written = 0;
    for worker in workers {
        written += worker.join().map_err(|_| anyhow::anyhow!("compressing failed"))??;
    }
    Ok(written)
}

fn is_worth_it(file: &Path) -> bool {
    file.extension().and_then(OsStr::to_str).is_some_and(|kind| WORTH_IT.contains(&kind))
}

fn one(file: &Path) -> anyhow::Result<usize> {
    let plain = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut written = 0;
    for (ending, packed) in [("br", brotli(&plain)?), ("gz", gzip(&plain)?)] {
        let path = with_ending(file, ending);
        if packed.len() < plain.len() {
            fs::write(&path, packed).with_context(|| format!("cannot write {}", path.display()))?;
            written += 1;
        }
    }
    Ok(written)
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// As small as `brotli -q 11 -w 24` makes it.
pub(crate) fn brotli(plain: &[u8]) -> anyhow::Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: plain.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*plain, &mut packed, &parameters).context("brotli failed")?;
    Ok(packed)
}

/// As small as `gzip -9` makes it.
pub(crate) fn gzip(plain: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain).context("gzip failed")?;
    encoder.finish().context("gzip failed")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    const PLAIN: &[u8] = &[b'a'; 5000];

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(&*gzip(PLAIN).unwrap()).read_to_end(&mut plain).unwrap();
        assert_eq!(plain, PLAIN);
        let mut plain = Vec::new();
        let packed = brotli(PLAIN).unwrap();
        brotli::BrotliDecompress(&mut &*packed, &mut plain).unwrap();
        assert_eq!(plain, PLAIN);
        assert!(packed.len() < 30);
    }

    #[test]
    fn only_files_that_shrink_get_a_compressed_one() {
        let folder = std::env::temp_dir().join(format!("xtask-pack-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("big.js"), PLAIN).unwrap();
        fs::write(folder.join("tiny.css"), "a").unwrap();
        fs::write(folder.join("photo.png"), PLAIN).unwrap();
        fs::create_dir_all(folder.join(LEFT_ALONE)).unwrap();
        fs::write(folder.join("embed/index.html"), PLAIN).unwrap();
        assert_eq!(beside(&folder).unwrap(), 2);
        assert!(folder.join("big.js.br").is_file() && folder.join("big.js.gz").is_file());
        assert_eq!(files::below(&folder).unwrap().len(), 6);
        fs::remove_dir_all(folder).unwrap();
    }
}
