//! Values for JavaScript.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

/// An object with these members.
pub(super) fn of(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // A new object takes any member.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// A list of texts.
pub(super) fn list(texts: &[String]) -> JsValue {
    texts.iter().map(JsValue::from).collect::<Array>().into()
}
