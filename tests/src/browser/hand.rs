//! What a hand brings along from elsewhere: a text from the clipboard, a file from the desktop.

use std::path::Path;

use serde_json::{Value, json};
use thirtyfour::error::WebDriverError;

use super::{Browser, SELECT_ALL};
use crate::until;

/// Where an element is, in the window.
const MIDDLE: &str = "
    const [element] = arguments;
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = element.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];";

impl Browser {
    /// Pastes a text into a field, instead of what is there: all of it at once, whatever is in it.
    pub async fn paste(&self, name: &str, text: &str) {
        until(&format!("the field “{name}” to take a text"), async || {
            let field = self.try_find("textbox", name).await?;
            let selected = async { self.try_script(SELECT_ALL, vec![field.to_json()?]).await };
            selected.await.map_err(|error: WebDriverError| error.to_string())
        })
        .await;
        self.paste_here(text).await;
    }

    /// Pastes a text where the focus is.
    pub async fn paste_here(&self, text: &str) {
        self.devtools("Input.insertText", json!({ "text": text })).await;
    }

    /// Chooses a file as the field's own dialog does.
    pub async fn choose_file(&self, name: &str, file: &Path) {
        let field = self.find("button", name).await;
        let path = file.to_str().expect("the file has a name in Unicode");
        field.send_keys(path).await.expect("the file can be chosen");
    }

    /// Drags files over an element. They hang there.
    pub async fn drag_files(&self, role: &str, name: &str, files: &[&Path]) -> Dragged<'_> {
        let element = self.find(role, name).await;
        let element = element.to_json().expect("an element has a name");
        let middle = self.try_script(MIDDLE, vec![element]).await.expect("the element is there");
        let dragged = Dragged { browser: self, at: middle, files: json!(files) };
        dragged.moves("dragEnter").await;
        dragged.moves("dragOver").await;
        dragged
    }
}

/// Files that hang over the page.
pub struct Dragged<'a> {
    browser: &'a Browser,
    at: Value,
    files: Value,
}

impl Dragged<'_> {
    /// Lets them go.
    pub async fn drop(self) {
        self.moves("drop").await;
    }

    async fn moves(&self, how: &str) {
        const COPYING: u8 = 1;
        let data = json!({ "items": [], "files": self.files, "dragOperationsMask": COPYING });
        let event = json!({ "type": how, "x": self.at[0], "y": self.at[1], "data": data });
        self.browser.devtools("Input.dispatchDragEvent", event).await;
    }
}
