//! The clipboard, which may be missing or refuse.

use domain::CopyText;
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Clipboard;

use super::window;

/// The clipboard did not take the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClipboardRefused;

/// Puts a text into the clipboard. The browser is asked at once, while the person's click counts.
pub fn copy(text: &CopyText) -> impl Future<Output = Result<(), ClipboardRefused>> + use<> {
    let writing = clipboard().map(|clipboard| clipboard.write_text(text.expose()));
    finished(writing)
}

async fn finished(writing: Option<Promise>) -> Result<(), ClipboardRefused> {
    let writing = writing.ok_or(ClipboardRefused)?;
    JsFuture::from(writing).await.map(drop).map_err(|_| ClipboardRefused)
}

/// Not there on a page without TLS, although its type says that it always is.
fn clipboard() -> Option<Clipboard> {
    let navigator = window()?.navigator();
    let clipboard = Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    clipboard.dyn_into().ok()
}
