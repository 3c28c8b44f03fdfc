//! Where a view is drawn: on the page, or in the shadow root of a widget, where ids are its own.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, ShadowRoot};

use super::document;

/// A tree of elements. A shadow root is held as a document too: it answers to the two questions that
/// are asked here by the same names.
#[derive(Clone)]
pub struct Surface(Option<Document>);

impl Surface {
    /// The page itself.
    pub fn page() -> Self {
        Self(document())
    }

    /// A shadow root.
    pub fn shadow(root: ShadowRoot) -> Self {
        Self(Some(root.unchecked_into()))
    }

    pub(super) fn element(&self, id: &str) -> Option<Element> {
        self.0.as_ref()?.get_element_by_id(id)
    }

    /// Does something to all elements that are meant.
    pub(super) fn each(&self, selector: &str, act: impl Fn(&Element)) {
        let found = self.0.as_ref().and_then(|root| root.query_selector_all(selector).ok());
        let Some(found) = found else { return };
        // A list of elements that does not change meanwhile.
        for index in 0..found.length() {
            if let Some(element) = found.get(index) {
                act(element.unchecked_ref());
            }
        }
    }
}
