//! Text, files and the clipboard, past keyboard and mouse.

use serde_json::{Value, json};

use super::super::hand::{File, Hovering};
#[cfg(doc)]
use crate::Lack;
use crate::{Browser, World, until};

/// As one edit, like a paste.
pub(in super::super) async fn insert(browser: &Browser, text: &str) {
    const INSERT: &str = "return document.execCommand('insertText', false, arguments[0]);";
    let inserted = browser.try_script(INSERT, vec![json!(text)]).await;
    assert_eq!(inserted.expect("the script fails"), true, "the focus is on nothing to write in");
}

/// The page is told of files as if they came from the desktop: [`Lack::Desktop`].
pub(in super::super) async fn drag(browser: &Browser, how: Hovering, at: &Value, files: &[File]) {
    const TELL: &str = "
        const [kind, [x, y], files] = arguments;
        const dataTransfer = new DataTransfer();
        for (const { name, content } of files) {
            const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
            dataTransfer.items.add(new File([bytes], name));
        }
        let below = document.elementFromPoint(x, y);
        while (below.shadowRoot) {
            const deeper = below.shadowRoot.elementFromPoint(x, y);
            if (!deeper || deeper === below) break;
            below = deeper;
        }
        below.dispatchEvent(new DragEvent(kind, {
            bubbles: true, cancelable: true, composed: true, clientX: x, clientY: y, dataTransfer,
        }));";
    let how = match how {
        Hovering::Enters => "dragenter",
        Hovering::Stays => "dragover",
        Hovering::Falls => "drop",
    };
    let files: Vec<_> = files
        .iter()
        .map(|file| json!({ "name": file.name(), "content": file.in_base64() }))
        .collect();
    let told = browser.try_script(TELL, vec![json!(how), at.clone(), json!(files)]).await;
    told.expect("the page can be told");
}

/// Behind the last stop of a page come the browser's own bars, of which keys know nothing that are
/// pressed by the driver: they go on in a page that has lost the focus. A person would come back
/// through the bars, to the page's first stop.
pub(in super::super) async fn come_back_from_the_bars(browser: &Browser) {
    const AT: &str = "return [focused() === document.body, document.hasFocus()];";
    let at = async || browser.try_script(AT, vec![]).await.unwrap_or_default();
    if at().await[0] != true {
        return;
    }
    let has_focus = async |wanted: bool| {
        until("the focus on its way", async || {
            if at().await[1] == wanted { Ok(()) } else { Err("it stays".to_owned()) }
        })
        .await;
    };
    has_focus(false).await;
    browser.around("gBrowser.selectedBrowser.focus();", vec![]).await;
    has_focus(true).await;
}

/// Read by the browser, which may.
pub(in super::super) async fn clipboard(browser: &Browser, _: &World) -> String {
    let text = browser.around("return navigator.clipboard.readText();", vec![]).await;
    text.as_str().expect("a clipboard holds a text").to_owned()
}

/// From every page.
pub(in super::super) async fn refuse_clipboard(browser: &Browser, _: &str) {
    browser.set(&json!({ "dom.allow_cut_copy": false })).await;
}
