//! The page on paper.

use app::shell::{print, surface::Surface};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Changed, holds, run, text};

/// Which of the folded parts are open.
const OPEN: &str =
    "return [...document.querySelectorAll('details[open]')].map((it) => it.id).join()";

#[wasm_bindgen_test]
fn everything_is_unfolded_for_the_paper_and_folded_again() {
    let _page = Changed::by(
        "window.probe = document.createElement('div');
         probe.innerHTML = `<details id=a></details><details id=b open><details id=c></details></details>`;
         document.body.append(probe)",
        "window.probe.remove()",
    );
    let listeners = print::unfold_for_print(&Surface::page());
    for _ in 0..2 {
        run("window.dispatchEvent(new Event('beforeprint'))");
        assert_eq!(text(OPEN), "a,b,c");
        run("window.dispatchEvent(new Event('afterprint'))");
        assert_eq!(text(OPEN), "b");
    }
    assert!(holds("return !probe.innerHTML.includes('data-')"));
    drop(listeners);
    run("window.dispatchEvent(new Event('beforeprint'))");
    assert_eq!(text(OPEN), "b");
}

#[wasm_bindgen_test]
fn the_browser_is_asked_to_print() {
    let _printer = Changed::by(
        "window.realPrint = window.print; window.printed = 0; window.print = () => { printed++ }",
        "window.print = window.realPrint",
    );
    print::print();
    assert!(holds("return printed == 1"));
}
