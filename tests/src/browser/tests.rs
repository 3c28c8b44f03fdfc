//! What the harness says about itself: it sees into shadow roots, and follows popups.

use axum::{
    Router,
    response::{Html, IntoResponse},
    routing::get,
};
use serde_json::json;

use crate::{
    Key, journey,
    serving::{Serving, listener},
    until,
};

/// One element in another, and one that is not shown.
const PAGE: &str = r#"<!doctype html><title>shadows</title>
<p>on the page</p><outer-one></outer-one><inner-one hidden></inner-one>
<script>
    const define = (name, html, then = () => {}) => customElements.define(name, class extends HTMLElement {
        connectedCallback() {
            this.attachShadow({ mode: "open" }).innerHTML = html;
            then(this.shadowRoot);
        }
    });
    define("inner-one", `<style>p { color: green }</style><p>in the depth</p>
        <p style="display: none">never shown</p>
        <label>Word <input></label><button>Open</button><output></output>`,
        root => {
            root.querySelector("button").onclick = () => open("/popup", "popup", "popup,width=480,height=600");
            root.querySelector("input").oninput = event => {
                root.querySelector("output").textContent = `${event.target.value} was typed`;
            };
        });
    define("outer-one", "<p>half way</p><div><inner-one></inner-one></div>");
</script>"#;

const POPUP: &str = "<!doctype html><title>popup</title><p>in the popup</p>
<button onclick=\"opener.document.querySelector('p').textContent = 'told'; window.close()\">Tell</button>";

/// Its policy allows no picture, and it has one; and it complains, and asks for more.
async fn complaining() -> impl IntoResponse {
    const PAGE: &str = "<!doctype html><title>complaints</title><img src=/picture.png>
        <script>console.warn('careful'); fetch('/asked?state=known'); lacking()</script>";
    ([("content-security-policy", "img-src 'none'")], Html(PAGE))
}

async fn serve() -> (Serving, String) {
    let (listener, address) = listener().await;
    let router = Router::new()
        .route("/", get(async || Html(PAGE)))
        .route("/popup", get(async || Html(POPUP)))
        .route("/complaining", get(complaining))
        .route("/favicon.ico", get(async || ()))
        .route("/asked", get(async || "an answer"));
    (Serving::start(listener, router), format!("http://{address}/"))
}

#[test]
fn what_is_inside_of_shadow_roots_is_found_used_and_read() {
    journey(async |stage| {
        let (_serving, address) = serve().await;
        let browser = stage.browser().await;
        browser.visit(&address).await;
        browser.sees("in the depth").await;
        browser.sees("half way").await;
        browser.sees_no("never shown").await;
        browser.sees_no("color: green").await;
        assert_eq!(browser.text().await.matches("in the depth").count(), 1, "one is hidden");

        browser.fill("Word", "thing").await;
        browser.sees("thing was typed").await;
        browser.focus_is_on("textbox", "Word").await;
        assert_eq!(browser.value("Word").await, "thing");
        browser.press(&[Key::Tab]).await;
        browser.focus_is_on("button", "Open").await;
        browser.paste("Word", "another").await;
        browser.sees("another was typed").await;
    });
}

#[test]
fn a_popup_is_followed_and_left() {
    journey(async |stage| {
        let (_serving, address) = serve().await;
        let browser = stage.browser().await;
        browser.visit(&address).await;
        browser.has_no_popup().await;
        browser.click("button", "Open").await;
        browser.in_popup(async || browser.sees("in the popup").await).await;
        browser.sees("on the page").await;
        browser.close_popup().await;

        browser.click("button", "Open").await;
        browser.in_popup(async || browser.click("button", "Tell").await).await;
        browser.popup_is_gone().await;
        browser.sees("told").await;
        assert_eq!(browser.address().await, address);
    });
}

#[test]
fn what_a_page_asks_for_and_complains_about_is_heard_once() {
    journey(async |stage| {
        let (_serving, address) = serve().await;
        let browser = stage.browser().await;
        browser.before_every_page("window.early = document.body === null;").await;
        browser.visit(&format!("{address}complaining")).await;
        let mut complaints = Vec::new();
        let mut requests = Vec::new();
        until("three complaints and the request", async || {
            let traffic = browser.traffic().await;
            complaints.extend(traffic.complaints);
            requests.extend(traffic.requests);
            let heard = |what: &&str| complaints.iter().any(|complaint| complaint.contains(*what));
            let asked = requests.iter().find(|request| request.parameter("state") == Some("known"));
            match asked {
                Some(_) if ["careful", "img-src", "lacking"].iter().all(heard) => Ok(()),
                _ => Err(format!("{complaints:?} {requests:?}")),
            }
        })
        .await;
        assert_eq!(complaints.len(), 3, "{complaints:?}");
        let known = requests.iter().filter(|request| request.address.contains("known"));
        assert_eq!(known.count(), 1);
        assert_eq!(browser.script("return window.early;").await, json!(true));
    });
}
