//! Searches files for a text in every form in which a browser or a build may have written it.

use std::{fs, path::Path};

use base64::{Engine as _, engine::general_purpose};

/// The contents of all files below a folder, read once.
pub struct Files(Vec<File>);

struct File {
    path: String,
    contents: Bytes,
    /// What they are when they are no longer compressed.
    unpacked: Option<Bytes>,
}

/// Bytes as a text with one character for each, since the standard library searches texts quickly.
#[derive(PartialEq)]
struct Bytes(String);

impl Bytes {
    fn of(bytes: &[u8]) -> Self {
        Self(bytes.iter().copied().map(char::from).collect())
    }
}

impl Files {
    /// Reads them all. A file that cannot be read is a failure, since it could not be searched.
    pub fn below(folder: &Path) -> Self {
        let mut files = Vec::new();
        read(folder, &mut files);
        assert!(!files.is_empty(), "nothing to search in {}", folder.display());
        Self(files)
    }

    /// The files that contain a text: as it is, in UTF-16, or inside of something in base64.
    pub fn with(&self, text: &str) -> Vec<&str> {
        let forms = forms(text);
        let contains = |file: &&File| {
            let mut contents = [&file.contents].into_iter().chain(&file.unpacked);
            contents.any(|Bytes(bytes)| forms.iter().any(|Bytes(form)| bytes.contains(form)))
        };
        self.0.iter().filter(contains).map(|file| file.path.as_str()).collect()
    }
}

fn read(folder: &Path, files: &mut Vec<File>) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("a folder can be read").path();
        // A link leads to something of another place, or to nothing.
        let kind = fs::symlink_metadata(&path).expect("a file has a kind").file_type();
        if kind.is_dir() {
            read(&path, files);
        } else if kind.is_file() {
            let contents =
                fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let unpacked = unpacked(&contents).map(|bytes| Bytes::of(&bytes));
            let path = path.display().to_string();
            files.push(File { path, contents: Bytes::of(&contents), unpacked });
        }
    }
}

/// Firefox packs what it keeps of a sitting with LZ4, behind a mark of its own.
fn unpacked(contents: &[u8]) -> Option<Vec<u8>> {
    const MARK: &[u8] = b"mozLz40\0";
    let packed = contents.strip_prefix(MARK)?;
    Some(lz4_flex::block::decompress_size_prepended(packed).expect("it can be unpacked"))
}

fn forms(text: &str) -> Vec<Bytes> {
    assert!(text.len() >= 12, "so short a text is found by accident");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut forms = vec![Bytes::of(text.as_bytes()), Bytes::of(&utf16)];
    forms.extend((0..3).flat_map(|before| base64(text, before)));
    forms
}

/// What stays the same of a text's base64, in both alphabets, whatever stands around it: `before`
/// bytes more or less than whole groups of three in front.
fn base64(text: &str, before: usize) -> [Bytes; 2] {
    let bytes = [&[0; 2][..before], text.as_bytes()].concat();
    let own = (before * 8).div_ceil(6)..bytes.len() * 8 / 6;
    [general_purpose::STANDARD_NO_PAD, general_purpose::URL_SAFE_NO_PAD]
        .map(|alphabet| Bytes::of(alphabet.encode(&bytes)[own.clone()].as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a text to be found";

    fn found(contents: &[u8]) -> bool {
        let folder = tempfile::tempdir().expect("there is a folder");
        let below = folder.path().join("a").join("b");
        fs::create_dir_all(&below).expect("there is a folder");
        fs::write(below.join("file"), contents).expect("there is a file");
        !Files::below(folder.path()).with(TEXT).is_empty()
    }

    #[test]
    fn a_text_is_found_in_each_of_its_forms() {
        assert!(found(format!("\u{1}before {TEXT} after").as_bytes()));
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(found(&utf16));
        for before in ["", "?", "??", "???", "client:"] {
            let whole = format!("{before}{TEXT}: and more");
            for alphabet in [general_purpose::STANDARD, general_purpose::URL_SAFE] {
                assert!(found(format!("Basic {}", alphabet.encode(&whole)).as_bytes()), "{before}");
            }
        }
    }

    /// `found `, what stood six bytes before once more, and `found!`.
    const PACKED: &[u8] = b"mozLz40\0\x12\0\0\0\x62found \x06\0\x60found!";

    #[test]
    fn a_packed_text_is_found() {
        assert_eq!(unpacked(PACKED).unwrap(), b"found found found!");
        let folder = tempfile::tempdir().expect("there is a folder");
        fs::write(folder.path().join("file"), PACKED).expect("there is a file");
        assert_eq!(Files::below(folder.path()).with("found found found").len(), 1);
        assert_eq!(unpacked(b"found"), None);
    }

    #[test]
    fn another_text_is_not() {
        assert!(!found(b"a text to be lost"));
        assert!(!found(general_purpose::STANDARD.encode("a text to be lost").as_bytes()));
    }
}
