//! Every state of the widget, in a portal whose styles have nothing in common with its own; and the
//! pages around it.

use demo::Fault;
use serde_json::json;
use tests::{Browser, SCREENS, Scheme, World, journey};

use super::look_at;

#[test]
fn every_state_of_the_widget_is_accessible_in_a_portal() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        open(&browser, &world).await;
        look_in_portal(&browser, "idle").await;
        browser.ask().await;
        look_in_portal(&browser, "dialog").await;
        the_window(&browser).await;
        browser.sees("yes, by the API's key").await;
        browser.sees("The portal has a token").await;
        look_in_portal(&browser, "accepted").await;
        in_little_room(&browser).await;
        compact(&browser).await;
        look_in_portal(&browser, "accepted-compact").await;
        browser.unfold("Details").await;
        look_in_portal(&browser, "accepted-compact-details").await;
        browser.click("button", "Start over").await;
        browser.sees("The token is forgotten here.").await;
        look_in_portal(&browser, "idle-compact").await;
    });
}

/// What is in a narrow column goes by the column, and in a row the widget takes what is left.
async fn in_little_room(browser: &Browser) {
    for (name, row, widget) in [
        ("column", "", "width: 260px"),
        ("row", "display: flex", ""),
        ("grid", "display: grid; grid-template-columns: 300px auto", ""),
        ("float", "", "float: inline-end"),
    ] {
        let style = format!(
            "const widget = document.querySelector('cockpit-jwt');
             widget.parentElement.style = '{row}';
             widget.style = '{widget}';
             return widget.getBoundingClientRect().width;"
        );
        let width = browser.script(&style).await.as_f64().expect("it has a width");
        assert!(width > 200.0, "in a {name} it is {width} pixels wide");
        browser.loses_nothing(&format!("widget-accepted-{name}")).await;
        browser.picture(&format!("widget-accepted-{name}")).await;
    }
    browser.script("document.querySelector('cockpit-jwt').style = '';").await;
    browser.script("document.querySelector('main').style = '';").await;
}

/// Does not open, is open, is closed, and leads to a token in the end.
async fn the_window(browser: &Browser) {
    browser.script("window.reallyOpen = window.open; window.open = () => null;").await;
    browser.click("button", "Confirm").await;
    browser.sees("The browser has not let the window open.").await;
    look_in_portal(browser, "blocked").await;
    browser.script("window.open = window.reallyOpen;").await;
    browser.click("button", "Open the window").await;
    browser.in_popup(async || browser.find("button", "Sign in as bob").await).await;
    look_in_portal(browser, "open").await;
    browser.close_popup().await;
    browser.sees("The sign-in window is gone.").await;
    look_in_portal(browser, "gone").await;
    browser.click("button", "Open the window").await;
    browser.in_popup(async || browser.sign_in("bob").await).await;
}

#[test]
fn refusals_and_failures_of_the_widget_are_accessible_too() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        open(&browser, &world).await;
        browser.ask().await;
        browser.click("button", "user:memberof:moehaha.team").await;
        browser.click("button", "Confirm").await;
        browser.in_popup(async || browser.sign_in("carol").await).await;
        browser.sees("Refused by moehaha: you are a member of moehaha.team only").await;
        look_in_portal(&browser, "refused").await;
        browser.click("button", "Start over").await;
        world.pass_seconds(1);
        world.identity.faults().set(Fault::InternalError);
        // Who has consented before is not asked again: the window opens and closes.
        browser.set_out().await;
        browser.sees_code("provider-failed").await;
        look_in_portal(&browser, "failed").await;
    });
}

#[test]
fn a_widget_that_cannot_be_loaded_is_accessible() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        browser.before_every_page("delete window.WebAssembly;").await;
        browser.visit(&format!("{}cockpit/jwt", world.portal())).await;
        browser.sees("The widget needs WebAssembly, and this browser has none or blocks it.").await;
        browser.find("button", "Try again").await;
        look_in_portal(&browser, "not-loaded").await;
    });
}

#[test]
fn the_pages_around_the_widget_are_accessible() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        let (portal, proxy) = (world.portal(), &world.proxy_address);
        let callback = format!("{proxy}callback.html");
        for (name, address, said) in [
            ("portal-start", portal.to_owned(), "an imitation"),
            ("portal-api", format!("{portal}cockpit/api"), "Every operation wants a token"),
            ("callback-idle", callback.clone(), "This page is where a sign-in"),
            ("callback-nobody", format!("{callback}?code=x&state=y"), "is not there any more."),
        ] {
            browser.visit(&address).await;
            browser.sees(said).await;
            look_at(&browser, name).await;
        }
    });
}

#[test]
fn no_style_gets_in_or_out() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        open(&browser, &world).await;
        browser.ask().await;
        browser.script(AS_WIDE_AND_AS_LIGHT).await;
        let differences = browser.script(DIFFERENCES).await;
        assert_eq!(differences, json!([]), "this is different without the portal's styles");
        let sheets = browser.script(SHEETS).await;
        assert_eq!(sheets, json!([1, 0]), "those of the document are the portal's");
    });
}

/// Its width and its colour scheme may depend on the portal.
const AS_WIDE_AND_AS_LIGHT: &str =
    "document.querySelector('cockpit-jwt').style = 'width: 600px; color-scheme: light';";

/// Of all that is computed for each element of the widget, what depends on the portal's style sheet.
const DIFFERENCES: &str = "
    const root = document.querySelector('cockpit-jwt').shadowRoot;
    const computed = element => {
        const style = getComputedStyle(element);
        // Properties of a portal's own count by what they do to others.
        const names = [...style].filter(name => !name.startsWith('--'));
        return names.map(name => `${element.className} ${name}: ${style[name]}`);
    };
    const all = () => everything(root).flatMap(computed);
    const before = all();
    document.styleSheets[0].disabled = true;
    const after = all();
    if (before.length < 10000) return ['too few to be all'];
    return before.filter((line, index) => line !== after[index]).slice(0, 20);";

const SHEETS: &str = "return [document.styleSheets.length, document.adoptedStyleSheets.length];";

async fn open(browser: &Browser, world: &World) {
    browser.visit(&format!("{}cockpit/jwt", world.portal())).await;
    browser.sees("that moehaha accepts from its members").await;
}

async fn compact(browser: &Browser) {
    browser.script("document.querySelector('cockpit-jwt').compact = true;").await;
    browser.find("", "Details").await;
}

/// Also where the portal is written from right to left with small letters, and where it is enlarged.
async fn look_in_portal(browser: &Browser, state: &str) {
    let name = format!("widget-{state}");
    look_at(browser, &name).await;
    browser.script(TURN).await;
    for (width, height) in SCREENS {
        let name = format!("{name}-turned-{width}");
        browser.screen(width, height, Scheme::Light).await;
        assert_eq!(browser.script(OF_THE_WIDGET).await, json!(["16px", "rtl", "right"]), "{name}");
        browser.loses_nothing(&name).await;
        browser.picture(&name).await;
    }
    browser.script(TURN_BACK).await;
    browser.script("document.documentElement.style.zoom = 1.5;").await;
    browser.screen(1280, 800, Scheme::Light).await;
    browser.loses_nothing(&format!("{name}-zoomed")).await;
    browser.picture(&format!("{name}-zoomed")).await;
    browser.script("document.documentElement.style.zoom = '';").await;
}

const TURN: &str = "
    document.documentElement.dir = 'rtl';
    document.documentElement.style.fontSize = '62.5%';";

const TURN_BACK: &str = "
    document.documentElement.removeAttribute('dir');
    document.documentElement.style.fontSize = '';";

const OF_THE_WIDGET: &str = "
    const style = getComputedStyle(document.querySelector('cockpit-jwt').shadowRoot.getElementById('app'));
    return [style.fontSize, style.direction, style.textAlign];";
