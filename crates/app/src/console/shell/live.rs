//! The console's own live region.

use web_sys::Element;

use super::focus::element;
use crate::{console::view::id, shell::document};

/// Puts the region into the console's place.
pub(super) fn region(place: &Element) -> Option<Element> {
    let region = document()?.create_element("div").ok()?;
    for (name, value) in [("id", id::LIVE), ("class", "live"), ("role", "status")] {
        region.set_attribute(name, value).ok()?;
    }
    place.append_child(&region).ok()?;
    Some(region)
}

/// Says a sentence, even one that was said before.
pub(super) fn say(place: &Element, sentence: &str) {
    if let Some(region) = element(place, id::LIVE) {
        // Writing the same text again would change nothing, and so be silent.
        region.set_text_content(None);
        region.set_text_content(Some(&sentence.replace('`', "")));
    }
}
