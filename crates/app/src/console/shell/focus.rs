//! Moves the focus and the selection inside the console.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

use crate::shell::{document, window};

/// The button by which the console was wanted, outside of it.
const TRY_IT: &str = "try-it";

/// Moves the keyboard focus; where the element is not drawn, it stays where it is.
pub(super) fn on(place: &Element, id: &str) {
    let element = element(place, id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        // It fails only for an element that is not on the page.
        let _ = element.focus();
    }
}

/// The same, unless the person is somewhere else by now, or writes something.
pub(super) fn offer(place: &Element, id: &str) {
    if is_free(place) {
        on(place, id);
    }
}

/// Moves the focus to a text, and selects all of it.
pub(super) fn select(place: &Element, id: &str) {
    let select = || -> Option<()> {
        let text = element(place, id)?;
        on(place, id);
        window()?.get_selection().ok()??.select_all_children(&text).ok()
    };
    // The text can be selected by a click, too.
    let _ = select();
}

pub(super) fn element(place: &Element, id: &str) -> Option<Element> {
    place.query_selector(&format!("#{id}")).ok()?
}

fn is_free(place: &Element) -> bool {
    // A shadow root answers to the same question by the same name.
    let root: Document = place.get_root_node().unchecked_into();
    match root.active_element().or_else(|| document()?.active_element()) {
        None => true,
        Some(active) if active.tag_name() == "BODY" || active.id() == TRY_IT => true,
        Some(active) => {
            let writes = matches!(active.tag_name().as_str(), "INPUT" | "TEXTAREA");
            place.contains(Some(&active)) && !writes
        }
    }
}
