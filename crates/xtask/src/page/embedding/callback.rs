//! The callback page with its script and its style.

use std::path::Path;

use super::super::hashed::Hashed;
use super::super::{files, script};
use super::{fill, text};

/// The page, and the files that lie beside it.
pub(super) struct Callback {
    pub(super) html: String,
    pub(super) files: Vec<String>,
}

pub(super) fn add(www: &Path, dist: &Path) -> anyhow::Result<Callback> {
    let script = script::bare(&text(&www.join("callback.js"))?);
    let script = Hashed::write(dist, "callback", "js", script.as_bytes())?;
    let style = text(&www.join("callback.css"))?;
    let style = Hashed::write(dist, "callback", "css", style.as_bytes())?;
    let icon = Hashed::find(dist, "icon", ".svg")?;
    let mut html = text(&www.join("callback.html"))?;
    for (name, file) in [("callback.js", &script), ("callback.css", &style), ("icon.svg", &icon)] {
        let checked = format!("\"./{}\" integrity=\"{}\"", file.name, file.integrity);
        html = fill(&html, &format!("\"{name}\""), &checked)?;
    }
    files::write(&dist.join("callback.html"), &html)?;
    Ok(Callback { html, files: [script, style, icon].map(|file| file.name).into() })
}
