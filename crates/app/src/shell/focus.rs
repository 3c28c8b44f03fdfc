//! Moves the focus and the selection, and opens what hides them, once the view is drawn.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use super::{each, element, window};
use crate::view::id;

/// Moves the keyboard focus; where the element is not drawn, it stays where it is.
pub fn on(id: &str) {
    unfold();
    if let Some(element) = element(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // It fails only for an element that is not on the page.
        let _ = element.focus();
    }
}

/// Selects the text to be copied, so that the person can do it by hand: the one that was wanted, or
/// else the whole token.
pub fn select_text() {
    let select = || -> Option<()> {
        let (id, text) = [id::COPY_TEXT, id::TOKEN]
            .into_iter()
            .find_map(|id| element(id).map(|element| (id, element)))?;
        on(id);
        window()?.get_selection().ok()??.select_all_children(&text).ok()
    };
    // The notice also says what to press, and the text can be selected by a click.
    let _ = select();
}

/// Opens the dialog, if it is drawn and not open yet, as a modal one: the browser keeps the focus
/// inside and closes it at Esc.
pub fn open_dialog() {
    let dialog = element(id::DIALOG).and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok());
    if let Some(dialog) = dialog.filter(|dialog| !dialog.open()) {
        // It fails only for a dialog that is not on the page.
        let _ = dialog.show_modal();
        unfold();
    }
}

/// Unfolds what hides something that matters. Nothing is ever folded but by the person.
fn unfold() {
    each(".more[data-state]", |hiding| {
        // It fails only for a name that is none.
        let _ = hiding.set_attribute("open", "");
    });
}
