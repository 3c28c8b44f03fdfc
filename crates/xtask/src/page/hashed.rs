//! Files whose names carry a hash of what is in them, and the values that a browser checks them by.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use super::files;

/// A file of the built page, as somebody who loads it has to name and to check it.
pub(super) struct Hashed {
    pub(super) name: String,
    /// The value of the attribute `integrity`.
    pub(super) integrity: String,
}

impl Hashed {
    /// Writes `content` under its hashed name into the folder.
    pub(super) fn write(
        folder: &Path,
        stem: &str,
        ending: &str,
        content: &[u8],
    ) -> anyhow::Result<Self> {
        let name = format!("{stem}-{}.{ending}", short_hash(content));
        files::write(&folder.join(&name), content)?;
        Ok(Self { name, integrity: integrity(content) })
    }

    /// The one file of the folder whose name consists of `stem`, a dash, a hash and `rest`.
    pub(super) fn find(folder: &Path, stem: &str, rest: &str) -> anyhow::Result<Self> {
        let mut found = Vec::new();
        for file in files::below(folder)? {
            let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().into_owned();
            if is_hashed(&name, stem, rest) {
                found.push(name);
            }
        }
        ensure!(
            found.len() == 1,
            "not one but {} files {stem}-<hash>{rest} were built",
            found.len()
        );
        let name = found.remove(0);
        let content =
            fs::read(folder.join(&name)).with_context(|| format!("cannot read {name}"))?;
        Ok(Self { integrity: integrity(&content), name })
    }
}

fn is_hashed(name: &str, stem: &str, rest: &str) -> bool {
    let hash = name.strip_prefix(stem).and_then(|name| name.strip_prefix('-'));
    let hash = hash.and_then(|name| name.strip_suffix(rest));
    hash.is_some_and(|hash| !hash.is_empty() && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// As long as Trunk's.
fn short_hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(8).fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

pub(super) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_file_is_found_again_with_the_same_hash() {
        let folder = std::env::temp_dir().join(format!("xtask-hashed-{}", std::process::id()));
        let written = Hashed::write(&folder, "app", "js", b"alert(1)").unwrap();
        files::write(&folder.join("app-12_bg.wasm"), "").unwrap();
        files::write(&folder.join("app-old-12.js"), "").unwrap();
        let found = Hashed::find(&folder, "app", ".js").unwrap();
        assert_eq!((&found.name, &found.integrity), (&written.name, &written.integrity));
        assert_eq!(Hashed::find(&folder, "app", "_bg.wasm").unwrap().name, "app-12_bg.wasm");
        let error = Hashed::find(&folder, "page", ".css").map(|found| found.name).unwrap_err();
        assert_eq!(error.to_string(), "not one but 0 files page-<hash>.css were built");
        fs::remove_dir_all(folder).unwrap();
    }

    /// As `openssl dgst -sha384 -binary | base64` says it, and `sha256sum`.
    #[test]
    fn hashes_are_those_of_other_programs() {
        let known = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), known);
        assert_eq!(short_hash(b""), "e3b0c44298fc1c14");
    }
}
