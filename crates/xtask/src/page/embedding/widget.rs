//! The widget's module, under an address that never changes its content and under one that never changes.

use std::path::Path;

use super::super::console::Console;
use super::super::hashed::Hashed;
use super::super::{files, script};
use super::{fill, text};

/// In the order in which one needs the other.
const SOURCES: &[&str] = &[
    "attributes.js",
    "drawing.js",
    "form.js",
    "loading.js",
    "numbers.js",
    "trap.js",
    "cockpit-jwt.js",
];

/// What lies beside the module for those who write pages with it.
const DECLARATIONS: &[&str] =
    &["cockpit-jwt.d.ts", "cockpit-jwt.react.d.ts", "custom-elements.json"];

/// Adds the module under both addresses.
pub(super) fn add(sources: &Path, dist: &Path, console: &Console) -> anyhow::Result<()> {
    let texts = SOURCES.iter().map(|name| text(&sources.join(name)));
    let mut module = script::joined(&texts.collect::<anyhow::Result<Vec<_>>>()?);
    for (part, file) in [
        ("glue", &Hashed::find(dist, "app", ".js")?),
        ("code", &Hashed::find(dist, "app", "_bg.wasm")?),
        ("style", &Hashed::find(dist, "page", ".css")?),
        ("console-glue", &console.glue),
        ("console-code", &console.code),
        ("console-style", &console.style),
    ] {
        module = fill(&module, &format!("{{{part}}}"), &file.name)?;
        module = fill(&module, &format!("{{{part}-integrity}}"), &file.integrity)?;
    }
    let module = Hashed::write(dist, "cockpit-jwt", "js", module.as_bytes())?;
    let stable = format!("export * from \"./{}\";\n", module.name);
    files::write(&dist.join("cockpit-jwt.js"), stable)?;
    for name in DECLARATIONS {
        files::write(&dist.join(name), text(&sources.join(name))?)?;
    }
    Ok(())
}
