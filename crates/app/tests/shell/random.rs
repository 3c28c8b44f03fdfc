//! Random bytes.

use app::shell::random;
use wasm_bindgen_test::wasm_bindgen_test;

use super::Changed;

#[wasm_bindgen_test]
fn the_bytes_are_new_each_time() {
    let (one, other) = (random::bytes().unwrap(), random::bytes().unwrap());
    assert_ne!(one, other);
    assert_ne!(one, [0; 32]);
}

#[wasm_bindgen_test]
fn without_a_cryptographic_source_there_are_none() {
    let _missing = Changed::by(
        "window.real = Object.getOwnPropertyDescriptor(window, 'crypto');
         Object.defineProperty(window, 'crypto', { configurable: true, value: undefined })",
        "Object.defineProperty(window, 'crypto', window.real)",
    );
    assert_eq!(random::bytes(), None);
}

#[wasm_bindgen_test]
fn a_source_that_throws_is_none() {
    let _broken = Changed::by(
        "window.source = Crypto.prototype.getRandomValues;
         Crypto.prototype.getRandomValues = () => { throw new Error('no') }",
        "Crypto.prototype.getRandomValues = window.source",
    );
    assert_eq!(random::bytes(), None);
}
