//! Moves the focus and the selection, and opens the dialog, once the view is drawn.

use domain::FocusTarget;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement};

use super::{document, window};
use crate::view::id;

fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

fn focus_on(id: &str) -> Option<()> {
    element(id)?.dyn_into::<HtmlElement>().ok()?.focus().ok()
}

/// Moves the keyboard focus; where the target is not drawn, it stays where it is.
pub fn focus(target: FocusTarget) {
    let _ = focus_on(id::of(target));
}

/// Selects the whole token, so that the person can copy it by hand.
pub fn select_token() {
    let select = || -> Option<()> {
        let token = element(id::TOKEN)?;
        focus_on(id::TOKEN);
        window()?.get_selection().ok()??.select_all_children(&token).ok()
    };
    // The notice also says what to press, and the token can be selected by a click.
    let _ = select();
}

/// Opens the dialog, if it is drawn and not open yet, as a modal one: the browser keeps the focus
/// inside and closes it at Esc.
pub fn open_dialog() {
    let dialog = element(id::DIALOG).and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok());
    if let Some(dialog) = dialog.filter(|dialog| !dialog.open()) {
        // It fails only for a dialog that is not on the page.
        let _ = dialog.show_modal();
    }
}
