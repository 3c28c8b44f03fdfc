//! The page where any token is inspected, and the way there.

use domain::{Transaction, jwt::UntrustedJwt, key::PublicKey};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{
    Changed,
    crypto::signed,
    holds,
    page::{opened, press, says},
    run, text, transaction, until,
};

const VERDICT: &str = "return document.getElementById('verdict')";

/// Writes into a field as a person does.
fn write(id: &str, content: &str) {
    run(&format!(
        "const field = document.getElementById('{id}'); field.value = `{content}`;
         field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
    ));
}

/// What the settings and the identity server are to give.
fn prepare(jwt: &UntrustedJwt, key: &PublicKey) {
    let jwk = serde_json::to_string(&key.to_jwk()).unwrap();
    run(&format!("window.jwt = '{}'; window.keys = [{jwk}]", jwt.compact().expose()));
}

fn callback() -> String {
    app::shell::storage::remember(&transaction(1)).unwrap();
    format!("?code=abc&state={}", transaction(1).state().as_str())
}

#[wasm_bindgen_test]
async fn the_held_tokens_signature_is_checked_by_the_page_itself() {
    let (jwt, key) = signed("ES384", "{}").await;
    let _page = opened(&callback()).await;
    prepare(&jwt, &key);
    run("config(); token()");
    until("return document.querySelector('.verdict[data-state=accepted]')").await;
}

#[wasm_bindgen_test]
async fn a_wrong_signature_is_told_where_the_token_seemed_accepted() {
    let (jwt, _) = signed("ES384", "{}").await;
    let (_, other_key) = signed("ES384", "{}").await;
    let _page = opened(&callback()).await;
    prepare(&jwt, &other_key);
    run("token()");
    until(VERDICT).await;
    run("config()");
    until("return document.querySelector('.verdict[data-state=refused]')").await;
    until(
        "return document.getElementById('live').textContent
        .endsWith('Refused by moehaha: the signature does not match')",
    )
    .await;
}

#[wasm_bindgen_test]
async fn the_address_names_the_place_and_the_token_stays() {
    let _page = opened(&callback()).await;
    run("config(); token()");
    until("return document.activeElement.id == 'verdict'").await;
    run("window.token = document.getElementById('token').textContent; location.hash = '#inspect'");
    until("return document.activeElement.id == 'inspect-text'").await;
    assert_eq!(text("return document.title"), "Inspect a JWT – cockpit-jwt");
    assert!(holds(&says("Inspect a JWT.")));
    assert!(holds("return document.querySelector('[aria-current]').hash == '#inspect'"));
    run("document.querySelector('.places a').click()");
    until("return document.activeElement.id == 'verdict'").await;
    assert_eq!(text("return document.title"), "Generate a JWT – cockpit-jwt");
    assert!(holds("return window.token == document.getElementById('token').textContent"));
}

#[wasm_bindgen_test]
async fn a_callback_is_answered_also_where_tokens_are_inspected() {
    let begun = Transaction { rest: "#inspect".to_owned(), ..transaction(1) };
    app::shell::storage::remember(&begun).unwrap();
    let _page = opened(&format!("?code=abc&state={}", begun.state().as_str())).await;
    assert!(holds(
        "return first == 'token' && location.search == '' && location.hash == '#inspect'"
    ));
    until("return document.getElementById('inspect-text')").await;
    run("document.getElementById('inspect-text').focus(); config(); token()");
    until("return document.querySelector('.places a').textContent == 'Back to your token'").await;
    assert!(holds("return document.activeElement.id == 'inspect-text'"));
}

#[wasm_bindgen_test]
async fn a_pasted_token_is_judged_and_its_signature_checked_by_both_keys() {
    let (jwt, key) = signed("PS256", "{}").await;
    let (_, other_key) = signed("PS256", "{}").await;
    let _page = opened("#inspect").await;
    prepare(&jwt, &other_key);
    write("inspect-text", &format!("curl -H \"Authorization: Bearer {}\"", jwt.compact().expose()));
    until(VERDICT).await;
    run("config()");
    until("return document.querySelector('.verdict[data-state=refused]')").await;
    // The person's own key says that the signature is right, and opens no door.
    write("inspect-keys", &serde_json::to_string(&key.to_jwk()).unwrap());
    until("return document.querySelector('summary').textContent.endsWith('1 of yours')").await;
    until(&says("The signature is that of the given key.")).await;
    assert!(holds("return document.querySelector('.verdict[data-state=refused]')"));
    press("Clear");
    until("return !document.getElementById('verdict')").await;
    assert!(holds("return document.activeElement.id == 'inspect-text'"));
    assert!(holds("return !document.getElementById('inspect-text').value"));
}

#[wasm_bindgen_test]
async fn a_chosen_file_is_read_and_a_second_time_too() {
    let _page = opened("#inspect").await;
    run("config()");
    until("return document.getElementById('file')").await;
    for (content, then) in [
        ("'eyJhbGciOiJFUzM4NCJ9.e30.AA'", VERDICT),
        ("'a'.repeat(1024 * 1024 + 1)", "return document.querySelector('#file-error p')"),
        ("'eyJhbGciOiJFUzM4NCJ9.e30.AA'", "return !document.querySelector('#file-error p')"),
    ] {
        run(&format!(
            "const carried = new DataTransfer();
             carried.items.add(new File([{content}], 'token.txt'));
             const input = document.getElementById('file');
             input.files = carried.files;
             input.dispatchEvent(new Event('change', {{ bubbles: true }})); input.value = ''"
        ));
        until(then).await;
    }
}

#[wasm_bindgen_test]
async fn a_file_is_taken_by_the_panel_and_by_nothing_else() {
    let _page = opened("#inspect").await;
    until("return document.querySelector('.panel')").await;
    let drop = |on: &str| {
        holds(&format!(
            "const dataTransfer = new DataTransfer();
             dataTransfer.items.add(new File(['eyJhbGciOiJFUzM4NCJ9.e30.AA'], 'token.txt'));
             return document.querySelector('{on}').dispatchEvent(
                new DragEvent('drop', {{ bubbles: true, cancelable: true, dataTransfer }}))"
        ))
    };
    assert!(!drop("body"));
    assert!(!drop(".panel"));
    until(VERDICT).await;
}

#[wasm_bindgen_test]
async fn the_page_has_its_own_work_timed() {
    let (jwt, key) = signed("ES384", "{}").await;
    let _page = opened("#inspect").await;
    prepare(&jwt, &key);
    run("config()");
    write("inspect-text", jwt.compact().expose());
    until("return document.querySelector('.verdict[data-state=accepted]')").await;
    for name in ["read", "judge"] {
        let took =
            run(&format!("return performance.getEntriesByName('{name}', 'measure')[0].duration"));
        // How long it may take is a journey's business, which does it several times.
        assert!(took.as_f64().unwrap() >= 0.0, "{name}: {took:?}");
    }
}

#[wasm_bindgen_test]
async fn the_page_prints_itself() {
    let _page = opened(&callback()).await;
    run("config(); token()");
    until(VERDICT).await;
    let _printer = Changed::by(
        "window.realPrint = window.print; window.printed = 0; window.print = () => { printed++ }",
        "window.print = window.realPrint",
    );
    press("Print");
    assert!(holds("return printed == 1"));
}
