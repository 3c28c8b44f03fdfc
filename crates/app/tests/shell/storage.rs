//! The pending sign-in in the session storage.

use app::shell::storage::{self, StorageUnavailable};
use domain::{
    Recalled, Transaction,
    itsyouonline::authorize::{self, Callback, CallbackError},
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Changed, holds, run, text, transaction};

fn callback(transaction: &Transaction) -> Result<Callback, CallbackError> {
    authorize::callback(&format!("?code=abc&state={}", transaction.state().as_str()))
}

fn verifier(recalled: &Recalled) -> Option<&str> {
    match recalled {
        Recalled::Pending(transaction) => Some(transaction.verifier.expose()),
        Recalled::Nothing | Recalled::Unavailable => None,
    }
}

#[wasm_bindgen_test]
fn a_transaction_is_taken_out_once_by_its_state() {
    run("sessionStorage.clear()");
    let (one, other) = (transaction(1), transaction(2));
    storage::remember(&one).unwrap();
    storage::remember(&other).unwrap();
    let recalled = storage::recall(&callback(&one), "");
    assert_eq!(verifier(&recalled), Some(one.verifier.expose()));
    assert!(matches!(storage::recall(&callback(&one), ""), Recalled::Nothing));
    // The other one is another tab's or still under way.
    assert_eq!(verifier(&storage::recall(&callback(&other), "")), Some(other.verifier.expose()));
}

#[wasm_bindgen_test]
fn a_callback_of_nobodys_takes_nothing() {
    run("sessionStorage.clear()");
    storage::remember(&transaction(1)).unwrap();
    assert!(matches!(storage::recall(&callback(&transaction(9)), ""), Recalled::Nothing));
    assert!(matches!(
        storage::recall(&authorize::callback("?code=a&code=b"), ""),
        Recalled::Nothing
    ));
    assert!(holds("return sessionStorage.length == 1"));
}

#[wasm_bindgen_test]
fn without_a_callback_the_last_pending_one_is_taken_and_all_are_removed() {
    run("sessionStorage.clear(); sessionStorage.setItem('other', 'stays')");
    for seed in [3, 5, 4] {
        storage::remember(&transaction(seed)).unwrap();
    }
    let recalled = storage::recall(&Ok(Callback::None), "");
    assert_eq!(verifier(&recalled), Some(transaction(5).verifier.expose()));
    assert_eq!(text("return Object.keys(sessionStorage).join()"), "other");
}

#[wasm_bindgen_test]
fn what_another_element_began_stays() {
    run("sessionStorage.clear()");
    let (own, other) = ("#1 https://jwt.example/", "#2 https://jwt.example/");
    let begun = Transaction { begun_by: own.to_owned(), ..transaction(1) };
    storage::remember(&begun).unwrap();
    for by in ["", other] {
        assert!(matches!(storage::recall(&callback(&begun), by), Recalled::Nothing));
        assert!(matches!(storage::recall(&Ok(Callback::None), by), Recalled::Nothing));
    }
    let recalled = storage::recall(&callback(&begun), own);
    assert_eq!(verifier(&recalled), Some(begun.verifier.expose()));
    assert!(holds("return sessionStorage.length == 0"));
}

#[wasm_bindgen_test]
fn what_cannot_be_read_is_nothing_and_is_removed() {
    run("sessionStorage.clear(); sessionStorage.setItem('cockpit-jwt:x', '{')");
    let callback = authorize::callback("?code=abc&state=x");
    assert!(matches!(storage::recall(&callback, ""), Recalled::Nothing));
    assert!(holds("return sessionStorage.length == 0"));
}

#[wasm_bindgen_test]
fn forgetting_removes_one() {
    run("sessionStorage.clear()");
    storage::remember(&transaction(1)).unwrap();
    storage::forget(&transaction(1).state());
    assert!(holds("return sessionStorage.length == 0"));
    storage::forget(&transaction(1).state());
}

#[wasm_bindgen_test]
fn nothing_is_kept_for_longer_than_the_tab() {
    run("sessionStorage.clear(); localStorage.clear()");
    storage::remember(&transaction(1)).unwrap();
    assert!(holds("return localStorage.length == 0 && document.cookie == ''"));
}

#[wasm_bindgen_test]
fn a_browser_that_forbids_the_storage_is_no_catastrophe() {
    let _forbidden = Changed::by(
        "window.real = Object.getOwnPropertyDescriptor(window, 'sessionStorage');
         Object.defineProperty(window, 'sessionStorage', {
            configurable: true, get() { throw new DOMException('no', 'SecurityError') } })",
        "Object.defineProperty(window, 'sessionStorage', window.real)",
    );
    assert_eq!(storage::remember(&transaction(1)), Err(StorageUnavailable));
    storage::forget(&transaction(1).state());
    assert!(matches!(storage::recall(&Ok(Callback::None), ""), Recalled::Unavailable));
}

#[wasm_bindgen_test]
fn a_full_storage_is_said() {
    let _full = Changed::by(
        "window.setItem = Storage.prototype.setItem;
         Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
        "Storage.prototype.setItem = window.setItem",
    );
    assert_eq!(storage::remember(&transaction(1)), Err(StorageUnavailable));
}
