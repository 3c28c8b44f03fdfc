//! The attack corpus, by the browser's own cryptography: answered as it is natively, word for word.

use app::shell::crypto;
use corpus::{Case, Observed, cases};
use wasm_bindgen_test::wasm_bindgen_test;

async fn observed(case: &Case) -> Observed {
    let mut answers = Vec::new();
    for question in case.questions() {
        answers.push(crypto::check(question).await);
    }
    case.observed(answers)
}

#[wasm_bindgen_test]
async fn each_attack_is_answered_as_it_is_natively() {
    let mut differences = Vec::new();
    for case in cases() {
        let observed = observed(&case).await;
        if observed != case.expected {
            differences.push((case.name, observed, case.expected));
        }
    }
    assert!(differences.is_empty(), "{differences:#?}");
}
