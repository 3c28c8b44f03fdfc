//! What a hand brings along from elsewhere: a text from the clipboard, a file from the desktop.

use std::{
    fs,
    path::{Path, PathBuf},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use thirtyfour::{
    WebElement,
    error::WebDriverError,
    prelude::{ScriptRet, WebDriverResult},
};

use super::{Browser, SELECT_ALL, way};
use crate::{World, until};

/// Where an element is, in the window.
const MIDDLE: &str = "
    const [element] = arguments;
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = element.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];";

/// The field for a file with this label.
const FOR_A_FILE: &str = "
    const [wanted] = arguments;
    const isCalled = element => [...element.labels].some(label => label.textContent.trim() === wanted);
    return everything().find(element => element.type === 'file' && isCalled(element));";

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
        way!(self, hand::insert(text));
    }

    /// The accessible name of the field for a file with this label. Browsers put more into it, in
    /// words of their own.
    pub async fn file_field(&self, label: &str) -> String {
        let field = self.field_for_a_file(label).await;
        let name: WebDriverResult<String> = way!(self, find::name_of(&field));
        name.expect("the field has a name")
    }

    /// Chooses a file as the field's own dialog does.
    pub async fn choose_file(&self, label: &str, file: &Path) {
        let field = self.field_for_a_file(label).await;
        let path = file.to_str().expect("the file has a name in Unicode");
        field.send_keys(path).await.expect("the file can be chosen");
    }

    async fn field_for_a_file(&self, label: &str) -> WebElement {
        until(&format!("the field “{label}” for a file"), async || {
            let found = self.executed(FOR_A_FILE, vec![json!(label)]).await;
            found.and_then(ScriptRet::element).map_err(|error| error.to_string())
        })
        .await
    }

    /// Drags files over an element. They hang there.
    pub async fn drag_files(&self, role: &str, name: &str, files: &[&Path]) -> Dragged<'_> {
        let element = self.find(role, name).await;
        let element = element.to_json().expect("an element has a name");
        let at = self.try_script(MIDDLE, vec![element]).await.expect("the element is there");
        let files = files.iter().map(|path| File { path: path.to_path_buf() }).collect();
        let dragged = Dragged { browser: self, at, files };
        dragged.goes_on(Hovering::Enters).await;
        dragged.goes_on(Hovering::Stays).await;
        dragged
    }

    /// What the clipboard holds.
    pub async fn clipboard(&self, world: &World) -> String {
        way!(self, hand::clipboard(world))
    }

    /// Lets no page of this origin write to the clipboard.
    pub async fn refuse_clipboard(&self, origin: &str) {
        way!(self, hand::refuse_clipboard(origin));
    }
}

/// Files that hang over the page.
pub struct Dragged<'a> {
    browser: &'a Browser,
    at: Value,
    files: Vec<File>,
}

/// What happens to them.
#[derive(Debug, Clone, Copy)]
pub(super) enum Hovering {
    Enters,
    Stays,
    Falls,
}

/// One of them.
pub(super) struct File {
    pub(super) path: PathBuf,
}

impl File {
    pub(super) fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    pub(super) fn in_base64(&self) -> String {
        STANDARD.encode(fs::read(&self.path).expect("the file can be read"))
    }
}

impl Dragged<'_> {
    /// Lets them go.
    pub async fn drop(self) {
        self.goes_on(Hovering::Falls).await;
    }

    async fn goes_on(&self, how: Hovering) {
        way!(self.browser, hand::drag(how, &self.at, &self.files));
    }
}
