//! The live regions.

use app::shell::{live, surface::Surface};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Changed, run, text};

fn page(html: &str) -> Changed {
    let script = format!(
        "window.regions = document.createElement('div'); regions.innerHTML = `{html}`;
         document.body.append(regions)"
    );
    Changed::by(&script, "window.regions.remove()")
}

#[wasm_bindgen_test]
fn the_open_dialog_speaks_for_the_page() {
    let _page = page("<div id=live></div><div id=dialog-live></div>");
    live::say(&Surface::page(), "Use `a`.");
    assert_eq!(text("return document.getElementById('dialog-live').textContent"), "Use a.");
    run("document.getElementById('dialog-live').remove()");
    live::say(&Surface::page(), "Token copied.");
    assert_eq!(text("return document.getElementById('live').textContent"), "Token copied.");
    live::clear(&Surface::page());
    assert_eq!(text("return document.getElementById('live').textContent"), "");
}

#[wasm_bindgen_test]
fn the_same_sentence_is_said_again() {
    let _page = page("<div id=live></div>");
    live::say(&Surface::page(), "Token copied.");
    run("window.said = document.getElementById('live').firstChild");
    live::say(&Surface::page(), "Token copied.");
    assert_ne!(text("return String(said == document.getElementById('live').firstChild)"), "true");
}

#[wasm_bindgen_test]
fn without_a_region_nothing_is_said() {
    live::say(&Surface::page(), "Nobody hears this.");
    assert_eq!(text("return String(document.getElementById('live'))"), "null");
}
