//! Everything that a page can leave behind in the browser.

use serde_json::Value;

use super::{Browser, way};
use crate::Files;

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

/// What a page does not leave must be searched for where pages leave something.
const LEAVE_CONTROLS: &str = "
    sessionStorage.setItem('control', 'left-in-the-session-storage');
    localStorage.setItem('control', 'left-in-the-local-storage');";

impl Browser {
    /// What is kept now for the page that is shown.
    pub async fn memory(&self) -> Memory {
        let page = self.awaited(MEMORY).await;
        Memory {
            session_storage: page["session"].clone(),
            local_storage: page["local"].clone(),
            databases: page["databases"].clone(),
            caches: page["caches"].clone(),
            cookies: way!(self, memory::cookies()),
            history_state: page["state"].clone(),
            history: way!(self, memory::history()),
        }
    }

    /// Ends the browser, so that it writes everything it keeps, and reads all files of its profile.
    /// What the page itself put there on purpose is found in them, and so is its address.
    pub async fn left_behind(&self) -> Files {
        let page = self.address().await;
        self.script(LEAVE_CONTROLS).await;
        self.quit().await;
        way!(self, memory::has_ended());
        let files = Files::below(self.profile.path());
        for control in ["left-in-the-session-storage", "left-in-the-local-storage", &page] {
            assert_ne!(files.with(control), Vec::<&str>::new(), "{control} should be found");
        }
        files
    }
}
