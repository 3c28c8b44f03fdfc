//! Focus, selection and the dialog.

use app::{
    shell::{focus, surface::Surface},
    view::id,
};
use domain::{FieldName, FocusTarget};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Changed, holds, run, text};

fn page(html: &str) -> Changed {
    let script = format!(
        "window.probe = document.createElement('div'); probe.innerHTML = `{html}`;
         document.body.append(probe)"
    );
    Changed::by(&script, "window.probe.remove()")
}

#[wasm_bindgen_test]
fn the_focus_goes_where_the_flow_sends_it() {
    let _page = page(
        "<button id=generate></button><input id=scope><input id=audience><input id=validity>
         <input type=radio id=on-behalf-of><h2 id=verdict tabindex=-1></h2>
         <h2 id=failure tabindex=-1></h2>",
    );
    for (target, id) in [
        (FocusTarget::Generate, "generate"),
        (FocusTarget::Field(FieldName::OnBehalfOf), "on-behalf-of"),
        (FocusTarget::Field(FieldName::Scope), "scope"),
        (FocusTarget::Field(FieldName::Audience), "audience"),
        (FocusTarget::Field(FieldName::Validity), "validity"),
        (FocusTarget::Verdict, "verdict"),
        (FocusTarget::Failure, "failure"),
    ] {
        focus::on(&Surface::page(), id::of(target));
        assert_eq!(text("return document.activeElement.id"), id);
    }
}

#[wasm_bindgen_test]
fn a_target_that_is_not_there_leaves_the_focus_alone() {
    let _page = page("<input id=scope>");
    focus::on(&Surface::page(), "scope");
    focus::on(&Surface::page(), id::of(FocusTarget::Verdict));
    focus::select_text(&Surface::page());
    focus::open_dialog(&Surface::page());
    assert_eq!(text("return document.activeElement.id"), "scope");
}

#[wasm_bindgen_test]
fn the_whole_token_is_selected_and_nothing_else() {
    let _page = page("before <div id=token tabindex=0><b>aa</b>.<b>bb</b>.<b>cc</b></div> after");
    focus::select_text(&Surface::page());
    assert_eq!(text("return getSelection().toString().trim()"), "aa.bb.cc");
    assert_eq!(text("return document.activeElement.id"), "token");
    run("probe.insertAdjacentHTML('beforeend', '<div id=copy-text tabindex=0>the header</div>')");
    focus::select_text(&Surface::page());
    assert_eq!(text("return getSelection().toString().trim()"), "the header");
    assert_eq!(text("return document.activeElement.id"), "copy-text");
}

#[wasm_bindgen_test]
fn the_dialog_is_opened_as_a_modal_one_and_only_once() {
    let _page = page("<dialog id=dialog><input id=scope></dialog>");
    let _counted = Changed::by(
        "window.showModal = HTMLDialogElement.prototype.showModal; window.opened = 0;
         HTMLDialogElement.prototype.showModal = function () { opened++; showModal.call(this) }",
        "HTMLDialogElement.prototype.showModal = window.showModal",
    );
    focus::open_dialog(&Surface::page());
    assert!(holds("return document.getElementById('dialog').matches(':modal')"));
    focus::open_dialog(&Surface::page());
    assert!(holds("return opened == 1"));
    run("document.getElementById('dialog').close()");
}

#[wasm_bindgen_test]
fn what_hides_a_mistake_is_unfolded_before_the_focus_goes_there() {
    let _page =
        page("<details id=more class=more><summary>More</summary><input id=validity></details>");
    focus::on(&Surface::page(), "validity");
    assert!(holds("return !document.getElementById('more').open"));
    run("document.getElementById('more').dataset.state = 'matters'");
    focus::on(&Surface::page(), "validity");
    assert_eq!(text("return document.activeElement.id"), "validity");
}
