//! The page as a whole, with a proxy played by the browser's own `fetch`.

use app::shell::Opened;
use domain::Transaction;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Changed, holds, run, transaction, until};

const BUTTON: &str = "const button = (name) => [...document.querySelectorAll('button')]
    .find((it) => it.textContent == name);";

pub(super) fn press(name: &str) {
    run(&format!("{BUTTON} button('{name}').focus(); button('{name}').click()"));
}

/// That a screen reader is told this.
pub(super) fn says(beginning: &str) -> String {
    format!("return document.getElementById('live').textContent.startsWith('{beginning}')")
}

/// The page, opened at an address, with requests that wait until they are answered by
/// `config(…)` and `token(…)`.
pub(super) async fn opened(query: &str) -> Page {
    run("window.realFetch ??= window.fetch; window.there ??= location.pathname + location.search;
         window.host = document.createElement('div'); host.innerHTML =
            '<div id=live></div><div id=app></div><div id=console></div>';
         document.body.append(host);
         window.asked = {};
         window.fetch = (request) => new Promise((resolve, reject) => {
            asked[new URL(request.url).pathname.split('/').pop()] = { resolve, reject } });
         const json = (value) => new Response(JSON.stringify(value),
            { headers: { 'content-type': 'application/json' } });
         window.config = () => asked.config.resolve(json({
            authorization_endpoint: 'https://identity.example/authorize', dialect: 'itsyouonline',
            client_id: 'moehaha', organization: 'moehaha', profile: 'cockpit',
            issuer: 'itsyouonline', keys: window.keys ?? [], scopes: ['user:name'],
            redirect_uris: ['https://jwt.example/'], organization_tokens: 'off',
            organization_audiences: [], api: { name: 'Cockpit', base: 'https://a', example: '/b' } }));
         window.token = () => {
            const part = (value) => btoa(JSON.stringify(value))
                .replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_');
            const grant = { scope: ['user:memberof:moehaha'], audience: ['moehaha'] };
            const claims = { username: 'bob', aud: ['moehaha'], scope: grant.scope,
                iss: 'itsyouonline', exp: Math.round(Date.now() / 1000) + 3600 };
            const jwt = window.jwt ?? [part({ alg: 'ES384' }), part(claims), 'AA'].join('.');
            asked.token.resolve(json({ token: jwt, asked: grant, granted: grant })) }");
    let place = Changed::by(
        &format!("history.replaceState(null, '', '/{query}')"),
        "history.replaceState(null, '', window.there);
         window.fetch = window.realFetch; host.remove(); sessionStorage.clear();
         delete window.jwt; delete window.keys",
    );
    let console = run("return window.openConsole ?? (() => Promise.reject())").unchecked_into();
    let opened = app::shell::open_page(console);
    // A callback is answered before this function waits for anything.
    run("window.first = Object.keys(asked).join()");
    until("return asked.config").await;
    Page { opened, _place: place }
}

/// The page, until dropped.
pub(super) struct Page {
    opened: Option<Opened>,
    _place: Changed,
}

impl Drop for Page {
    fn drop(&mut self) {
        self.opened.take().unwrap().close();
    }
}

#[wasm_bindgen_test]
async fn missing_settings_can_be_asked_for_again_and_the_dialog_waits_for_them() {
    let _page = opened("").await;
    run("asked.config.reject(new TypeError('no network'))");
    until("return document.querySelector('.settings-missing')").await;
    until(&says("The settings could not be loaded.")).await;
    run("asked = {}");
    press("Generate JWT token");
    until("return asked.config && document.getElementById('generate').ariaDisabled").await;
    assert!(holds(&says("Loading the settings")));
    assert!(holds("return document.activeElement.textContent == 'Loading…'"));
    run("config()");
    until("return document.querySelector('dialog:modal')").await;
    until("return document.activeElement.id == 'scope'").await;
}

#[wasm_bindgen_test]
async fn the_dialog_is_filled_in_cancelled_and_confirmed() {
    let _page = opened("").await;
    run("config()");
    press("Generate JWT token");
    until("return document.querySelector('dialog:modal')").await;
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
    until("return document.querySelector('.failure-code')?.textContent == 'For support: address-not-allowed'").await;
    until("return document.activeElement.id == 'failure'").await;
    until(&says("No token. ")).await;
    press("Back to the start");
    until("return document.querySelector('[data-state=idle]')").await;
}

#[wasm_bindgen_test]
async fn the_exchange_leaves_first_and_the_focus_stays_on_the_verdict() {
    let begun = Transaction { rest: "?tab=1#top".to_owned(), ..transaction(1) };
    app::shell::storage::remember(&begun).unwrap();
    let _page = opened(&format!("?code=abc&state={}", begun.state().as_str())).await;
    assert!(holds("return first == 'token' && sessionStorage.length == 0"));
    // The page is where it was left.
    assert!(holds("return location.search + location.hash == '?tab=1#top'"));
    run("token()");
    until("return document.activeElement.id == 'verdict'").await;
    assert!(holds("return document.activeElement.textContent == 'Here is your token.'"));
    run("config()");
    until(
        "return document.getElementById('verdict').textContent.startsWith('Accepted by moehaha')",
    )
    .await;
    assert!(holds("return document.activeElement.id == 'verdict'"));
    // What the focused heading says now is not what was read out.
    assert!(holds(&says("Accepted by moehaha")));
}

#[wasm_bindgen_test]
async fn the_settings_are_loaded_again_and_the_focus_goes_on() {
    let _page = opened("").await;
    run("asked.config.reject(new TypeError('no network'))");
    until("return document.querySelector('.settings-missing')").await;
    run("asked = {}");
    press("Load the settings again");
    until("return asked.config && document.activeElement.textContent == 'Loading…'").await;
    run("config()");
    until("return document.activeElement.id == 'generate'").await;
    assert!(holds("return !document.querySelector('.settings-missing, dialog')"));
}

#[wasm_bindgen_test]
async fn whoever_changes_their_mind_while_the_settings_load_sees_no_dialog() {
    app::shell::storage::remember(&transaction(1)).unwrap();
    let _page = opened(&format!("?code=abc&state={}", transaction(1).state().as_str())).await;
    run("token()");
    until("return document.activeElement.id == 'verdict'").await;
    press("Generate another");
    until("return document.activeElement.textContent == 'Loading…'").await;
    press("Start over");
    until("return document.querySelector('[data-state=idle]')").await;
    run("config()");
    until("return document.querySelector('.lead').textContent.includes('moehaha')").await;
    assert!(holds("return !document.querySelector('dialog')"));
}

#[wasm_bindgen_test]
async fn what_was_said_is_not_said_again_by_opening_and_closing_the_dialog() {
    let _page = opened("?code=abc&state=unknown").await;
    run("config()");
    until(&says("No token. ")).await;
    until("return document.querySelector('.failure')").await;
    press("Try again");
    until("return document.querySelector('dialog:modal')").await;
    let silent =
        "return [...document.querySelectorAll('.live, #live')].every((it) => !it.textContent)";
    assert!(holds(silent));
    press("Cancel");
    until("return !document.querySelector('dialog')").await;
    assert!(holds(silent));
}

#[wasm_bindgen_test]
async fn more_is_folded_by_the_person_only_and_unfolded_by_a_mistake_in_it() {
    let _page = opened("").await;
    run("config()");
    press("Generate JWT token");
    until("return document.querySelector('dialog:modal')").await;
    run("window.more = document.getElementById('more'); more.open = true;
         window.write = (text) => { const it = document.getElementById('validity');
            it.focus(); it.value = text; it.dispatchEvent(new Event('input', { bubbles: true })) }
         write('6')");
    until("return more.dataset.state").await;
    run("write('')");
    until("return !more.dataset.state").await;
    assert!(holds("return more.open && document.activeElement.id == 'validity'"));
    run("write('soon'); more.open = false; document.querySelector('form').requestSubmit()");
    until("return more.open && document.activeElement.id == 'validity'").await;
    assert!(holds("return document.querySelector('[aria-invalid]') == document.activeElement"));
}

#[wasm_bindgen_test]
async fn a_refused_clipboard_selects_the_token_and_a_willing_one_leaves_the_focus() {
    app::shell::storage::remember(&transaction(1)).unwrap();
    let _page = opened(&format!("?code=abc&state={}", transaction(1).state().as_str())).await;
    run("config(); token()");
    until("return document.getElementById('verdict')").await;
    let _clipboard = Changed::by(
        "window.writeText = Clipboard.prototype.writeText;
         Clipboard.prototype.writeText = async (text) => { window.written = text }",
        "Clipboard.prototype.writeText = window.writeText",
    );
    press("Copy");
    until("return document.querySelector('.notice')?.textContent == 'Token copied.'").await;
    assert!(holds("return written == document.getElementById('token').textContent"));
    assert!(holds("return document.activeElement.textContent == 'Copy'"));
    run("Clipboard.prototype.writeText = async () => { throw new DOMException('no') }");
    press("Copy as header");
    until("return document.querySelector('.notice[data-state=warning]')").await;
    until("return document.activeElement.id == 'copy-text'").await;
    assert!(holds(
        "return getSelection().toString().trim()
            == 'Authorization: bearer ' + document.getElementById('token').textContent"
    ));
    press("Copy");
    until("return !document.getElementById('copy-text') && document.activeElement.id == 'token'")
        .await;
    assert!(holds(
        "return getSelection().toString().trim() == document.getElementById('token').textContent"
    ));
}

#[wasm_bindgen_test]
async fn a_callback_of_nobodys_is_refused_and_leaves_the_address() {
    let _page = opened("?code=abc&state=unknown").await;
    until(
        "return document.querySelector('.failure-code')?.textContent == 'For support: unknown-callback'",
    )
    .await;
    assert!(holds("return location.search == '' && !asked.token"));
}
