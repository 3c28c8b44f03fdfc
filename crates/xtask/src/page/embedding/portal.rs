//! The imitation of a portal, with a callback page of its own.

use std::fs;
use std::path::Path;

use anyhow::Context;

use super::super::{files, hashed};
use super::callback::Callback;
use super::{PROXY, fill};

/// What is served as it stands; the rest of the examples has to be built first.
const SERVED: &[&str] = &["css", "html", "js", "svg"];

/// The folder of the portal's own callback page. Only a portal whose opener policy cuts popups off
/// needs one, so the other pages do not lie beside it.
const OWN: &str = "own";

pub(super) fn add(www: &Path, dist: &Path, callback: &Callback) -> anyhow::Result<()> {
    let (sources, portal) = (www.join("embed"), dist.join("embed"));
    for file in files::below(&sources)? {
        let name = file.strip_prefix(&sources).unwrap_or(&file);
        if file.extension().is_some_and(|ending| SERVED.iter().any(|served| ending == *served)) {
            copy(&file, &portal.join(name))?;
        }
    }
    let own = portal.join(OWN);
    for name in &callback.files {
        copy(&dist.join(name), &own.join(name))?;
    }
    hashed::write(&own.join("callback.html"), of_the_portal(&callback.html)?)
}

/// The same page on another origin asks the proxy by its whole address.
fn of_the_portal(html: &str) -> anyhow::Result<String> {
    let named = |proxy: &str| format!("name=\"cockpit-jwt-proxy\" content=\"{proxy}\"");
    fill(html, &named(""), &named(PROXY))
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    let content = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    hashed::write(to, content)
}
