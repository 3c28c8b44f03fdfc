//! Files instead of text: chosen, or dropped on the panel.

use web_sys::{FileList, HtmlInputElement};
use yew::{Callback, DragEvent, Event, Html, MouseEvent, TargetCast, html};

use super::{super::Page, clear, paste};

pub(super) fn view(page: &Page<'_>) -> Html {
    let fault = page.inspection.file_fault;
    let onchange = {
        let files = page.on.files.clone();
        move |event: Event| chosen(&event).into_iter().for_each(|chosen| files.emit(chosen))
    };
    let described = if fault.is_some() { "file-error file-help" } else { "file-help" };
    html! {
        <>
            <div class="buttons">
                <label class="button file">
                    <input type="file" id="file" {onchange} onclick={reset()}
                        aria-describedby={described} />
                    { "Choose a file" }
                </label>
                <span id="file-help" class="help">{ "or drop one here, with a token or with keys." }</span>
                { clear(page) }
            </div>
            <div id="file-error" class="error">
                { fault.map(|fault| paste::wrong_with(&fault.to_string(), fault.hint())) }
            </div>
        </>
    }
}

fn chosen(event: &Event) -> Option<FileList> {
    event.target_unchecked_into::<HtmlInputElement>().files().filter(|files| files.length() > 0)
}

/// The same file again is another choice: it may have changed.
fn reset() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| {
        event.target_unchecked_into::<HtmlInputElement>().set_value("");
    })
}

/// That files are welcome here.
pub(super) fn hover() -> Callback<DragEvent> {
    Callback::from(|event: DragEvent| {
        let carried = event.data_transfer().map(|it| it.types());
        if carried.is_some_and(|types| types.includes(&"Files".into(), 0)) {
            event.prevent_default();
        }
    })
}

/// Text that is dropped goes where it always goes.
pub(super) fn drop(page: &Page<'_>) -> Callback<DragEvent> {
    let files = page.on.files.clone();
    Callback::from(move |event: DragEvent| {
        let dropped = event.data_transfer().and_then(|it| it.files());
        if let Some(dropped) = dropped.filter(|dropped| dropped.length() > 0) {
            event.prevent_default();
            files.emit(dropped);
        }
    })
}
