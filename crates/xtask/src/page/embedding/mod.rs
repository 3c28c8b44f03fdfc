//! What makes the built page embeddable: the widget's module, the callback page, and a portal that
//! shows both. It is made from what Trunk has built, whose names and hashes go into it.

mod callback;
mod portal;
mod widget;

use std::fs;
use std::path::Path;

use anyhow::Context;

use super::console::Console;
use super::hashed::Hashed;
use crate::project::Project;

/// Whose address stands in the portal's files until somebody serves them.
const PROXY: &str = "https://jwt.example/";

/// Adds it to `dist/`.
pub(super) fn add(project: &Project, console: &Console) -> anyhow::Result<()> {
    let (www, dist) = (project.path("www"), project.dist());
    widget::add(&www.join("widget"), &dist, console)?;
    let callback = callback::add(&www, &dist)?;
    portal::add(&www, &dist, &callback)
}

/// Says how the widget that was built is brought into a page.
pub(super) fn tell(project: &Project) -> anyhow::Result<()> {
    println!("{}", invitation(&Hashed::find(&project.dist(), "cockpit-jwt", ".js")?));
    Ok(())
}

/// To be copied into a portal's page. The other address, without a hash, cannot have an `integrity`.
fn invitation(module: &Hashed) -> String {
    let Hashed { name, integrity } = module;
    format!(
        "      the widget's module, for a page of your own (the address is the proxy's):\n\
         \x20     <script type=\"module\" src=\"{PROXY}{name}\" integrity=\"{integrity}\" crossorigin></script>"
    )
}

/// A source as text.
fn text(file: &Path) -> anyhow::Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

/// Puts `by` in the place of `what`, which has to be there.
fn fill(text: &str, what: &str, by: &str) -> anyhow::Result<String> {
    anyhow::ensure!(
        text.contains(what),
        "`{what}` is missing in a file that it has to be filled in"
    );
    Ok(text.replace(what, by))
}

#[cfg(test)]
mod tests;
