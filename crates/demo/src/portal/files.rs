//! A folder's files by the addresses at which they are found. What is not in the table is not there,
//! so no address leads out of the folder.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use axum::body::Bytes;

/// How the files write the proxy's address.
const PROXY: &str = "https://jwt.example/";

/// A file as it is sent.
#[derive(Debug)]
pub(super) struct File {
    pub(super) content_type: &'static str,
    pub(super) contents: Bytes,
}

/// The files by their paths below the folder, with slashes.
#[derive(Debug, Default)]
pub(super) struct Files(BTreeMap<String, File>);

impl Files {
    /// Reads all files; in texts, the proxy's real address takes the place of the written one.
    pub(super) fn read(folder: &Path, proxy: &str) -> io::Result<Self> {
        let mut files = Self::default();
        files.add(folder, "", proxy)?;
        Ok(files)
    }

    fn add(&mut self, folder: &Path, prefix: &str, proxy: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder).map_err(|error| at(folder, &error))? {
            let entry = entry?;
            let (kind, path) = (entry.file_type()?, entry.path());
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            // A link could lead out of the folder.
            if kind.is_dir() {
                self.add(&path, &format!("{name}/"), proxy)?;
            } else if kind.is_file() {
                self.0.insert(name, File::read(&path, proxy)?);
            }
        }
        Ok(())
    }

    /// The file at an address's path: the one of this name, or the page whose name has been left out
    /// in part.
    pub(super) fn at(&self, path: &str) -> Option<&File> {
        let path = path.strip_prefix('/')?;
        let names = if path.is_empty() || path.ends_with('/') {
            vec![format!("{path}index.html")]
        } else {
            vec![path.to_owned(), format!("{path}.html"), format!("{path}/index.html")]
        };
        names.iter().find_map(|name| self.0.get(name))
    }
}

impl File {
    fn read(path: &PathBuf, proxy: &str) -> io::Result<Self> {
        let bytes = fs::read(path).map_err(|error| at(path, &error))?;
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        let (content_type, is_text) = kind_of(&extension);
        let contents = match String::from_utf8(bytes) {
            Ok(text) if is_text => text.replace(PROXY, proxy).into(),
            Ok(text) => text.into(),
            Err(error) => error.into_bytes().into(),
        };
        Ok(Self { content_type, contents })
    }
}

/// The content type, and whether the proxy's address may be written in it.
fn kind_of(extension: &str) -> (&'static str, bool) {
    match extension {
        "html" => ("text/html; charset=utf-8", true),
        "css" => ("text/css; charset=utf-8", true),
        "js" | "mjs" => ("text/javascript; charset=utf-8", true),
        "json" => ("application/json", true),
        "txt" | "md" => ("text/plain; charset=utf-8", false),
        "svg" => ("image/svg+xml", false),
        "png" => ("image/png", false),
        "ico" => ("image/x-icon", false),
        "woff2" => ("font/woff2", false),
        "wasm" => ("application/wasm", false),
        _ => ("application/octet-stream", false),
    }
}

fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
