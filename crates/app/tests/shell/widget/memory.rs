//! What a portal is left with when an element goes.

use wasm_bindgen::{JsCast, JsValue, externref_heap_live_count};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Element, is_in, portal, press, settings_are_here};
use crate::{
    Changed,
    console::{begun, own_consoles, portal_with_api},
    holds, run, until,
};

/// What is listened to, awaited and open on the page.
fn counted() -> Changed {
    Changed::by(
        "window.left = new Map(); window.real = {};
         const count = (what, by) => left.set(what, (left.get(what) ?? 0) + by);
         for (const [add, remove] of [['addEventListener', 'removeEventListener']]) {
            for (const name of [add, remove]) real[name] = EventTarget.prototype[name];
            EventTarget.prototype[add] = function (event, ...words) {
                if (!(this instanceof Element)) count('listener', 1);
                return real[add].call(this, event, ...words) };
            EventTarget.prototype[remove] = function (event, ...words) {
                if (!(this instanceof Element)) count('listener', -1);
                return real[remove].call(this, event, ...words) } }
         window.timers = new Set();
         for (const name of ['setTimeout', 'setInterval']) {
            real[name] = window[name];
            window[name] = (what, ...words) => { const id = real[name].call(window, () => {
                if (name == 'setTimeout') timers.delete(id); what() }, ...words); timers.add(id); return id } }
         for (const name of ['clearTimeout', 'clearInterval']) {
            real[name] = window[name]; window[name] = (id) => { timers.delete(id); real[name].call(window, id) } }
         real.BroadcastChannel = window.BroadcastChannel; window.channels = 0;
         window.BroadcastChannel = class extends real.BroadcastChannel {
            constructor(name) { super(name); channels++ }
            close() { super.close(); channels-- } }",
        "for (const name of ['addEventListener', 'removeEventListener'])
            EventTarget.prototype[name] = real[name];
         for (const name of ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'BroadcastChannel'])
            window[name] = real[name];
         window.open = window.realOpen",
    )
}

/// An element that lives as far as its window, and goes in the middle of it.
async fn lived() {
    let element = Element::new("a", "");
    settings_are_here("a").await;
    press("a", "Generate JWT token");
    until("return a.querySelector('dialog:modal')").await;
    run("a.querySelector('form').requestSubmit()");
    until("return a.querySelector('[data-state=in-popup]')").await;
    drop(element);
    assert!(holds("return a.getElementById('app').childElementCount == 0"));
    run("hosts.a.remove()");
    settled().await;
}

async fn lived_with_a_token() {
    let element = super::holding("a", "").await;
    is_in("a", "holding").await;
    drop(element);
    run("hosts.a.remove()");
    settled().await;
}

/// A console with a request under way that never ends.
async fn lived_with_a_console() {
    let element = begun("").await;
    press("a", "Try it");
    until("return a.querySelector('.console-operation-button')").await;
    run("a.querySelector('.console-operation-button').click()");
    until("const it = a.getElementById('console-send'); return it && !it.ariaDisabled").await;
    press("a", "Send");
    until("return a.getElementById('console-send').textContent == 'Cancel' && calls.at(-1)").await;
    assert!(holds("return !calls.at(-1).signal.aborted"));
    drop(element);
    until("return calls.at(-1).signal.aborted").await;
    assert!(holds("return a.getElementById('console').childElementCount == 0"));
    run("hosts.a.remove()");
    settled().await;
}

/// What was given up has noticed.
async fn settled() {
    run("window.rested = false; requestIdleCallback(() => { window.rested = true })");
    until("return rested").await;
}

fn memory() -> u32 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    memory.buffer().unchecked_into::<js_sys::ArrayBuffer>().byte_length()
}

#[wasm_bindgen_test]
async fn ten_elements_that_come_and_go_leave_nothing_behind() {
    let _portal = portal();
    run("window.realOpen = window.open; window.closings = 0;
         window.open = () => ({ closed: false, close() { closings++ }, postMessage() {} })");
    let _counted = counted();
    // Something is made once, whoever comes first.
    for _ in 0..3 {
        lived().await;
        lived_with_a_token().await;
    }
    let before = (memory(), externref_heap_live_count());
    for _ in 0..10 {
        lived().await;
        lived_with_a_token().await;
    }
    assert_eq!(run("return left.get('listener')"), JsValue::from(0));
    assert_eq!(run("return timers.size + channels"), JsValue::from(0));
    assert_eq!(run("return closings"), JsValue::from(13));
    // Whatever lives on in Rust holds something of JavaScript: a closure, an element, who is told.
    assert_eq!((memory(), externref_heap_live_count()), before);
}

#[wasm_bindgen_test]
async fn ten_consoles_that_come_and_go_leave_nothing_behind() {
    let _portal = portal_with_api();
    run("window.calls = [];
         const { fetch } = window;
         window.fetch = (request) => String(request.url).endsWith('/api/call')
            ? new Promise((_, reject) => {
                calls.push(request);
                request.signal.onabort = () => reject(request.signal.reason) })
            : fetch(request)");
    let _consoles = own_consoles();
    let _counted = counted();
    for _ in 0..3 {
        lived_with_a_console().await;
    }
    let before = (memory(), externref_heap_live_count());
    for _ in 0..10 {
        lived_with_a_console().await;
    }
    assert_eq!(run("return left.get('listener')"), JsValue::from(0));
    assert_eq!(run("return timers.size + channels"), JsValue::from(0));
    assert_eq!((memory(), externref_heap_live_count()), before);
}

#[wasm_bindgen_test]
async fn what_is_under_way_is_given_up_at_the_end() {
    let _portal = portal();
    run("window.fetch = (request) => { window.request = request; return new Promise(() => {}) }");
    let element = Element::new("a", "");
    until("return window.request").await;
    assert!(holds("return !request.signal.aborted"));
    drop(element);
    assert!(holds("return request.signal.aborted"));
}
