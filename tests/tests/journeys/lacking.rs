//! Browsers that lack something, and what the person then reads.

use serde_json::json;
use tests::{BACK, Browser, GENERATE, World, journey};

#[test]
fn without_storage_random_numbers_or_clipboard_the_person_is_told_what_to_do() {
    journey(async |stage| {
        let world = World::start().await;

        let browser = stage.browser().await;
        browser.before_every_page(NO_STORAGE).await;
        browser.open_page(&world).await;
        browser.set_out().await;
        let sentence = "The browser does not let this page remember the sign-in.";
        browser.sees_failure("storage-unavailable", sentence, "Try again").await;
        browser.sees("Allow this site to store data, or leave the private window").await;
        assert_eq!(browser.address().await, world.page, "nobody is sent away in vain");
        browser.visit(&format!("{}?code=HUgOar3eDNVxo3PQZ-oHBKBdXDVc&state=x", world.page)).await;
        browser.sees_failure("storage-unavailable", sentence, "Try again").await;

        let browser = stage.browser().await;
        browser.before_every_page(NO_CRYPTO).await;
        browser.open_page(&world).await;
        browser.set_out().await;
        let sentence = "The browser offers no secure random numbers.";
        browser.sees_failure("crypto-unavailable", sentence, BACK).await;
        browser.sees("Open this page over https with a current browser.").await;
        browser.click("button", BACK).await;
        browser.focus_is_on("button", GENERATE).await;
        assert_eq!(world.recorder.to("/api/token").len(), 0);

        the_clipboard_is_refused(&*stage.browser().await, &world).await;
    });
}

async fn the_clipboard_is_refused(browser: &Browser, world: &World) {
    browser.refuse_clipboard(&world.page_origin()).await;
    let token = browser.get_own_token(world, "bob").await;
    browser.click("button", "Copy").await;
    browser.sees("The browser refused the clipboard. The text is selected").await;
    assert_eq!(browser.script("return getSelection().toString()").await, json!(token));

    browser.click("button", "Start over").await;
    browser.sees("The token is forgotten here.").await;
    browser.has_no("textbox", "The token").await;
    browser.focus_is_on("button", GENERATE).await;
}

/// As a browser does that blocks a site's data.
const NO_STORAGE: &str = "
    Object.defineProperty(window, 'sessionStorage', {
        get() { throw new DOMException('The operation is insecure.', 'SecurityError'); }
    });";

const NO_CRYPTO: &str = "Object.defineProperty(window, 'crypto', { value: undefined });";

#[test]
fn without_javascript_or_webassembly_the_page_says_so_in_words() {
    journey(async |stage| {
        let world = World::start().await;

        let browser = stage.browser().await;
        browser.without_javascript().await;
        browser.visit(&world.page).await;
        says(&browser, "This page needs JavaScript, and this browser does not run it here.").await;
        says(&browser, "reload the page").await;

        let browser = stage.browser().await;
        browser.before_every_page("delete window.WebAssembly;").await;
        browser.visit(&world.page).await;
        browser.sees("This page needs WebAssembly, and this browser has none or blocks it.").await;
        browser.sees("Allow WebAssembly for this site").await;
        browser.find("link", "Reload this page").await;
        browser.has_no("button", GENERATE).await;

        // The person followed the advice.
        let browser = stage.browser().await;
        browser.before_every_page(BROKEN_ONCE).await;
        browser.visit(&world.page).await;
        browser.sees("This browser does not run the page's WebAssembly.").await;
        browser.click("link", "Reload this page").await;
        browser.find("button", GENERATE).await;
        assert_eq!(browser.script("return localStorage.length").await, json!(1));
    });
}

/// The first page refuses to compile, as with a policy that forbids it; the next one does not.
const BROKEN_ONCE: &str = "
    if (!localStorage.once) {
        localStorage.once = 'yes';
        const refuse = async () => { throw new WebAssembly.CompileError('refused'); };
        WebAssembly.instantiateStreaming = WebAssembly.instantiate = refuse;
    }";

async fn says(browser: &Browser, text: &str) {
    tests::until(&format!("“{text}” to be read"), async || {
        let spoken = browser.spoken().await;
        if spoken.contains(text) { Ok(()) } else { Err(spoken) }
    })
    .await;
}
