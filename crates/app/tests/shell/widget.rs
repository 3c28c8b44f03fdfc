//! Elements in somebody else's page, with a proxy and an identity server played by the browser.

mod memory;
pub(super) mod popup;

use app::shell::Widget;
use domain::Transaction;
use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Changed, holds, run, text, transaction, until};

/// Proxies that answer at once, and what a portal sees of its elements.
pub(super) fn portal() -> Changed {
    Changed::by(
        "window.realFetch ??= window.fetch;
         window.there ??= location.pathname + location.search;
         sessionStorage.clear();
         const json = (value) => new Response(JSON.stringify(value),
            { headers: { 'content-type': 'application/json' } });
         const part = (value) => btoa(JSON.stringify(value))
            .replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_');
         window.callbackPages = ['https://jwt.example/callback.html'];
         window.seconds = 3600;
         window.asked = [];
         const grant = { scope: ['user:memberof:moehaha'], audience: ['moehaha'] };
         window.answers = {
            config: () => json({
                authorization_endpoint: 'https://identity.example/authorize',
                dialect: 'itsyouonline', client_id: 'moehaha', organization: 'moehaha',
                profile: 'cockpit', issuer: 'itsyouonline', keys: [], scopes: ['user:name'],
                redirect_uris: callbackPages, organization_tokens: 'off',
                organization_audiences: [] }),
            token: () => json({ asked: grant, granted: grant, token: [part({ alg: 'ES384' }),
                part({ username: 'bob', aud: grant.audience, scope: grant.scope,
                    iss: 'itsyouonline', jti: String(asked.length),
                    exp: Math.round(Date.now() / 1000) + seconds }), 'AA'].join('.') }) };
         window.fetch = async (request) => { asked.push(request);
            return answers[new URL(request.url).pathname.split('/').pop()]() };
         window.hosts = {}; window.told = {};",
        "window.fetch = window.realFetch; sessionStorage.clear();
         history.replaceState(null, '', window.there);
         for (const host of Object.values(hosts)) host.remove()",
    )
}

/// An element until it is dropped.
pub(super) struct Element {
    widget: Widget,
}

impl Element {
    /// With this id, and these options besides.
    pub(super) fn new(id: &str, options: &str) -> Self {
        let root = run(&format!(
            "const host = hosts.{id} = document.createElement('div');
             document.body.append(host);
             const root = window.{id} = host.attachShadow({{ mode: 'open' }});
             root.innerHTML = `<div class=surface><div id=live class=live role=status></div>
                <div id=app></div><div id=console></div></div>`;
             told.{id} = [];
             return root"
        ));
        let told = run(&format!("return (name, detail) => told.{id}.push([name, detail])"));
        let told: Function = told.unchecked_into();
        let console = run("return window.openConsole ?? (() => Promise.reject())").unchecked_into();
        let options = Self::options(id, options);
        let widget = Widget::new(root.unchecked_into(), &options, told, console);
        Self { widget }
    }

    pub(super) fn clear(&self) {
        self.widget.clear();
    }

    fn options(id: &str, options: &str) -> JsValue {
        run(&format!("return {{ proxy: 'https://jwt.example/', name: '{id}', {options} }}"))
    }
}

impl Drop for Element {
    fn drop(&mut self) {
        self.widget.close();
    }
}

/// Presses a button in the element with this id.
pub(super) fn press(id: &str, name: &str) {
    run(&format!(
        "const button = [...{id}.querySelectorAll('button')]
            .find((it) => it.textContent == '{name}');
         button.focus(); button.click()"
    ));
}

pub(super) async fn is_in(id: &str, state: &str) {
    until(&format!("return {id}.querySelector('.page[data-state={state}]')")).await;
}

pub(super) async fn settings_are_here(id: &str) {
    until(&format!("return {id}.querySelector('.lead')?.textContent.includes('from its members')"))
        .await;
}

/// Brings an element to its token, by a redirect.
pub(super) async fn holding(id: &str, options: &str) -> Element {
    let begun = Transaction { begun_by: format!("https://jwt.example/ {id}"), ..transaction(1) };
    app::shell::storage::remember(&begun).unwrap();
    let state = begun.state();
    run(&format!("history.replaceState(null, '', '/?code=abc&state={}')", state.as_str()));
    let element = Element::new(id, options);
    is_in(id, "holding").await;
    until(&format!(
        "return {id}.querySelector('.verdict-sentence').textContent != 'Here is your token.'"
    ))
    .await;
    element
}

#[wasm_bindgen_test]
async fn the_view_is_drawn_into_the_shadow_root_without_what_belongs_to_a_page() {
    let _portal = portal();
    run("window.title = document.title; location.hash = '#inspect'");
    let _element = Element::new("a", "");
    settings_are_here("a").await;
    is_in("a", "idle").await;
    assert!(holds("return !a.querySelector('nav') && !document.getElementById('generate')"));
    assert!(holds("return document.title == window.title"));
    assert!(holds("return a.querySelector('.page').dataset.frame == 'full'"));
    assert!(holds("return asked[0].url == 'https://jwt.example/api/config'"));
    run("const carried = new DataTransfer(); carried.items.add(new File(['a'], 'a'));
         window.dropped = document.body.dispatchEvent(new DragEvent('dragover',
            { bubbles: true, cancelable: true, dataTransfer: carried }))");
    assert!(holds("return dropped"), "a portal's drops are its own");
}

#[wasm_bindgen_test]
async fn two_elements_side_by_side_do_not_disturb_each_other() {
    let _portal = portal();
    let _a = Element::new("a", "organization: 'alpha'");
    let _b = Element::new("b", "organization: 'beta'");
    settings_are_here("a").await;
    settings_are_here("b").await;
    assert!(holds("return a.querySelector('.lead').textContent.includes('that alpha accepts')"));
    assert!(holds("return b.querySelector('.lead').textContent.includes('that beta accepts')"));
    press("b", "Generate JWT token");
    until("return b.querySelector('dialog:modal')").await;
    assert!(holds(
        "return b.activeElement.id == 'scope' && b.activeElement.value == 'user:memberof:beta'"
    ));
    assert!(holds("return !a.querySelector('dialog')"));
    press("b", "Cancel");
    is_in("b", "idle").await;
    press("a", "Generate JWT token");
    until("return a.querySelector('dialog:modal')").await;
    assert!(holds(
        "return a.activeElement.value == 'user:memberof:alpha' && !b.querySelector('dialog')"
    ));
}

#[wasm_bindgen_test]
async fn other_options_change_what_the_dialog_is_filled_in_with() {
    let _portal = portal();
    let element = Element::new("a", "scope: 'user:name', validity: '15m'");
    settings_are_here("a").await;
    element.widget.generate();
    until("return a.querySelector('dialog:modal')").await;
    assert!(holds("return a.getElementById('scope').value == 'user:name'"));
    assert!(holds(
        "return a.getElementById('validity').value == '15m' && a.getElementById('more').open"
    ));
    press("a", "Cancel");
    is_in("a", "idle").await;
    let options = Element::options("a", "audience: 'acme', organization: 'acme', frame: 'compact'");
    element.widget.set(&options);
    until("return a.querySelector('.lead').textContent.includes('that acme accepts')").await;
    assert!(holds("return a.querySelector('.page').dataset.frame == 'compact'"));
    assert!(holds("return asked.length == 1"), "the settings are the same");
    element.widget.generate();
    until("return a.querySelector('dialog:modal')").await;
    assert!(holds("return a.getElementById('audience').value == 'acme'"));
    assert!(holds("return a.getElementById('scope').value == 'user:memberof:acme'"));
}

#[wasm_bindgen_test]
async fn an_option_that_means_nothing_is_told_once() {
    let _portal = portal();
    let element = Element::new("a", "organization: 'a b'");
    settings_are_here("a").await;
    element.widget.set(&Element::options("a", "organization: 'a b', validity: '15m'"));
    until("return told.a.length").await;
    element.widget.generate();
    until("return a.querySelector('dialog:modal')").await;
    assert_eq!(
        text("return JSON.stringify(told.a)"),
        r#"[["error",{"code":"attribute-unusable","message":"The attribute `organization` is left out: the name of the organization `a b` contains a blank, a comma or a colon.","hint":"Correct the attribute of the element."}]]"#
    );
}

#[wasm_bindgen_test]
async fn the_token_is_told_and_copied_and_forgotten() {
    let _portal = portal();
    let element = holding("a", "").await;
    assert_eq!(text("return location.search"), "");
    assert!(holds(
        "const [[name, it]] = told.a; return told.a.length == 1 && name == 'token'
            && it.token == a.getElementById('token').textContent
            && Math.abs(it.expiresAt - Date.now() - 3600e3) < 5000
            && it.scope.join() == 'user:memberof:moehaha' && it.audience.join() == 'moehaha'"
    ));
    assert!(holds(
        "return ![...a.querySelectorAll('button')].some((it) => it.textContent == 'Print')"
    ));
    element.clear();
    is_in("a", "idle").await;
    assert!(holds("return told.a.length == 2 && told.a[1][0] == 'cleared'"));
    assert_eq!(
        text("return a.getElementById('live').textContent"),
        "The token is forgotten here. It stays valid until it expires."
    );
}

#[wasm_bindgen_test]
async fn a_token_that_ends_soon_is_told_before_and_at_its_end() {
    let _portal = portal();
    run("seconds = 302");
    let _element = holding("a", "").await;
    until("return told.a.some(([name]) => name == 'expiring')").await;
    assert!(holds(
        "const it = told.a.at(-1)[1]; return it.remaining <= 300 && it.remaining > 290
            && Math.abs(it.expiresAt - Date.now() - it.remaining * 1000) < 2000"
    ));
}

#[wasm_bindgen_test]
async fn a_refused_clipboard_selects_the_token_inside_the_shadow_root() {
    let _portal = portal();
    let _element = holding("a", "").await;
    let _clipboard = Changed::by(
        "window.writeText = Clipboard.prototype.writeText;
         Clipboard.prototype.writeText = async () => { throw new DOMException('no') }",
        "Clipboard.prototype.writeText = window.writeText",
    );
    press("a", "Copy");
    until("return a.activeElement?.id == 'token'").await;
    assert!(holds(
        "return (a.getSelection?.() ?? getSelection()).toString().trim()
            == a.getElementById('token').textContent"
    ));
}

#[wasm_bindgen_test]
async fn little_room_shows_the_token_and_folds_the_rest() {
    let _portal = portal();
    let _element = holding("a", "frame: 'compact'").await;
    assert!(holds(
        "const details = [...a.querySelectorAll('.more')]
            .find((it) => it.firstChild.textContent == 'Details');
         return !details.open && details.querySelector('#checks-title')
            && !details.querySelector('#verdict, #token, #generate')"
    ));
}

#[wasm_bindgen_test]
async fn a_callback_that_another_began_is_left_in_the_address() {
    let _portal = portal();
    let begun = Transaction { begun_by: "https://jwt.example/ b".to_owned(), ..transaction(1) };
    app::shell::storage::remember(&begun).unwrap();
    let query = format!("?code=abc&state={}", begun.state().as_str());
    run(&format!("history.replaceState(null, '', '/{query}')"));
    let _a = Element::new("a", "");
    settings_are_here("a").await;
    assert_eq!(text("return location.search"), query);
    let _b = Element::new("b", "");
    is_in("b", "holding").await;
    assert_eq!(text("return location.search"), "");
    assert!(holds("return told.a.length == 0 && a.querySelector('[data-state=idle]')"));
}

#[wasm_bindgen_test]
async fn whoever_is_told_may_close_the_element_at_once() {
    let _portal = portal();
    let element = std::rc::Rc::new(Element::new("a", ""));
    settings_are_here("a").await;
    let closing = wasm_bindgen::closure::Closure::<dyn Fn()>::new({
        let element = std::rc::Rc::clone(&element);
        move || element.widget.close()
    });
    js_sys::Reflect::set(&js_sys::global(), &"closing".into(), closing.as_ref()).unwrap();
    run("told.a.push = closing; callbackPages = []");
    element.widget.set(&Element::options("a", "organization: 'a b'"));
    until("return a.getElementById('app').childElementCount == 0").await;
}
