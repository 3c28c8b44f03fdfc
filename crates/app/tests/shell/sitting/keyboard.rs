//! What keys mean, and what they do not.

use wasm_bindgen_test::wasm_bindgen_test;

use super::{Sitting, answered, focused, key, pick, press, services};
use crate::{holds, run, until};

/// How many requests have gone to the API.
const SENT: &str =
    "asked.filter((it) => it.url.includes('/api/repository') && it.method != 'HEAD').length";

#[wasm_bindgen_test]
async fn enter_sends_from_a_line_and_with_ctrl_from_the_body() {
    let _services = services();
    let _sitting = Sitting::ready().await;
    pick("createNewRepository").await;
    assert!(key("console-body", "key: 'Enter'"), "it is a new line");
    assert!(holds(&format!("return {SENT} == 0")));
    assert!(!key("console-body", "key: 'Enter', ctrlKey: true"));
    answered("200 OK").await;
    pick("deleteRepository").await;
    assert!(key("console-parameter-0", "key: 'Enter', isComposing: true"), "a word is composed");
    assert!(!key("console-parameter-0", "key: 'Enter'"));
    until(&format!("return {SENT} == 2")).await;
}

#[wasm_bindgen_test]
async fn a_slash_leads_to_the_search_but_not_out_of_a_field() {
    let _services = services();
    let _sitting = Sitting::ready().await;
    pick("createNewRepository").await;
    run("place.querySelector('#console-body').focus()");
    assert!(key("console-body", "key: '/'"));
    assert_eq!(focused(), "console-body");
    run("place.querySelector('#console-send').focus()");
    assert!(key("console-send", "key: '/', ctrlKey: true"));
    assert_eq!(focused(), "console-send");
    assert!(!key("console-send", "key: '/'"));
    assert_eq!(focused(), "console-search");
}

#[wasm_bindgen_test]
async fn neither_a_double_click_nor_a_held_key_gives_up_what_it_has_sent() {
    let _services = services();
    run("answers.api = () => new Promise(() => {})");
    let _sitting = Sitting::ready().await;
    pick("listRepositories").await;
    press("Send");
    until("return document.activeElement.textContent == 'Cancel'").await;
    run("place.querySelector('#console-send').dispatchEvent(
            new MouseEvent('click', { bubbles: true, detail: 2 }))");
    assert!(!key("console-send", "key: 'Enter', repeat: true"), "it is not clicked");
    assert!(key("console-send", "key: 'Enter'"));
    until("return place.querySelector('#console-send').textContent == 'Cancel'").await;
    press("Cancel");
    answered("Cancelled").await;
}

#[wasm_bindgen_test]
async fn a_long_body_can_be_passed_by() {
    let _services = services();
    let sitting = Sitting::ready().await;
    sitting.send("listRepositories").await;
    answered("200 OK").await;
    press("Skip the body");
    assert_eq!(focused(), "console-headers");
}
