//! Files that the person chose or dropped.

use app::shell::files;
use domain::inspect::FileFault;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::FileList;

use super::{holds, run};

/// Files with these contents, each an expression.
fn list(contents: &[&str]) -> FileList {
    let files: Vec<_> =
        contents.iter().map(|content| format!("new File([{content}], 'a')")).collect();
    let script = format!(
        "const carried = new DataTransfer();
         for (const file of [{}]) carried.items.add(file);
         return carried.files",
        files.join(", ")
    );
    run(&script).unchecked_into()
}

async fn read(contents: &[&str]) -> Result<String, FileFault> {
    files::text_of(&list(contents)).await.map(|text| text.expose().to_owned())
}

#[wasm_bindgen_test]
async fn the_text_of_one_file_is_read() {
    assert_eq!(read(&["'eyJ\\u00e9\\u{1F511}'"]).await.unwrap(), "eyJé🔑");
    assert_eq!(read(&["new Uint8Array()"]).await.unwrap(), "");
    let largest = read(&["'a'.repeat(1024 * 1024)"]).await.unwrap();
    assert_eq!(largest.len(), 1024 * 1024);
}

#[wasm_bindgen_test]
async fn anything_else_is_refused_with_its_reason() {
    assert_eq!(read(&["'a'.repeat(1024 * 1024 + 1)"]).await, Err(FileFault::TooLarge));
    assert_eq!(read(&["new Uint8Array([0x80])"]).await, Err(FileFault::NotText));
    assert_eq!(read(&["new Uint8Array([0xff, 0xfe, 0x65, 0])"]).await, Err(FileFault::NotText));
    assert_eq!(read(&["'a'", "'b'"]).await, Err(FileFault::Several));
    assert_eq!(read(&[]).await, Err(FileFault::Unreadable));
}

#[wasm_bindgen_test]
async fn a_file_that_is_gone_cannot_be_read() {
    let _gone = super::Changed::by(
        "window.arrayBuffer = Blob.prototype.arrayBuffer;
         Blob.prototype.arrayBuffer = async () => { throw new DOMException('', 'NotFoundError') }",
        "Blob.prototype.arrayBuffer = window.arrayBuffer",
    );
    assert_eq!(read(&["'a'"]).await, Err(FileFault::Unreadable));
}

/// Whether the browser still does what it does by itself with something dragged.
fn goes_on(event: &str, carried: &str) -> bool {
    holds(&format!(
        "const dataTransfer = new DataTransfer(); {carried};
         return document.body.dispatchEvent(
            new DragEvent('{event}', {{ bubbles: true, cancelable: true, dataTransfer }}))"
    ))
}

const FILE: &str = "dataTransfer.items.add(new File(['a'], 'a'))";

#[wasm_bindgen_test]
fn a_file_dropped_anywhere_does_not_replace_the_page() {
    let _listeners = files::keep_the_page();
    assert!(!goes_on("dragover", FILE) && !goes_on("drop", FILE));
    let text = "dataTransfer.setData('text/plain', 'eyJ')";
    assert!(goes_on("dragover", text) && goes_on("drop", text));
}

#[wasm_bindgen_test]
fn the_style_sheet_sees_a_file_that_hangs_over_the_page() {
    const HANGS: &str = "return document.documentElement.hasAttribute('data-dragging')";
    let _listeners = files::keep_the_page();
    assert!(!holds(HANGS));
    for end in ["drop", "dragleave", "dragend"] {
        goes_on("dragover", FILE);
        assert!(holds(HANGS));
        run("document.body.dispatchEvent(
            new DragEvent('dragleave', { bubbles: true, relatedTarget: document.body }))");
        assert!(holds(HANGS), "only from one element to the next");
        run(&format!("document.body.dispatchEvent(new DragEvent('{end}', {{ bubbles: true }}))"));
        assert!(!holds(HANGS), "{end}");
    }
}
