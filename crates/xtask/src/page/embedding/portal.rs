//! The imitation of a portal, with a callback page of its own.

use std::path::Path;

use super::super::files;
use super::callback::Callback;
use super::{PROXY, fill};
use crate::examples;

/// The folder of the portal's own callback page. Only a portal whose opener policy cuts popups off
/// needs one, so the other pages do not lie beside it.
const OWN: &str = "own";

pub(super) fn add(www: &Path, dist: &Path, callback: &Callback) -> anyhow::Result<()> {
    let (sources, portal) = (www.join("embed"), dist.join("embed"));
    let is_built = |path: &Path| examples::BUILT.iter().any(|name| path.ends_with(name));
    for file in files::below_unless(&sources, &is_built)? {
        files::copy(&file, &portal.join(file.strip_prefix(&sources).unwrap_or(&file)))?;
    }
    let own = portal.join(OWN);
    for name in &callback.files {
        files::copy(&dist.join(name), &own.join(name))?;
    }
    files::write(&own.join("callback.html"), of_the_portal(&callback.html)?)
}

/// The same page on another origin asks the proxy by its whole address.
fn of_the_portal(html: &str) -> anyhow::Result<String> {
    let named = |proxy: &str| format!("name=\"cockpit-jwt-proxy\" content=\"{proxy}\"");
    fill(html, &named(""), &named(PROXY))
}
