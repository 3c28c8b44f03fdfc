//! Firefox's ways: WebDriver `BiDi`, and scripts with the browser's own rights.

pub(super) mod find;
pub(super) mod hand;
pub(super) mod heard;
pub(super) mod look;
pub(super) mod memory;
pub(super) mod traffic;

use std::path::Path;

use reqwest::Method;
use serde_json::{Value, json};
use thirtyfour::{
    RequestData, SessionId, common::command::FormatRequestData, prelude::WebDriverResult,
};

use super::Browser;
use crate::Environment;

/// The same size and language everywhere, nothing that moves, clocks that do not blur, and windows
/// only when the person clicked, as the driver's own settings would not have it.
fn settings() -> Value {
    json!({
        "intl.accept_languages": "en-US",
        "layout.css.devPixelsPerPx": "1.0",
        "ui.prefersReducedMotion": 1,
        "privacy.reduceTimerPrecision": false,
        "dom.disable_open_during_load": true,
        // Processes that are kept ready for pages to come cost memory and time.
        "dom.ipc.processPrelaunch.enabled": false,
    })
}

pub(super) fn capabilities(profile: &Path) -> Value {
    json!({
        "browserName": "firefox",
        "webSocketUrl": true,
        "moz:firefoxOptions": {
            "binary": Environment::firefox(),
            "args": ["-headless", "-width", "1280", "-height", "900", "-profile", profile],
            "prefs": settings(),
        },
    })
}

/// Whose rights the next scripts have.
#[derive(Debug, Clone, Copy)]
enum Rights {
    Page,
    Browser,
}

impl FormatRequestData for Rights {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let context = match self {
            Self::Page => "content",
            Self::Browser => "chrome",
        };
        let address = format!("session/{session}/moz/context");
        RequestData::new(Method::POST, address).add_body(json!({ "context": context }))
    }
}

impl Browser {
    /// What a script gives back that runs outside of the page, with the browser's own rights. The
    /// script is the body of a function, in the window around the page: `gBrowser` is there.
    async fn around(&self, script: &str, arguments: Vec<Value>) -> Value {
        let done = self.try_around(script, arguments).await;
        done.unwrap_or_else(|error| panic!("the browser does not do what it should: {error}"))
    }

    async fn try_around(&self, script: &str, arguments: Vec<Value>) -> WebDriverResult<Value> {
        self.driver.cmd(Rights::Browser).await?;
        let done = self.driver.execute(script, arguments).await;
        self.driver.cmd(Rights::Page).await?;
        Ok(done?.json().clone())
    }

    /// Changes the browser's settings, each by its name.
    async fn set(&self, settings: &Value) {
        const SET: &str = "
            for (const [name, value] of Object.entries(arguments[0])) {
                const kind = { boolean: 'Bool', number: 'Int', string: 'String' }[typeof value];
                Services.prefs[`set${kind}Pref`](name, value);
            }";
        self.around(SET, vec![settings.clone()]).await;
    }
}
