//! The examples of RFC 7515, RFC 7520 and RFC 8037, by the browser's own cryptography.

use app::shell::crypto;
use corpus::vectors;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn each_example_of_the_standards_is_answered_as_it_is_natively() {
    for vector in vectors() {
        let answer = match vector.question() {
            Some(asked) => Some(crypto::verify(&asked.key, &asked.input, &asked.signature).await),
            None => None,
        };
        assert_eq!(vector.answered(answer), vector.expected, "{}", vector.name);
    }
}
