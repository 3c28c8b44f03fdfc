//! The page on paper.

use serde_json::json;
use tests::{Browser, Medium, Scheme, World, claims_of, journey};

/// Nobody is there to answer the browser's own dialog.
const PRINTER: &str = "
    window.printed = 0;
    window.print = () => { window.printed += 1; };";

#[test]
fn on_paper_is_everything_that_is_known_about_the_token_and_no_button() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        browser.before_every_page(PRINTER).await;
        browser.open_page(&world).await;
        browser.ask().await;
        browser.click("button", "user:memberof:moehaha.team").await;
        browser.unfold("More").await;
        browser.click("checkbox", "Refreshable").await;
        browser.click("button", "Confirm").await;
        browser.sign_in("bob").await;
        browser.sees("yes, by the API's key").await;
        browser.click("button", "Print").await;
        assert_eq!(browser.script("return window.printed").await, json!(1));

        let token = browser.token().await;
        browser.screen(A4_WIDTH, A4_HEIGHT, Scheme::Dark).await;
        everything_is_on_paper(&browser, &token).await;
        browser.picture("paper").await;
        browser.has_no("button", "Copy").await;
        browser.medium(Medium::Screen).await;
        browser.find("button", "Copy").await;

        let pdf = browser.pdf().await;
        assert!(pdf.starts_with(b"%PDF-"));
        browser.script("dispatchEvent(new Event('afterprint'))").await;
        browser.sees_no("Whose API it is.").await;

        browser.click("link", "Inspect a JWT").await;
        browser.paste("Token", &token).await;
        browser.sees("yes, by the API's key").await;
        everything_is_on_paper(&browser, &token).await;
        browser.picture("paper-inspect").await;
    });
}

/// In CSS pixels, with narrow margins.
const A4_WIDTH: u32 = 720;
const A4_HEIGHT: u32 = 1050;

async fn everything_is_on_paper(browser: &Browser, token: &str) {
    browser.script("dispatchEvent(new Event('beforeprint'))").await;
    browser.medium(Medium::Paper).await;
    let paper = browser.text().await;
    let holds = |text: &str| assert!(paper.contains(text), "“{text}” is not on paper:\n{paper}");
    let claims = claims_of(token);
    let names = claims.as_object().expect("claims are an object").keys().map(String::as_str);
    for name in names.chain(["alg", "typ"]) {
        holds(&format!("\n{name}\n"));
    }
    for check in CHECKS {
        holds(check);
    }
    holds("Caution: A refresh token is inside");
    holds("user:memberof:moehaha.team");
    holds(token);
    let secret = claims["refresh_token"].as_str().expect("a refresh token is inside");
    assert!(!paper.replace(token, "").contains(secret), "the refresh token is on paper");
    let buttons = browser.script(ROLES_TO_USE).await;
    assert_eq!(buttons, json!([]), "nobody presses a button on paper");
}

/// The answers, and each check with what was wanted and found.
const CHECKS: &[&str] = &[
    "Accepted by moehaha until ",
    "Decoded",
    "Signature valid",
    "Valid now",
    "Each check of moehaha",
    "Issuer passed",
    "Wanted: itsyouonline. Found: itsyouonline.",
    "Algorithm passed",
    "Signature passed",
    "Not expired passed",
    "Already valid does not apply",
    "Audience passed",
    "Membership passed",
    "When it is valid",
    "Expiry: ",
];

const ROLES_TO_USE: &str = "
    return [...document.querySelectorAll('button, input, textarea, select, a[href], summary')]
        .filter(element => element.getClientRects().length > 0)
        .map(element => element.outerHTML);";
