//! The entry points of the API console's module, as JavaScript sees them.

use js_sys::Function;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::Element;

/// As in the page's own module.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Nothing yet: whoever loads it opens a console.
fn main() {}

/// One console, in its place beside a token.
#[wasm_bindgen]
pub struct Console(app::console::Console);

#[wasm_bindgen]
impl Console {
    /// Draws into a place. It asks what the judge says of the token by `ask`.
    #[wasm_bindgen(constructor)]
    pub fn new(place: Element, options: &JsValue, ask: Function) -> Self {
        Self(app::console::Console::new(place, options, ask))
    }

    /// Another token.
    pub fn set(&self, token: &str) {
        self.0.set(token);
    }

    /// What the judge says.
    pub fn explain(&self, lines: Vec<String>) {
        self.0.explain(lines);
    }

    /// Whether it is seen.
    pub fn show(&self, visible: bool) {
        self.0.show(visible);
    }

    /// Lets go of everything.
    pub fn close(&self) {
        self.0.close();
    }
}
