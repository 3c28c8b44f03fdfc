//! Files that the person chose or dropped.

use std::{cell::Cell, rc::Rc};

use domain::inspect::{FileFault, PastedText};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, DragEvent, Element, File, FileList};

use super::{document, listener::Listener};

/// In bytes.
const LARGEST: f64 = 1_048_576.0;

/// The text of the one file. The browser is asked at once: what was dropped is there only until the
/// drop is over.
///
/// # Errors
/// When it is not one file, or not one with at most a megabyte of text.
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

/// The files that are being read, of which only the last counts, and none once something else was
/// put in its place, however long the reading takes.
#[derive(Clone, Default)]
pub struct Readings(Rc<Cell<u32>>);

impl Readings {
    /// Begins with the next one; all others are given up.
    pub fn begin(&self) -> u32 {
        self.0.set(self.0.get().wrapping_add(1));
        self.0.get()
    }

    /// Gives up whatever is being read.
    pub fn give_up(&self) {
        self.begin();
    }

    /// Whether the reading that began with this number still counts.
    pub fn is_latest(&self, number: u32) -> bool {
        self.0.get() == number
    }
}

/// Where the style sheet sees that a file hangs over the page.
const DRAGGING: &str = "data-dragging";

/// A file that is dropped where nobody takes it does not replace the page.
pub fn keep_the_page() -> [Listener; 4] {
    [
        Listener::on_window("dragover", |event| hangs(&event.unchecked_into())),
        Listener::on_window("drop", |event| {
            refuse(&event.unchecked_into());
            gone();
        }),
        Listener::on_window("dragend", |_| gone()),
        // It also leaves each element on the page for the next one.
        Listener::on_window("dragleave", |event| {
            if event.unchecked_into::<DragEvent>().related_target().is_none() {
                gone();
            }
        }),
    ]
}

fn hangs(event: &DragEvent) {
    if refuse(event) {
        // It fails only for a name that is none.
        let _ = root().map(|root| root.set_attribute(DRAGGING, ""));
    }
}

fn gone() {
    let _ = root().map(|root| root.remove_attribute(DRAGGING));
}

/// Whether there are files, which nobody is given who has not asked for them. Text may be dragged
/// from field to field as ever.
fn refuse(event: &DragEvent) -> bool {
    let Some(dragged) = event.data_transfer().filter(holds_files) else { return false };
    if !event.default_prevented() {
        dragged.set_drop_effect("none");
        event.prevent_default();
    }
    true
}

fn holds_files(dragged: &DataTransfer) -> bool {
    dragged.types().includes(&"Files".into(), 0)
}

fn root() -> Option<Element> {
    document()?.document_element()
}

#[cfg(test)]
mod tests {
    use super::Readings;

    #[test]
    fn only_the_last_file_counts_and_none_after_something_else() {
        let readings = Readings::default();
        let first = readings.begin();
        assert!(readings.is_latest(first));
        let second = readings.clone().begin();
        assert!(!readings.is_latest(first) && readings.is_latest(second));
        readings.give_up();
        assert!(!readings.is_latest(second));
    }
}
