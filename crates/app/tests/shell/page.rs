//! The page as a whole: opened, its dialog used, its settings missing.

use wasm_bindgen_test::wasm_bindgen_test;

use super::{run, until};

const BUTTON: &str = "const button = (name) => [...document.querySelectorAll('button')]
    .filter((it) => it.textContent == name).at(-1);";

fn press(name: &str) {
    run(&format!("{BUTTON} button('{name}').click()"));
}

/// One test, since a page is opened once.
#[wasm_bindgen_test]
async fn the_page_opens_waits_for_its_settings_and_asks() {
    run("window.realFetch ??= window.fetch; sessionStorage.clear();
         window.host = document.createElement('div'); host.id = 'app'; document.body.append(host);
         window.fetch = async () => { throw new TypeError('no network') }");
    app::shell::start();
    until("return document.querySelector('.settings-missing')").await;
    run("window.fetch = () => new Promise((resolve) => { window.answer = () => resolve(
            new Response(JSON.stringify({
                authorization_endpoint: 'https://identity.example/authorize', dialect: 'itsyouonline',
                client_id: 'moehaha', organization: 'moehaha', profile: 'cockpit',
                issuer: 'itsyouonline', keys: [], scopes: ['user:name'],
                redirect_uris: ['https://jwt.example/'], organization_tokens: 'off',
                organization_audiences: [] }), { headers: { 'content-type': 'application/json' } })) })");
    press("Generate JWT token");
    until("return window.answer && !document.querySelector('.settings-missing')").await;
    run("answer()");
    until("return document.querySelector('dialog:modal')").await;
    until("return document.activeElement.id == 'scope'").await;
    press("user:name");
    until("return document.getElementById('scope').value == 'user:memberof:moehaha, user:name'")
        .await;
    run(
        "document.getElementById('dialog').dispatchEvent(new Event('cancel', { cancelable: true }))",
    );
    until("return !document.querySelector('dialog') && document.activeElement.id == 'generate'")
        .await;
    press("Generate JWT token");
    until("return document.querySelector('dialog:modal')").await;
    run("document.querySelector('form').requestSubmit()");
    // The test page is not on the proxy's list of redirect URIs.
    until("return document.querySelector('.failure-code')?.textContent == 'Code: address-not-allowed'").await;
    until("return document.activeElement.id == 'failure'").await;
    until("return document.querySelector('.live').textContent.startsWith('No token: ')").await;
    press("Start over");
    until("return document.querySelector('[data-state=idle]')").await;
    run("window.fetch = window.realFetch; host.remove()");
}
