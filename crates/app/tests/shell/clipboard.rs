//! The clipboard.

use app::shell::clipboard::{self, ClipboardRefused};
use domain::{CopyFormat, CopyText, jwt::UntrustedJwt};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Changed, text};

fn token() -> CopyText {
    let token = UntrustedJwt::parse("eyJhbGciOiJFUzM4NCJ9.e30.AA").unwrap();
    CopyText::of(&token, CopyFormat::Token, None).unwrap()
}

const BACK: &str = "Clipboard.prototype.writeText = window.writeText";

#[wasm_bindgen_test]
async fn the_text_arrives_as_it_is() {
    let _willing = Changed::by(
        "window.writeText = Clipboard.prototype.writeText;
         Clipboard.prototype.writeText = async (text) => { window.written = text }",
        BACK,
    );
    assert_eq!(clipboard::copy(&token()).await, Ok(()));
    assert_eq!(text("return window.written"), "eyJhbGciOiJFUzM4NCJ9.e30.AA");
}

#[wasm_bindgen_test]
async fn the_browser_is_asked_while_the_click_counts() {
    let _willing = Changed::by(
        "window.writeText = Clipboard.prototype.writeText; window.written = '';
         Clipboard.prototype.writeText = async (text) => { window.written = text }",
        BACK,
    );
    let copying = clipboard::copy(&token());
    assert_eq!(text("return window.written"), "eyJhbGciOiJFUzM4NCJ9.e30.AA");
    copying.await.unwrap();
}

#[wasm_bindgen_test]
async fn a_refusal_is_told() {
    let _refusing = Changed::by(
        "window.writeText = Clipboard.prototype.writeText;
         Clipboard.prototype.writeText = async () => { throw new DOMException('no', 'NotAllowedError') }",
        BACK,
    );
    assert_eq!(clipboard::copy(&token()).await, Err(ClipboardRefused));
}

#[wasm_bindgen_test]
async fn a_page_without_a_clipboard_is_refused() {
    let _insecure = Changed::by(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined })",
        "delete navigator.clipboard",
    );
    assert_eq!(clipboard::copy(&token()).await, Err(ClipboardRefused));
}
