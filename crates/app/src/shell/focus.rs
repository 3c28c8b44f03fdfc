//! Moves the focus and the selection, and opens what hides them, once the view is drawn.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use super::{surface::Surface, window};
use crate::view::id;

/// Moves the keyboard focus; where the element is not drawn, it stays where it is.
pub fn on(surface: &Surface, id: &str) {
    unfold(surface);
    let element = surface.element(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        // It fails only for an element that is not on the page.
        let _ = element.focus();
    }
}

/// Selects the text to be copied, so that the person can do it by hand: the one that was wanted, or
/// else the whole token.
pub fn select_text(surface: &Surface) {
    let select = || -> Option<()> {
        let (id, text) = [id::COPY_TEXT, id::TOKEN]
            .into_iter()
            .find_map(|id| surface.element(id).map(|element| (id, element)))?;
        on(surface, id);
        window()?.get_selection().ok()??.select_all_children(&text).ok()
    };
    // The notice also says what to press, and the text can be selected by a click.
    let _ = select();
}

/// Opens the dialog, if it is drawn and not open yet, as a modal one: the browser keeps the focus
/// inside and closes it at Esc.
pub fn open_dialog(surface: &Surface) {
    let dialog = surface.element(id::DIALOG);
    let dialog = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok());
    if let Some(dialog) = dialog.filter(|dialog| !dialog.open()) {
        // It fails only for a dialog that is not on the page.
        let _ = dialog.show_modal();
        unfold(surface);
    }
}

/// Unfolds what hides something that matters. Nothing is ever folded but by the person.
fn unfold(surface: &Surface) {
    surface.each(".more[data-state]", |hiding| {
        // It fails only for a name that is none.
        let _ = hiding.set_attribute("open", "");
    });
}
