//! The entry points, as JavaScript sees them.

use std::mem;

use wasm_bindgen::prelude::wasm_bindgen;

/// Three kilobytes less to load than the standard one.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Nothing yet: a widget loads the same code without the page.
fn main() {}

/// Opens the page, for good.
#[wasm_bindgen(js_name = openPage)]
pub fn open_page() {
    mem::forget(app::shell::open_page());
}
