//! How Firefox pretends another screen, and takes pictures.

use serde_json::{Value, json};
use thirtyfour::extensions::addons::firefox::FirefoxTools;

use super::super::look::{Medium, Scheme};
use crate::{Browser, Lack, Preference, until};

pub(in super::super) async fn before_every_page(browser: &Browser, script: &str) {
    let function = json!({ "functionDeclaration": format!("() => {{\n{script}\n}}") });
    browser.heard().tell("script.addPreloadScript", function).await;
}

pub(in super::super) async fn without_javascript(browser: &Browser) {
    browser.set(&json!({ "javascript.enabled": false })).await;
}

/// The leaves of the accessibility tree, as it is known outside of the page.
pub(in super::super) async fn spoken(browser: &Browser) -> String {
    const READ: &str = "
        const service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
        const texts = [];
        const read = node => {
            if (node.childCount === 0) texts.push(node.name ?? '');
            for (let child = node.firstChild; child; child = child.nextSibling) read(child);
        };
        const page = service.getAccessibleFor(gBrowser.selectedBrowser);
        if (page) read(page);
        return texts.join('\\n');";
    let spoken = browser.around(READ, vec![]).await;
    spoken.as_str().unwrap_or_default().to_owned()
}

pub(in super::super) async fn screen(browser: &Browser, width: u32, height: u32, scheme: Scheme) {
    const IS_DARK: &str = "return matchMedia('(prefers-color-scheme: dark)').matches;";
    let (setting, dark) = match scheme {
        Scheme::Dark => (0, true),
        Scheme::Light => (1, false),
    };
    let colours = "layout.css.prefers-color-scheme.content-override";
    browser.set(&json!({ colours: setting, CONTRAST: 0 })).await;
    force_colours(browser, "none").await;
    zoom(browser, width, height, 1).await;
    becomes(browser, IS_DARK, json!(dark)).await;
}

/// More contrast is preferred where the system has a theme for it.
const CONTRAST: &str = "ui.useAccessibilityTheme";

pub(in super::super) async fn zoom(browser: &Browser, width: u32, height: u32, zoom: u32) {
    const ENLARGE: &str = "
        const [width, height, zoom] = arguments;
        const browser = gBrowser.selectedBrowser;
        const { style } = browser;
        style.width = style.minWidth = style.maxWidth = `${width * zoom}px`;
        style.height = style.minHeight = style.maxHeight = `${height * zoom}px`;
        browser.fullZoom = zoom;";
    let wanted = json!([width, height, zoom]);
    browser.around(ENLARGE, vec![json!(width), json!(height), json!(zoom)]).await;
    becomes(browser, "return [innerWidth, innerHeight, devicePixelRatio];", wanted).await;
}

pub(in super::super) async fn letters(browser: &Browser, size: u32) {
    const SIZE: &str = "return getComputedStyle(document.documentElement).fontSize;";
    // A page that is there goes on with the old size until letters of any size are another matter.
    const LAY_OUT_ANEW: &str = "
        const context = gBrowser.selectedBrowser.browsingContext;
        context.textZoom = 1.01;
        context.textZoom = 1;";
    let fixed = size * 13 / 16;
    let sizes = json!({
        "font.size.variable.x-western": size, "font.size.variable.x-unicode": size,
        "font.size.monospace.x-western": fixed, "font.size.monospace.x-unicode": fixed,
    });
    browser.set(&sizes).await;
    browser.around(LAY_OUT_ANEW, vec![]).await;
    becomes(browser, SIZE, json!(format!("{size}px"))).await;
}

pub(in super::super) async fn prefer(browser: &Browser, preference: Preference) {
    const NOW: &str = "
        return ['(prefers-contrast: more)', '(forced-colors: active)'].map(query => matchMedia(query).matches);";
    let (contrast, forced) = match preference {
        Preference::Contrast => (1, "none"),
        Preference::ForcedColours => (0, "active"),
    };
    browser.set(&json!({ CONTRAST: contrast })).await;
    force_colours(browser, forced).await;
    becomes(browser, NOW, json!([contrast == 1, forced == "active"])).await;
}

async fn force_colours(browser: &Browser, how: &str) {
    const FORCE: &str =
        "gBrowser.selectedBrowser.browsingContext.forcedColorsOverride = arguments[0];";
    browser.around(FORCE, vec![json!(how)]).await;
}

/// Waits until the page has been told: what is around it tells it in its own time.
async fn becomes(browser: &Browser, script: &str, wanted: Value) {
    until("the page to notice", async || {
        let now = browser.try_script(script, vec![]).await.map_err(|error| error.to_string())?;
        if now == wanted { Ok(()) } else { Err(format!("{now} instead of {wanted}")) }
    })
    .await;
}

/// Only Chromium's tree is written down as it is heard.
pub(in super::super) async fn tree(_: &Browser) -> Value {
    panic!("{}", Lack::Transcript)
}

pub(in super::super) async fn medium(browser: &Browser, medium: Medium) {
    const PRETEND: &str = "gBrowser.selectedBrowser.browsingContext.mediumOverride = arguments[0];";
    browser.around(PRETEND, vec![json!(medium.pretended())]).await;
    let paper = medium == Medium::Paper;
    becomes(browser, "return matchMedia('print').matches;", json!(paper)).await;
}

pub(in super::super) async fn picture(browser: &Browser) -> Vec<u8> {
    let tools = FirefoxTools::new((*browser.driver).clone());
    tools.full_screenshot_as_png().await.expect("the browser takes a picture")
}

/// Its driver does so when it goes to a window.
pub(in super::super) async fn bring_to_front(_: &Browser) {}
