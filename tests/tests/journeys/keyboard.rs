//! The main journey without a mouse.

use serde_json::json;
use tests::{Browser, GENERATE, Key, World, journey, until};

/// More steps than there are stops on any of the pages.
const FAR: usize = 30;

#[test]
fn the_whole_way_by_keyboard_alone() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        browser.open_page(&world).await;
        the_dialog_is_left_and_confirmed(&browser).await;

        browser.find("button", "Sign in as bob").await;
        tab_to(&browser, "button", "Sign in as bob").await;
        browser.press(&[Key::Enter]).await;
        browser.find("button", "Allow").await;
        tab_to(&browser, "button", "Allow").await;
        browser.press(&[Key::Space]).await;

        let token = browser.token().await;
        browser.sees("Accepted by moehaha until ").await;
        until("the focus on the verdict", async || {
            let focused = browser.focused().await;
            if focused.starts_with("heading “Accepted by moehaha until ") {
                Ok(())
            } else {
                Err(focused)
            }
        })
        .await;
        tab_to(&browser, "button", "Copy").await;
        browser.press(&[Key::Enter]).await;
        browser.sees("Token copied.").await;
        browser.focus_is_on("button", "Copy").await;
        assert_eq!(browser.clipboard(&world).await, token);

        tab_to(&browser, "button", "Start over").await;
        browser.press(&[Key::Space]).await;
        browser.focus_is_on("button", GENERATE).await;
        browser.sees("The token is forgotten here.").await;
    });
}

async fn the_dialog_is_left_and_confirmed(browser: &Browser) {
    tab_to(browser, "button", GENERATE).await;
    browser.press(&[Key::Enter]).await;
    browser.focus_is_on("textbox", "Scope").await;
    browser.press(&[Key::Escape]).await;
    browser.focus_is_on("button", GENERATE).await;
    browser.has_no("dialog", GENERATE).await;

    browser.press(&[Key::Space]).await;
    browser.focus_is_on("textbox", "Scope").await;
    stays_in_the_dialog(browser).await;
    tab_to(browser, "button", "Confirm").await;
    browser.press(&[Key::Enter]).await;
}

/// Presses the tab key until the element has the focus; its focus must be visible.
async fn tab_to(browser: &Browser, role: &str, name: &str) {
    let wanted = format!("{role} “{name}”");
    let mut stops = Vec::new();
    for _ in 0..FAR {
        browser.press(&[Key::Tab]).await;
        let stop = browser.focused().await;
        if stop == wanted {
            let visible = browser.script(FOCUS_IS_VISIBLE).await;
            assert_eq!(visible, json!(true), "the focus on the {wanted} cannot be seen");
            return;
        }
        stops.push(stop);
    }
    panic!("the tab key does not lead to the {wanted}, but to {stops:?}");
}

const FOCUS_IS_VISIBLE: &str = "
    const style = getComputedStyle(document.activeElement);
    return document.activeElement.matches(':focus-visible')
        && (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
            || style.boxShadow !== 'none');";

/// The tab key goes round inside a modal dialog, by way of the browser's own bars.
async fn stays_in_the_dialog(browser: &Browser) {
    for _ in 0..FAR {
        browser.press(&[Key::Tab]).await;
        let inside = browser
            .script(
                "const at = document.activeElement;
                 return at === document.body || at.closest('dialog') !== null;",
            )
            .await;
        assert_eq!(inside, json!(true), "{} is outside the dialog", browser.focused().await);
    }
}
