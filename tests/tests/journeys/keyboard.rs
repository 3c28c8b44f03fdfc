//! The main journey without a mouse.

use domain::jwt::Algorithm;
use serde_json::{Value, json};
use tests::{Browser, GENERATE, Key, Mint, World, claims_of, journey, until};

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
        focus_is_on_the_verdict(&browser, "Accepted by moehaha until ").await;
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

#[test]
fn a_token_is_inspected_by_keyboard_alone() {
    journey(async |stage| {
        let world = World::start().await;
        let mint = Mint::new(Algorithm::Es384);
        let token = mint.token(&json!({}));
        let browser = stage.browser().await;
        browser.open_page(&world).await;
        tab_to(&browser, "link", "Inspect a JWT").await;
        browser.press(&[Key::Enter]).await;
        browser.focus_is_on("textbox", "Token").await;
        browser.paste_here(&token).await;
        browser.sees("no, by the API's key").await;
        browser.focus_is_on("textbox", "Token").await;

        tab_to(&browser, "", "Keys to check the signature with: the API's").await;
        browser.press(&[Key::Enter]).await;
        tab_to(&browser, "textbox", "Public keys").await;
        browser.paste_here(&mint.pem()).await;
        browser.sees("yes, by the key you gave").await;
        tab_to(&browser, "button", &browser.file_field("Choose a file").await).await;

        another_view_is_taken(&browser).await;
        tab_to(&browser, "button", "Copy claims as JSON").await;
        browser.press(&[Key::Enter]).await;
        browser.sees("Claims copied as JSON.").await;
        let copied: Value = serde_json::from_str(&browser.clipboard(&world).await).expect("JSON");
        assert_eq!(copied, claims_of(&token));
        tab_to(&browser, "button", "Clear").await;
        browser.press(&[Key::Space]).await;
        browser.focus_is_on("textbox", "Token").await;
        browser.has_no("textbox", "The token").await;
        assert_eq!(browser.value("Token").await, "");
    });
}

async fn focus_is_on_the_verdict(browser: &Browser, beginning: &str) {
    let wanted = format!("heading “{beginning}");
    until("the focus on the verdict", async || {
        let focused = browser.focused().await;
        if focused.starts_with(&wanted) { Ok(()) } else { Err(focused) }
    })
    .await;
}

async fn another_view_is_taken(browser: &Browser) {
    tab_to(browser, "", "What would another API say?").await;
    browser.press(&[Key::Space]).await;
    tab_to(browser, "radio", "cockpit").await;
    browser.press(&[Key::Down]).await;
    browser.focus_is_on("radio", "documented").await;
    browser.sees("Judged as documented for moehaha").await;
    tab_to(browser, "textbox", "Organization").await;
    browser.paste_here("acme").await;
    browser.sees("Judged as documented for acme").await;
    tab_to(browser, "button", "Judge as this service's API").await;
    browser.press(&[Key::Enter]).await;
    browser.sees_no("Judged as documented").await;
    focus_is_on_the_verdict(browser, "Refused by moehaha: ").await;
}

/// Presses the tab key until the element has the focus; its focus must be visible.
pub(crate) async fn tab_to(browser: &Browser, role: &str, name: &str) {
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
    const style = getComputedStyle(focused());
    return focused().matches(':focus-visible')
        && (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
            || style.boxShadow !== 'none');";

/// The tab key goes round inside a modal dialog, by way of the browser's own bars.
async fn stays_in_the_dialog(browser: &Browser) {
    for _ in 0..FAR {
        browser.press(&[Key::Tab]).await;
        let inside = browser
            .script(
                "const at = focused();
                 return at === document.body || at.closest('dialog') !== null;",
            )
            .await;
        assert_eq!(inside, json!(true), "{} is outside the dialog", browser.focused().await);
    }
}
