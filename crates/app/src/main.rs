//! The entry points, as JavaScript sees them.

use std::mem;

use js_sys::Function;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::ShadowRoot;

/// Three kilobytes less to load than the standard one.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Nothing yet: a widget loads the same code without the page.
fn main() {}

/// Opens the page, for good. `console` opens the API console: `(place, options, ask) => Promise`.
#[wasm_bindgen(js_name = openPage)]
pub fn open_page(console: Function) {
    mem::forget(app::shell::open_page(console));
}

/// One element in somebody else's page.
#[wasm_bindgen]
pub struct Widget(app::shell::Widget);

#[wasm_bindgen]
impl Widget {
    /// Draws into a shadow root.
    #[wasm_bindgen(constructor)]
    pub fn new(root: ShadowRoot, options: &JsValue, told: Function, console: Function) -> Self {
        Self(app::shell::Widget::new(root, options, told, console))
    }

    /// Other options.
    pub fn set(&self, options: &JsValue) {
        self.0.set(options);
    }

    /// As a click on the button that opens the dialog.
    pub fn generate(&self) {
        self.0.generate();
    }

    /// Forgets the token.
    pub fn clear(&self) {
        self.0.clear();
    }

    /// Lets go of everything.
    pub fn close(&self) {
        self.0.close();
    }
}
