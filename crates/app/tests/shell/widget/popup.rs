//! The sign-in in a window of its own: the window is an object that the test moves.

use wasm_bindgen_test::wasm_bindgen_test;

use super::{Element, is_in, portal, press, settings_are_here};
use crate::{Changed, holds, run, text, until};

/// Windows that open, and are the frames of this page.
pub(crate) fn windows() -> Changed {
    Changed::by(
        "window.realOpen = window.open; window.opened = [];
         window.open = (address, name, features) => {
            const frame = document.createElement('iframe');
            document.body.append(frame);
            const popup = frame.contentWindow;
            opened.push({ address, name, features, popup, frame });
            return popup };
         window.hand = (message, from = opened.at(-1).popup, origin = 'https://jwt.example') =>
            dispatchEvent(new MessageEvent('message', { data: message, origin, source: from }));
         window.state = () => new URL(opened.at(-1).address).searchParams.get('state');
         window.callback = (query) => ({ kind: 'cockpit-jwt:callback',
            query: query ?? '?code=abc&state=' + state() })",
        "window.open = window.realOpen; for (const { frame } of opened) frame.remove()",
    )
}

pub(crate) async fn asked(id: &str) {
    settings_are_here(id).await;
    press(id, "Generate JWT token");
    until(&format!("return {id}.querySelector('dialog:modal')")).await;
    run(&format!("{id}.querySelector('form').requestSubmit()"));
}

async fn in_popup(id: &str, state: &str) {
    let sentence = match state {
        "open" => "Sign in in the window that has opened.",
        "blocked" => "The browser has not let the window open.",
        _ => "The sign-in window is gone.",
    };
    until(&format!("return {id}.getElementById('working')?.textContent == '{sentence}'")).await;
}

#[wasm_bindgen_test]
async fn the_answer_of_the_callback_page_brings_the_token() {
    let (_portal, _windows) = (portal(), windows());
    let _element = Element::new("a", "");
    asked("a").await;
    in_popup("a", "open").await;
    until("return a.activeElement?.id == 'cancel'").await;
    assert!(holds(
        "const [it] = opened; return it.features == 'popup,width=480,height=720'
            && it.name == 'cockpit-jwt-' + state().slice(0, 8)
            && new URL(it.address).searchParams.get('redirect_uri') == callbackPages[0]
            && sessionStorage.length == 0"
    ));
    run("window.received = []; opened[0].popup.postMessage = (...words) => received.push(words);
         window.closings = 0; opened[0].popup.close = () => closings++;
         hand(callback())");
    is_in("a", "holding").await;
    assert_eq!(
        text("return JSON.stringify(received)"),
        text(
            "return JSON.stringify([[{ kind: 'cockpit-jwt:received', state: state() }, 'https://jwt.example']])"
        )
    );
    assert!(holds("return closings == 1 && told.a.length == 1"));
    run("asked = []; hand(callback())");
    until("return a.activeElement?.id == 'verdict'").await;
    assert!(holds("return asked.length == 0"), "an answer counts once");
}

#[wasm_bindgen_test]
async fn a_message_of_anybody_else_is_nobodys() {
    let (_portal, _windows) = (portal(), windows());
    let _element = Element::new("a", "");
    asked("a").await;
    in_popup("a", "open").await;
    run("asked = [];
         hand(callback(), window);
         hand(callback(), null);
         for (const origin of ['https://jwt.example:8443', 'https://jwt.example.evil', 'http://jwt.example', 'null', ''])
            hand(callback(), undefined, origin);
         hand(callback('?code=abc&state=other'));
         hand(callback('?code=a&code=b&state=' + state()));
         hand({ ...callback(), kind: 'cockpit-jwt:received' });
         for (const message of [null, undefined, 'text', 7, {}, [], { kind: 'cockpit-jwt:callback' }])
            hand(message);
         const channel = new BroadcastChannel('cockpit-jwt');
         channel.postMessage(callback()); channel.close();
         hand(callback('?error=access_denied&state=' + state()))");
    is_in("a", "failed").await;
    assert!(holds("return asked.length == 0 && told.a.length == 1"));
    assert!(holds("return told.a[0][0] == 'error' && told.a[0][1].code == 'sign-in-refused'"));
}

#[wasm_bindgen_test]
async fn a_callback_page_of_the_portals_own_is_heard_without_its_window() {
    let (_portal, _windows) = (portal(), windows());
    run("callbackPages.push(location.origin + '/own/callback.html')");
    let _element = Element::new("a", "");
    asked("a").await;
    in_popup("a", "open").await;
    assert!(holds(
        "return new URL(opened[0].address).searchParams.get('redirect_uri').startsWith(location.origin)"
    ));
    run("opened[0].frame.remove()");
    in_popup("a", "gone").await;
    run("window.received = null; window.channel = new BroadcastChannel('cockpit-jwt');
         channel.onmessage = ({ data }) => { window.received = data };
         channel.postMessage(callback())");
    is_in("a", "holding").await;
    until("return window.received").await;
    assert!(holds(
        "channel.close(); return received.kind == 'cockpit-jwt:received' && received.state == state()"
    ));
}

#[wasm_bindgen_test]
async fn a_blocked_window_is_opened_by_a_click_of_its_own() {
    let (_portal, _windows) = (portal(), windows());
    run("window.opens = window.open; window.open = () => null");
    let _element = Element::new("a", "");
    asked("a").await;
    in_popup("a", "blocked").await;
    until("return a.activeElement?.id == 'open-window'").await;
    assert!(
        text("return a.getElementById('live').textContent")
            .ends_with("The browser has not let the window open.")
    );
    assert!(holds(
        "return ![...a.querySelectorAll('button')].some((it) => it.textContent == 'Sign in on this page')"
    ));
    run("window.open = window.opens");
    press("a", "Open the window");
    in_popup("a", "open").await;
    run("hand(callback())");
    is_in("a", "holding").await;
}

#[wasm_bindgen_test]
async fn a_window_that_is_closed_is_missed_and_opened_again_for_the_same_sign_in() {
    let (_portal, _windows) = (portal(), windows());
    let _element = Element::new("a", "");
    asked("a").await;
    in_popup("a", "open").await;
    run("opened[0].frame.remove()");
    in_popup("a", "gone").await;
    until("return a.activeElement?.id == 'open-window'").await;
    press("a", "Open the window");
    in_popup("a", "open").await;
    assert!(holds("return opened.length == 2 && opened[0].address == opened[1].address"));
    press("a", "Cancel");
    is_in("a", "idle").await;
    until("return a.activeElement?.id == 'generate'").await;
}

#[wasm_bindgen_test]
async fn the_person_may_go_on_in_the_page_where_it_is_registered() {
    let (_portal, _windows) = (portal(), windows());
    run("window.open = () => null;
         history.replaceState(null, '', '/jwt?tab=1#top');
         callbackPages.push(location.origin + '/jwt')");
    let _element = Element::new("a", "");
    asked("a").await;
    in_popup("a", "blocked").await;
    // Without an address to go to, the browser stays here.
    let _kept = Changed::by(
        "window.setItem = Storage.prototype.setItem; window.kept = [];
         Storage.prototype.setItem = function (...words) { kept.push(words); throw new DOMException('full') }",
        "Storage.prototype.setItem = window.setItem",
    );
    press("a", "Sign in on this page");
    is_in("a", "failed").await;
    assert!(holds(
        "const it = JSON.parse(kept[0][1]); return it.rest == '?tab=1#top'
        && it.begun_by == 'https://jwt.example/ a' && it.redirect_uri == location.origin + '/jwt'"
    ));
}
