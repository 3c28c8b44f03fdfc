//! The page's address.

use app::shell::address;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Changed, holds, run, text};

/// Where the test page stands, so that it can be left as it was.
fn at(place: &str) -> Changed {
    run("window.there ??= location.pathname + location.search");
    let script = format!("history.replaceState({{ kept: 1 }}, '', '{place}')");
    Changed::by(&script, "history.replaceState(null, '', window.there)")
}

#[wasm_bindgen_test]
fn only_the_callbacks_parameters_leave_the_address_bar() {
    let _there =
        at("/some/page?tab=j%77t&code=abc&x=1&state=s&error_description=d#/part?code=stays");
    run("window.entries = history.length");
    assert_eq!(address::query(), "?tab=j%77t&code=abc&x=1&state=s&error_description=d");
    address::clean();
    assert_eq!(
        text("return location.pathname + location.search + location.hash"),
        "/some/page?tab=j%77t&x=1#/part?code=stays"
    );
    assert!(holds("return history.length == window.entries && history.state.kept == 1"));
}

#[wasm_bindgen_test]
fn nothing_is_left_of_a_query_that_was_only_a_callback() {
    let _there = at("/?code=abc&state=s");
    address::clean();
    assert!(holds("return location.href == location.origin + '/'"));
}

/// The page around a widget may have a base of its own, on another site too.
#[wasm_bindgen_test]
fn a_callback_leaves_the_address_bar_whatever_the_pages_base_is() {
    let _there = at("/cockpit/jwt?code=abc&state=s#/part");
    let base =
        "document.head.insertAdjacentHTML('afterbegin', '<base href=\"https://cdn.example/\">')";
    let _base = Changed::by(base, "document.querySelector('base').remove()");
    address::restore("?tab=a%20b#/part");
    assert!(holds("return location.href == location.origin + '/cockpit/jwt?tab=a%20b#/part'"));
}

#[wasm_bindgen_test]
fn the_own_address_has_neither_query_nor_fragment_nor_file_name() {
    let origin = text("return location.origin");
    for (place, path) in [("/?a=b#c", "/"), ("/jwt/index.html?a", "/jwt/"), ("/jwt", "/jwt")] {
        let _there = at(place);
        assert_eq!(address::own().unwrap().as_str(), format!("{origin}{path}"));
    }
}

#[wasm_bindgen_test]
fn an_address_that_cannot_be_a_redirect_uri_says_why() {
    let _there = at("/a%20b/");
    assert!(address::own().unwrap_err().to_string().contains("contains a percent escape"));
}
