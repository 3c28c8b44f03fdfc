//! The way to the API console, mostly with a console played by JavaScript.

use js_sys::Function;
use wasm_bindgen::{JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use super::{
    Changed, holds, page, run, text, until,
    widget::{self, holding, is_in, popup, portal, press},
};

/// Consoles that come when they are let come, and note what they are told.
fn consoles() -> Changed {
    Changed::by(
        "window.consoles = [];
         window.openConsole = (place, options, ask) => new Promise((resolve, reject) => {
            const it = { place, options, ask, told: [], fail: reject };
            for (const name of ['set', 'explain', 'show', 'close'])
                it[name] = (...words) => it.told.push([name, ...words]);
            it.come = () => resolve(it);
            consoles.push(it) })",
        "delete window.openConsole",
    )
}

/// The console of this module, as its own has it.
#[wasm_bindgen]
pub struct Drawn(app::console::Console);

#[wasm_bindgen]
impl Drawn {
    /// Draws it.
    pub fn new(place: Element, options: &JsValue, ask: Function) -> Self {
        Self(app::console::Console::new(place, options, ask))
    }

    /// Whether it is seen.
    pub fn show(&self, visible: bool) {
        self.0.show(visible);
    }

    /// Lets go of it, and of this.
    pub fn close(self) {
        self.0.close();
    }
}

type Opens = dyn Fn(Element, JsValue, Function) -> JsValue;

/// Consoles of this module, which come when `window.gate` lets them.
pub(super) fn own_consoles() -> Changed {
    let opens = Closure::<Opens>::new(|place, options: JsValue, ask| {
        JsValue::from(Drawn::new(place, &options, ask))
    });
    // It lives as long as JavaScript has it.
    js_sys::Reflect::set(&js_sys::global(), &"draw".into(), &opens.into_js_value()).unwrap();
    Changed::by(
        "window.openConsole = async (...words) => { await window.gate; return draw(...words) };
         answers.catalogue = () => Response.json({ title: 'Cockpit', forwarded: true, operations: [
            { method: 'GET', path: '/ays/repository', name: 'listRepositories' }] })",
        "delete window.openConsole; delete window.gate; delete window.draw",
    )
}

/// A portal whose tokens are for an API, and can be renewed.
pub(super) fn portal_with_api() -> Changed {
    let portal = portal();
    run("const part = (value) => btoa(JSON.stringify(value)).replaceAll('=', '')
            .replaceAll('+', '-').replaceAll('/', '_');
         const grant = { scope: ['user:memberof:moehaha'], audience: ['moehaha'] };
         const { config } = answers;
         let count = 0;
         answers.config = async () => Response.json({ ...await config().json(),
            api: { name: 'Cockpit', base: 'https://api.example/api', example: '/ays/repository' } });
         answers.token = answers.refresh = () => Response.json({ asked: grant, granted: grant,
            token: [part({ alg: 'ES384' }), part({ username: 'bob', aud: grant.audience,
                scope: grant.scope, iss: 'itsyouonline', jti: String(count++),
                refresh_token: 'r', exp: Math.round(Date.now() / 1000) + 3600 }), 'AA'].join('.') })");
    portal
}

const SHOWN: &str = "a.getElementById('token').textContent";

/// An element at rest, with a token.
pub(super) async fn begun(options: &str) -> widget::Element {
    let element = holding("a", options).await;
    until("return a.activeElement?.id == 'verdict'").await;
    element
}

async fn wanted() {
    press("a", "Try it");
    until("return a.activeElement?.textContent == 'Loading…'").await;
}

async fn come(nth: usize) {
    run(&format!("consoles[{nth}].come()"));
    until(&format!("return consoles[{nth}].told.length")).await;
}

/// What the last console was told last, as JSON.
fn told() -> String {
    text("return JSON.stringify(consoles.at(-1).told.at(-1))")
}

#[wasm_bindgen_test]
async fn it_is_loaded_on_the_click_with_what_it_needs() {
    let (_portal, _consoles) = (portal_with_api(), consoles());
    let _element = begun("").await;
    assert!(holds("return consoles.length == 0"));
    wanted().await;
    assert_eq!(text("return a.getElementById('live').textContent"), "Loading the API console.");
    assert!(holds(&format!(
        "const [{{ place, options }}] = consoles; return place == a.getElementById('console')
            && options.proxy == 'https://jwt.example/' && options.token == {SHOWN}
            && JSON.stringify(options.api) == JSON.stringify({{ name: 'Cockpit',
                base: 'https://api.example/api', example: '/ays/repository' }})"
    )));
    run("a.activeElement.click()");
    come(0).await;
    assert_eq!(told(), r#"["show",true]"#);
    until("return a.activeElement?.textContent == 'Try it'").await;
    // Now the button leads into it.
    run("consoles[0].place.innerHTML = '<input id=console-search>'");
    press("a", "Try it");
    until("return a.activeElement?.id == 'console-search'").await;
    assert!(holds("return consoles.length == 1"));
    run("consoles[0].place.innerHTML = ''");
}

#[wasm_bindgen_test]
async fn what_has_not_come_is_told_and_can_be_wanted_again() {
    let (_portal, _consoles) = (portal_with_api(), consoles());
    let _element = begun("").await;
    for (error, expected) in [
        (
            "new TypeError('no network')",
            "The API console could not be loaded. Check your connection and try again. The token is still here.",
        ),
        (
            "Object.assign(new Error('It is not there.'), { hint: 'Put it there.' })",
            "It is not there. Put it there.",
        ),
        ("new WebAssembly.RuntimeError('unreachable')", STOPPED),
    ] {
        wanted().await;
        run(&format!("consoles.at(-1).fail({error})"));
        until("return a.activeElement?.textContent == 'Try it'").await;
        until("return a.getElementById('try-it-failed')").await;
        assert_eq!(text("return a.getElementById('try-it-failed').textContent"), expected);
        until(&format!("return a.getElementById('live').textContent == '{expected}'")).await;
    }
    wanted().await;
    assert!(holds("return !a.getElementById('try-it-failed') && consoles.length == 4"));
    come(3).await;
}

const STOPPED: &str = "The API console has stopped working. That is a mistake in the console. The \
                       token is still here: try again to begin anew, without what was sent.";

#[wasm_bindgen_test]
async fn what_is_left_of_one_that_has_stopped_goes_and_another_can_be_wanted() {
    let (_portal, _consoles) = (portal_with_api(), consoles());
    let _element = begun("").await;
    wanted().await;
    come(0).await;
    run("const [{ place }] = consoles; place.innerHTML = '<input>'; place.firstChild.focus();
         place.dispatchEvent(new Event('stopped'))");
    until("return a.activeElement?.id == 'try-it'").await;
    assert_eq!(text("return a.getElementById('try-it-failed').textContent"), STOPPED);
    until(&format!("return a.getElementById('live').textContent == '{STOPPED}'")).await;
    assert!(holds("return !consoles[0].place.hasChildNodes()"));
    assert_eq!(told(), r#"["close"]"#, "what can be stopped of it is");
    wanted().await;
    come(1).await;
    assert_eq!(told(), r#"["show",true]"#);
    // Who does not stand in it stays where they are.
    run("a.getElementById('verdict').focus();
         consoles[1].place.dispatchEvent(new Event('stopped'))");
    until("return a.getElementById('try-it-failed')").await;
    assert!(holds("return a.activeElement.id == 'verdict'"));
}

#[wasm_bindgen_test]
async fn a_mistake_in_it_is_reported_to_who_watches_for_it() {
    let (_portal, _consoles) = (portal_with_api(), consoles());
    let _watch = Changed::by(
        "window.watched = [];
         window.watch = (event) => { event.preventDefault(); watched.push(event.reason.message) };
         addEventListener('unhandledrejection', watch)",
        "removeEventListener('unhandledrejection', watch)",
    );
    let _element = begun("").await;
    wanted().await;
    run("consoles[0].explain = () => { throw new WebAssembly.RuntimeError('unreachable') }");
    come(0).await;
    run("consoles[0].ask()");
    until("return watched.length").await;
    assert_eq!(text("return watched.join()"), "unreachable");
}

#[wasm_bindgen_test]
async fn it_gets_a_renewed_token_and_goes_with_the_last() {
    let (_portal, _consoles) = (portal_with_api(), consoles());
    let element = begun("").await;
    wanted().await;
    come(0).await;
    let before = text(&format!("return {SHOWN}"));
    press("a", "Renew");
    until(&format!("return a.getElementById('token') && {SHOWN} != '{before}'")).await;
    until("return consoles[0].told.some(([name]) => name == 'set')").await;
    assert!(holds(&format!(
        "return consoles[0].told.find(([name]) => name == 'set')[1] == {SHOWN}"
    )));
    assert_eq!(told(), r#"["show",true]"#);
    assert!(holds("return !consoles[0].told.some(([name]) => name == 'close')"));
    // While the token is on its way, the one before is not on the page.
    assert!(holds("return consoles[0].told.some(([name, it]) => name == 'show' && !it)"));
    element.clear();
    is_in("a", "idle").await;
    assert_eq!(told(), r#"["close"]"#);
}

#[wasm_bindgen_test]
async fn it_is_told_what_the_judge_says_when_it_asks() {
    let (_portal, _consoles) = (portal_with_api(), consoles());
    let _element = begun("organization: 'acme'").await;
    wanted().await;
    come(0).await;
    run("consoles[0].ask()");
    until("return consoles[0].told.some(([name]) => name == 'explain')").await;
    assert_eq!(
        text("return consoles[0].told.find(([name]) => name == 'explain')[1].join('\\n')"),
        "Refused by acme: the token is for another audience (`moehaha`), not for acme.\n\
         Audience: wanted acme, or none, found moehaha.\n\
         Membership: wanted the token of acme itself, or the scope user:memberof:acme, found member \
         of moehaha.\n\
         Generate a token with the audience acme."
    );
}

#[wasm_bindgen_test]
async fn it_is_not_seen_where_the_token_is_not() {
    let _consoles = consoles();
    app::shell::storage::remember(&super::transaction(1)).unwrap();
    let state = super::transaction(1).state().as_str().to_owned();
    let _page = page::opened(&format!("?code=abc&state={state}")).await;
    run("config(); token()");
    until("return document.getElementById('try-it')").await;
    page::press("Try it");
    until("return consoles.length").await;
    come(0).await;
    assert_eq!(told(), r#"["show",true]"#);
    run("location.hash = '#inspect'");
    until("return document.getElementById('inspect-text')").await;
    until("return consoles[0].told.at(-1)[1] === false").await;
    run("location.hash = ''");
    until("return consoles[0].told.at(-1)[1] === true").await;
    page::press("Start over");
    until("return document.querySelector('[data-state=idle]')").await;
    assert_eq!(told(), r#"["close"]"#);
}

#[wasm_bindgen_test]
async fn nobody_is_left_with_a_console_that_comes_too_late() {
    let (_portal, _consoles) = (portal_with_api(), consoles());
    let element = begun("").await;
    wanted().await;
    drop(element);
    run("consoles[0].come()");
    until("return consoles[0].told.length").await;
    assert_eq!(told(), r#"["close"]"#);
}

#[wasm_bindgen_test]
async fn there_are_never_two_in_the_same_place() {
    let (_portal, _consoles, _windows) = (portal_with_api(), consoles(), popup::windows());
    let element = begun("").await;
    wanted().await;
    element.clear();
    is_in("a", "idle").await;
    popup::asked("a").await;
    until("return opened.length").await;
    run("hand(callback())");
    is_in("a", "holding").await;
    until("return a.getElementById('try-it')").await;
    wanted().await;
    assert!(holds("return consoles.length == 1"));
    come(0).await;
    assert_eq!(told(), r#"["show",true]"#);
    // It was asked for with the token before.
    assert!(holds(&format!(
        "const [[name, token]] = consoles[0].told; return name == 'set' && token == {SHOWN}"
    )));
}

#[wasm_bindgen_test]
async fn the_focus_goes_into_it_unless_the_person_has_gone_on() {
    let (_portal, _consoles) = (portal_with_api(), own_consoles());
    let element = begun("").await;
    press("a", "Try it");
    until("return a.activeElement?.id == 'console-search'").await;
    drop(element);
    let _element = begun("").await;
    run("window.gate = new Promise((resolve) => { window.letIn = resolve })");
    wanted().await;
    run("a.getElementById('token').focus(); letIn()");
    until("return a.querySelector('.console-operation-button')").await;
    assert!(holds("return a.activeElement.id == 'token'"));
}
