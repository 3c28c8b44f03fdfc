//! The element comes and goes, and nothing of it stays.

use serde_json::{Value, json};
use tests::{Browser, World, journey};

use super::{open_portal, token_by_popup};

/// Counts what is listened for on the window and the document, and which alarms are set.
const COUNT: &str = "
    window.listeners = 0;
    for (const target of [EventTarget.prototype]) {
        const { addEventListener, removeEventListener } = target;
        const counts = it => it === window || it === document;
        target.addEventListener = function (type, act, ...more) {
            if (counts(this ?? window)) window.listeners += 1;
            return addEventListener.call(this ?? window, type, act, ...more);
        };
        target.removeEventListener = function (type, act, ...more) {
            if (counts(this ?? window)) window.listeners -= 1;
            return removeEventListener.call(this ?? window, type, act, ...more);
        };
    }
    window.intervals = new Set();
    const { setInterval, clearInterval } = window;
    window.setInterval = (...given) => {
        const id = setInterval(...given);
        window.intervals.add(id);
        return id;
    };
    window.clearInterval = id => {
        window.intervals.delete(id);
        clearInterval(id);
    };
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...given) => {
        const made = await instantiate(...given);
        window.wasm = made.instance.exports.memory;
        return made;
    };";

const COUNTED: &str = "
    return { listeners: window.listeners, intervals: window.intervals.size,
             memory: window.wasm.buffer.byteLength };";

#[test]
fn ten_mounts_and_removals_leave_nothing() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        browser.before_every_page(COUNT).await;
        open_portal(&browser, &world, "").await;
        // The first rounds fill what is kept for all.
        mount_and_remove(&browser, 3).await;
        let before = browser.script(COUNTED).await;
        mount_and_remove(&browser, 10).await;
        assert_eq!(browser.script(COUNTED).await, before);

        // It works as on the first day.
        browser.script("document.querySelector('h1').after(window.widget);").await;
        token_by_popup(&browser, "bob").await;
        browser.sees("The portal has a token until ").await;
    });
}

/// Each time with its dialog open, so that there is something to take down.
async fn mount_and_remove(browser: &Browser, times: usize) {
    for _ in 0..times {
        browser.script(PUT_IN).await;
        browser.ask().await;
        browser.script("window.widget.remove();").await;
        let rest = "return window.widget.shadowRoot.childElementCount";
        browser.tells("an empty element", rest, json!(0)).await;
    }
}

const PUT_IN: &str = "
    window.widget ??= document.querySelector('cockpit-jwt');
    document.querySelector('h1').after(window.widget);";

#[test]
fn moved_it_keeps_the_token_removed_it_gives_it_up() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        open_portal(&browser, &world, "").await;
        let token = token_by_popup(&browser, "bob").await;
        browser
            .script("document.querySelector('main').append(document.querySelector('cockpit-jwt'));")
            .await;
        assert_eq!(browser.token().await, token);
        assert_eq!(browser.script(HELD).await, json!(token));

        browser
            .script("window.widget = document.querySelector('cockpit-jwt'); widget.remove();")
            .await;
        browser.sees("The portal has no token.").await;
        browser.script("document.querySelector('main').append(window.widget);").await;
        assert_eq!(browser.script(HELD).await, Value::Null);
        browser.has_no("textbox", "The token").await;
    });
}

const HELD: &str = "return document.querySelector('cockpit-jwt').token";

#[test]
fn it_is_defined_once_though_loaded_twice() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        open_portal(&browser, &world, "").await;
        let defined =
            browser.script("window.first = customElements.get('cockpit-jwt'); return 1").await;
        assert_eq!(defined, 1);
        let again =
            format!("import('{}cockpit-jwt.js?again').then(() => 'loaded')", world.proxy_address);
        assert_eq!(browser.awaited(&again).await, "loaded");
        let same =
            browser.script("return customElements.get('cockpit-jwt') === window.first").await;
        assert_eq!(same, true);
        token_by_popup(&browser, "bob").await;
    });
}
