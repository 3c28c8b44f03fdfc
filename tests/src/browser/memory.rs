//! Everything that a page can leave behind in the browser.

use std::{fs, path::Path};

use serde_json::{Value, json};

use super::Browser;

/// What is kept now, by kind.
#[derive(Debug)]
pub struct Memory {
    /// `sessionStorage` of the page, as JSON.
    pub session_storage: Value,
    /// `localStorage` of the page, as JSON.
    pub local_storage: Value,
    /// Names of the databases of the page.
    pub databases: Value,
    /// Names of the caches of the page.
    pub caches: Value,
    /// Cookies of every site.
    pub cookies: Vec<Value>,
    /// What the page itself put into its history entry.
    pub history_state: Value,
    /// Every address in the tab's history.
    pub history: Vec<String>,
}

const MEMORY: &str = "
    (async () => ({
        session: {...sessionStorage},
        local: {...localStorage},
        databases: (await indexedDB.databases()).map(database => database.name),
        caches: await caches.keys(),
        state: history.state,
    }))()";

impl Browser {
    /// What is kept now for the page that is shown.
    pub async fn memory(&self) -> Memory {
        let page = self.awaited(MEMORY).await;
        let cookies = self.devtools("Storage.getCookies", json!({})).await;
        let history = self.devtools("Page.getNavigationHistory", json!({})).await;
        let entries = history["entries"].as_array().cloned().unwrap_or_default();
        let addresses = entries.iter().filter_map(|entry| entry["url"].as_str());
        Memory {
            session_storage: page["session"].clone(),
            local_storage: page["local"].clone(),
            databases: page["databases"].clone(),
            caches: page["caches"].clone(),
            cookies: cookies["cookies"].as_array().cloned().unwrap_or_default(),
            history_state: page["state"].clone(),
            history: addresses.map(str::to_owned).collect(),
        }
    }

    /// Files of the profile that contain a text. Call it after the journey's last page.
    pub fn files_with(&self, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        search(self.profile.path(), text.as_bytes(), &mut found);
        found
    }
}

fn search(folder: &Path, text: &[u8], found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => search(&path, text, found),
            Ok(kind) if kind.is_file() => {
                let contents = fs::read(&path).unwrap_or_default();
                if contents.windows(text.len()).any(|window| window == text) {
                    found.push(path.display().to_string());
                }
            }
            _ => {}
        }
    }
}
