//! What is lost is found, also in a shadow root; what is there only for the ears is not lost.

use axum::{Router, response::Html, routing::get};

use super::LOST;
use crate::{
    journey,
    serving::{Serving, listener},
};

const PAGE: &str = r#"<!doctype html><title>reflow</title>
<style>
    .cut { overflow: hidden; height: 20px; width: 200px }
    .ears { position: absolute; overflow: hidden; width: 1px; height: 1px; white-space: nowrap }
    .scrolls { overflow-x: auto; width: 200px; white-space: nowrap }
    .under { position: relative }
    .over { position: absolute; inset: 0; background: #ccc }
</style>
<p class="cut">one line</p>
<p class="ears">said and not shown</p>
<p class="under"><button>free</button></p>
<x-element></x-element>
<script>
    const root = document.querySelector("x-element").attachShadow({ mode: "open" });
    root.append(...document.querySelectorAll("style"));
    const wrong = document.createElement("div");
    wrong.innerHTML = `<p class="cut"><b>several lines of a text that does not fit into it</b></p>
        <p class="scrolls">a text that is so long that one has to scroll to its end</p>
        <p class="under"><a href="">taken</a><span class="over"></span></p>`;
    root.append(wrong);
</script>"#;

#[test]
fn what_sticks_out_is_cut_off_or_covered_is_found() {
    journey(async |stage| {
        let (listener, address) = listener().await;
        let router = Router::new().route("/", get(async || Html(PAGE)));
        let _serving = Serving::start(listener, router);
        let browser = stage.browser().await;
        browser.visit(&format!("http://{address}/")).await;
        browser.sees("taken").await;
        let lost = browser.script(LOST).await;
        let lost = lost.as_array().expect("a list").iter().filter_map(|it| it.as_str());
        let beginnings: Vec<_> = lost.map(|it| &it[..it.len().min(31)]).collect();
        assert_eq!(
            beginnings,
            [
                "sticks out: <p class=\"scrolls\">",
                "is cut off: <b>several lines of",
                "is covered: <a href=\"\">taken</a",
            ]
        );
    });
}
