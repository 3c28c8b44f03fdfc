//! Two widgets on one page, each for an organization of its own.

use serde_json::{Value, json};
use tests::{Browser, GENERATE, World, journey};

use super::{open_portal, sign_in_in_popup};

/// Another widget beside the one that is there, and what each of them tells.
const ADD_ANOTHER: &str = "
    const first = document.querySelector('cockpit-jwt');
    const second = document.createElement('cockpit-jwt');
    second.organization = 'acme';
    second.mode = first.mode;
    window.told = [];
    for (const [name, widget] of Object.entries({ first, second }))
        for (const event of ['token', 'cleared', 'expiring', 'error'])
            widget.addEventListener(`cockpit-jwt:${event}`, () => window.told.push(`${name} ${event}`));
    first.after(second);";

/// Names for both, for whoever looks at the page.
const ONE_ALONE: &str = "
    const [first, second] = document.querySelectorAll('cockpit-jwt');
    first.hidden = arguments[0] !== 'first';
    second.hidden = arguments[0] !== 'second';";

async fn look_at(browser: &Browser, which: &str) {
    browser.script(&ONE_ALONE.replace("arguments[0]", &format!("'{which}'"))).await;
}

async fn told(browser: &Browser) -> Value {
    browser.script("return window.told").await
}

#[test]
fn each_has_its_own_organization_token_and_verdict() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        open_portal(&browser, &world, "").await;
        browser.script(ADD_ANOTHER).await;
        look_at(&browser, "second").await;
        browser.sees("a token that acme accepts from its members").await;
        browser.ask().await;
        assert_eq!(browser.value("Scope").await, "user:memberof:acme");
        assert_eq!(browser.value("Audience").await, "acme");
        browser.has_no("radio", "the organization acme").await;
        browser.paste("Scope", "user:memberof:moehaha").await;
        browser.click("button", "Confirm").await;
        sign_in_in_popup(&browser, "bob").await;
        browser.sees("Refused by acme: ").await;
        let second = browser.token().await;
        assert_eq!(told(&browser).await, json!(["second token"]));

        look_at(&browser, "first").await;
        browser.has_no("textbox", "The token").await;
        browser.set_out().await;
        // Signed in and consented: the window comes back at once.
        browser.sees("Accepted by moehaha until ").await;
        browser.popup_is_gone().await;
        assert_ne!(browser.token().await, second);
        assert_eq!(told(&browser).await, json!(["second token", "first token"]));

        browser.click("button", "Start over").await;
        look_at(&browser, "second").await;
        assert_eq!(browser.token().await, second);
        assert_eq!(told(&browser).await, json!(["second token", "first token", "first cleared"]));
    });
}

#[test]
fn after_a_redirect_the_one_that_began_it_has_the_token() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        browser.before_every_page(WITH_ANOTHER).await;
        open_portal_with_two(&browser, &world).await;
        look_at(&browser, "second").await;
        browser.ask().await;
        browser.paste("Scope", "user:memberof:moehaha").await;
        browser.click("button", "Confirm").await;
        browser.sign_in("bob").await;
        browser.tells("the token", WHO_HAS_ONE, json!([false, true])).await;
        look_at(&browser, "second").await;
        browser.sees("Refused by acme: ").await;
    });
}

/// Also on the page that the identity server comes back to, before the widget's script runs.
const WITH_ANOTHER: &str = "
    addEventListener('DOMContentLoaded', () => {
        const first = document.querySelector('cockpit-jwt');
        if (!first || first.nextElementSibling?.localName === 'cockpit-jwt') return;
        const second = document.createElement('cockpit-jwt');
        second.setAttribute('organization', 'acme');
        for (const widget of [first, second]) widget.setAttribute('mode', 'redirect');
        first.after(second);
    });";

const WHO_HAS_ONE: &str = "
    return [...document.querySelectorAll('cockpit-jwt')].map(widget => Boolean(widget.token));";

async fn open_portal_with_two(browser: &Browser, world: &World) {
    browser.visit(&format!("{}cockpit/jwt", world.portal())).await;
    browser.tells("two widgets", BOTH_ARE_READY, json!(true)).await;
    look_at(browser, "second").await;
    browser.find("button", GENERATE).await;
}

const BOTH_ARE_READY: &str = "
    const all = [...document.querySelectorAll('cockpit-jwt')];
    return all.length === 2 && all.every(widget => Boolean(widget.shadowRoot?.getElementById('generate')));";
