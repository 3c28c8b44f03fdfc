//! The page's address: what it says, and what it is to say.

use domain::{RedirectUri, RedirectUriError, itsyouonline::authorize};
use wasm_bindgen::JsValue;
use web_sys::Location;

use super::window;

fn location() -> Option<Location> {
    window().map(|window| window.location())
}

/// The address to which a sign-in can come back: this page, without query and fragment, and under
/// one name whether or not the file's is spelled out.
///
/// # Errors
/// When this page's address is none to come back to.
pub fn own() -> Result<RedirectUri, RedirectUriError> {
    let address = location().and_then(|location| {
        let path = location.pathname().ok()?;
        let folder = path.strip_suffix("index.html").unwrap_or(&path);
        Some(format!("{}{folder}", location.origin().ok()?))
    });
    RedirectUri::parse(&address.unwrap_or_default())
}

/// The query of the address, with its question mark.
pub fn query() -> String {
    location().and_then(|location| location.search().ok()).unwrap_or_default()
}

/// The fragment of the address, with its number sign.
pub fn fragment() -> String {
    location().and_then(|location| location.hash().ok()).unwrap_or_default()
}

/// All that stands behind the path.
pub fn rest() -> String {
    format!("{}{}", query(), fragment())
}

/// Takes the callback's parameters out of the address bar and out of the history. Everything else
/// in the address stays as it is.
pub fn clean() {
    restore(&format!("{}{}", authorize::without_callback(&query()), fragment()));
}

/// Puts a query and a fragment behind the page's own address, in the address bar and the history.
pub fn restore(rest: &str) {
    let restore = || -> Option<()> {
        let window = window()?;
        let (location, history) = (window.location(), window.history().ok()?);
        // Whole, since a page around may have a base that is elsewhere, and nobody can go there.
        let (origin, path) = (location.origin().ok()?, location.pathname().ok()?);
        let state = history.state().unwrap_or(JsValue::NULL);
        history.replace_state_with_url(&state, "", Some(&format!("{origin}{path}{rest}"))).ok()
    };
    // A browser that refuses this has a document without an address, where no callback can arrive.
    let _ = restore();
}

/// Stays here after all, where the browser is on its way and has not gone yet.
pub fn stay() {
    // A browser that cannot stop leaves, and the return is then nobody's.
    let _ = window().map(|window| window.stop());
}

/// Leaves for another address. The flow has checked that it is one of http or https.
pub fn leave_for(address: &str) {
    // If the browser refuses, the page still shows the address as a link.
    let _ = location().map(|location| location.assign(address));
}
