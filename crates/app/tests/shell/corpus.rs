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
    let mut differences = String::new();
    for case in cases() {
        let observed = observed(&case).await;
        if observed != case.expected {
            let text = format!("{observed:#?}\ninstead of\n{:#?}\n", case.expected);
            differences += &format!("{}: {text}", case.name);
        }
    }
    assert!(differences.is_empty(), "{differences}");
}
