//! Focus, selection and the dialog.

use app::shell::focus;
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
         <div id=on-behalf-of tabindex=-1></div><h2 id=verdict tabindex=-1></h2>
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
        focus::focus(target);
        assert_eq!(text("return document.activeElement.id"), id);
    }
}

#[wasm_bindgen_test]
fn a_target_that_is_not_there_leaves_the_focus_alone() {
    let _page = page("<input id=scope>");
    focus::focus(FocusTarget::Field(FieldName::Scope));
    focus::focus(FocusTarget::Verdict);
    focus::select_token();
    focus::open_dialog();
    assert_eq!(text("return document.activeElement.id"), "scope");
}

#[wasm_bindgen_test]
fn the_whole_token_is_selected_and_nothing_else() {
    let _page = page("before <div id=token tabindex=0><b>aa</b>.<b>bb</b>.<b>cc</b></div> after");
    focus::select_token();
    assert_eq!(text("return getSelection().toString().trim()"), "aa.bb.cc");
    assert_eq!(text("return document.activeElement.id"), "token");
}

#[wasm_bindgen_test]
fn the_dialog_is_opened_as_a_modal_one_and_only_once() {
    let _page = page("<dialog id=dialog><input id=scope></dialog>");
    focus::open_dialog();
    assert!(holds("return document.getElementById('dialog').matches(':modal')"));
    focus::open_dialog();
    run("document.getElementById('dialog').close()");
}
