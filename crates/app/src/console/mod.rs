//! Stub.
use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::Element;
pub struct Console(Element);
impl Console {
    pub fn new(place: Element, _o: &JsValue, _ask: Function) -> Self {
        place.set_inner_html(
            "<h2 id=console-title tabindex=-1>Try it</h2><input id=console-search>",
        );
        Self(place)
    }
    pub fn set(&self, _t: &str) {}
    pub fn explain(&self, _l: Vec<String>) {}
    pub fn show(&self, _v: bool) {}
    pub fn close(&self) {
        self.0.set_inner_html("");
    }
}
