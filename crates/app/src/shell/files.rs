//! Files that the person chose or dropped.

use domain::inspect::{FileFault, PastedText};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, Event, File, FileList};

use super::listen;

/// In bytes.
const LARGEST: f64 = 1_048_576.0;

/// The text of the one file. The browser is asked at once: what was dropped is there only until the
/// drop is over.
pub fn text_of(files: &FileList) -> impl Future<Output = Result<PastedText, FileFault>> + use<> {
    let reading = file_of(files).map(|file| file.array_buffer());
    async move {
        let content = JsFuture::from(reading?).await.map_err(|_| FileFault::Unreadable)?;
        let text = String::from_utf8(Uint8Array::new(&content).to_vec());
        text.map(PastedText::from).map_err(|_| FileFault::NotText)
    }
}

fn file_of(files: &FileList) -> Result<File, FileFault> {
    if files.length() > 1 {
        return Err(FileFault::Several);
    }
    let file = files.get(0).ok_or(FileFault::Unreadable)?;
    if file.size() > LARGEST { Err(FileFault::TooLarge) } else { Ok(file) }
}

/// From now on a file that is dropped where nobody takes it does not replace the page.
pub fn keep_the_page() {
    for event in ["dragover", "drop"] {
        listen(event, refuse);
    }
}

/// Text may be dragged from field to field as ever.
fn refuse(event: Event) {
    let event: DragEvent = event.unchecked_into();
    let dragged = event.data_transfer().filter(|it| it.types().includes(&"Files".into(), 0));
    if let Some(dragged) = dragged.filter(|_| !event.default_prevented()) {
        dragged.set_drop_effect("none");
        event.prevent_default();
    }
}
