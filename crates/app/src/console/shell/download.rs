//! Saves bytes as a file.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Blob, HtmlElement, Url};

use crate::shell::{document, window};

/// For how long a browser may need the address of what it saves.
const LIFE_MILLISECONDS: i32 = 30_000;

/// What is being saved. Its address is gone a while later, or with this.
pub(super) struct Saved {
    address: String,
    timeout: Option<i32>,
    _on_time: Closure<dyn Fn()>,
}

/// Has the browser save bytes under a name. Whatever they are, they are not opened as a page of ours:
/// a blob without a type is `application/octet-stream` to a browser.
pub(super) fn save(bytes: &[u8], name: &str) -> Option<Saved> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence(&parts).ok()?;
    let saved = Saved::under(Url::create_object_url_with_blob(&blob).ok()?)?;
    let link = document()?.create_element("a").ok()?;
    link.set_attribute("href", &saved.address).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_into::<HtmlElement>().ok()?.click();
    Some(saved)
}

impl Saved {
    fn under(address: String) -> Option<Self> {
        let on_time = Closure::<dyn Fn()>::new({
            let address = address.clone();
            move || revoke(&address)
        });
        let timeout = window()?.set_timeout_with_callback_and_timeout_and_arguments_0(
            on_time.as_ref().unchecked_ref(),
            LIFE_MILLISECONDS,
        );
        Some(Self { address, timeout: timeout.ok(), _on_time: on_time })
    }
}

impl Drop for Saved {
    fn drop(&mut self) {
        if let (Some(window), Some(timeout)) = (window(), self.timeout) {
            window.clear_timeout_with_handle(timeout);
        }
        revoke(&self.address);
    }
}

fn revoke(address: &str) {
    // What is gone already stays gone.
    let _ = Url::revoke_object_url(address);
}
