//! The part of the page that the address names.

use app::{shell::place, view::Place};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Changed, run, text};

/// Until dropped, the address has this fragment.
fn at(fragment: &str) -> Changed {
    run("window.there ??= location.pathname + location.search");
    let script = format!("history.replaceState(null, '', window.there + '{fragment}')");
    Changed::by(&script, "history.replaceState(null, '', window.there)")
}

#[wasm_bindgen_test]
fn only_one_fragment_names_another_place() {
    for (fragment, place) in [
        ("", Place::Generate),
        ("#", Place::Generate),
        ("#inspect", Place::Inspect),
        ("#Inspect", Place::Generate),
        ("#inspect/", Place::Generate),
        ("#generate", Place::Generate),
        ("?inspect", Place::Generate),
    ] {
        let _there = at(fragment);
        assert_eq!(place::named(), place, "{fragment}");
    }
}

#[wasm_bindgen_test]
fn the_document_is_called_by_its_place() {
    let _title = Changed::by("window.title = document.title", "document.title = window.title");
    place::entitle(Place::Inspect);
    assert_eq!(text("return document.title"), "Inspect a JWT – cockpit-jwt");
    place::entitle(Place::Generate);
    assert_eq!(text("return document.title"), "Generate a JWT – cockpit-jwt");
}
