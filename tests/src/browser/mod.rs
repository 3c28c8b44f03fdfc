//! A browser with a fresh profile, used as a person uses it: by role and accessible name.

mod chromium;
mod find;
mod firefox;
mod hand;
mod look;
mod memory;
mod script;
mod traffic;
mod windows;

use std::{cell::RefCell, time::Duration};

use firefox::heard::Heard;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{
    Capabilities, Key, WebDriver, WebElement, WindowHandle,
    error::{WebDriverError, WebDriverResult},
};

pub use hand::Dragged;
pub use look::{Medium, Scheme};
pub use memory::Memory;
pub use traffic::{Request, Traffic, parameter};

use crate::{Engine, driver::Driver, until};

/// Does something in the way of the browser's engine.
macro_rules! way {
    ($browser:expr, $concern:ident::$act:ident($($argument:expr),*)) => {
        match $browser.engine {
            $crate::Engine::Chromium => {
                $crate::browser::chromium::$concern::$act($browser, $($argument),*).await
            }
            $crate::Engine::Firefox => {
                $crate::browser::firefox::$concern::$act($browser, $($argument),*).await
            }
        }
    };
}
use way;

/// A person scrolls until what they want lies free, not only inside the window.
const AIM: &str = "
    const [element] = arguments;
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    window.landed = false;
    const land = () => { window.landed = true; };
    element.addEventListener('click', land, { once: true, capture: true });";

/// The keys that follow go into the field that has the focus, and replace what is selected there.
const SELECT_ALL: &str = "arguments[0].focus(); arguments[0].select();";

/// A running browser.
pub struct Browser {
    engine: Engine,
    driver: WebDriver,
    /// The driver's process, until the browser has ended.
    process: RefCell<Option<Driver>>,
    profile: TempDir,
    /// In the order in which they were noticed.
    windows: RefCell<Vec<WindowHandle>>,
    heard: Option<Heard>,
}

impl Browser {
    /// Starts one whose profile is empty.
    pub(crate) async fn start(engine: Engine) -> Self {
        let profile = tempfile::tempdir().expect("there is no room for the browser's profile");
        let process = Driver::start(engine);
        let own = match engine {
            Engine::Chromium => chromium::capabilities(profile.path()),
            Engine::Firefox => firefox::capabilities(profile.path()),
        };
        let driver = session(&process, own).await;
        let heard = match engine {
            Engine::Chromium => None,
            Engine::Firefox => Some(Heard::begin(&driver).await),
        };
        let process = RefCell::new(Some(process));
        Self { engine, driver, process, profile, windows: RefCell::default(), heard }
    }

    /// Its engine.
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    const fn heard(&self) -> &Heard {
        self.heard.as_ref().expect("this browser is listened to")
    }

    /// Goes to an address.
    pub async fn visit(&self, address: &str) {
        self.driver.goto(address).await.expect("the browser cannot go there");
    }

    /// Loads the page again, and waits until the old one is gone: not every driver does.
    pub async fn reload(&self) {
        self.script("window.isOld = true;").await;
        self.driver.refresh().await.expect("the browser cannot reload");
        self.tells("the page anew", "return window.isOld === true;", Value::Bool(false)).await;
    }

    /// Goes back in the history, from a page that is complete: while it loads, Firefox may forget it.
    /// What is there then is another page, or the same one at another address.
    pub async fn back(&self) {
        let complete = "window.from = location.href; return document.readyState === 'complete';";
        self.tells("a complete page", complete, Value::Bool(true)).await;
        self.driver.back().await.expect("the browser cannot go back");
        let there = "return window.from !== location.href;";
        self.tells("what was there before", there, Value::Bool(true)).await;
    }

    /// The address that the address bar shows.
    pub async fn address(&self) -> String {
        self.driver.current_url().await.expect("the browser has no address").to_string()
    }

    /// Waits until the address fulfils a condition, and gives it.
    pub async fn address_where(&self, what: &str, fits: impl Fn(&str) -> bool) -> String {
        until(what, async || {
            let address = self.address().await;
            if fits(&address) { Ok(address) } else { Err(address) }
        })
        .await
    }

    /// Waits until a text is visible.
    pub async fn sees(&self, text: &str) {
        until(&format!("the text “{text}”"), async || {
            let visible = self.text().await;
            if visible.contains(text) { Ok(()) } else { Err(visible) }
        })
        .await;
    }

    /// That a text is not visible on the page, which is there.
    pub async fn sees_no(&self, text: &str) {
        let visible = until("a page with a text", async || {
            let visible = self.text().await;
            if visible.is_empty() { Err("an empty one".to_owned()) } else { Ok(visible) }
        })
        .await;
        assert!(!visible.contains(text), "“{text}” should not be visible:\n{visible}");
    }

    /// Waits for an element, found by its role and its accessible name.
    pub async fn find(&self, role: &str, name: &str) -> WebElement {
        until(&format!("the {role} “{name}”"), async || self.try_find(role, name).await).await
    }

    /// That no element with this role and accessible name is on the page, which is there.
    pub async fn has_no(&self, role: &str, name: &str) {
        let found = until("a complete page", async || self.all(role, name).await).await;
        assert_eq!(found.len(), 0, "there should be no {role} “{name}”");
    }

    /// Clicks on an element as soon as it is there and nothing covers it.
    pub async fn click(&self, role: &str, name: &str) {
        until(&format!("a click on the {role} “{name}”"), async || {
            let element = self.try_find(role, name).await?;
            self.click_on(&element).await
        })
        .await;
    }

    /// Clicks, and sees to it that the click landed: a page that moves takes it away from under the
    /// pointer.
    async fn click_on(&self, element: &WebElement) -> Result<(), String> {
        let aimed = async {
            self.try_script(AIM, vec![element.to_json()?]).await?;
            element.click().await
        };
        aimed.await.map_err(|error: WebDriverError| error.to_string())?;
        match self.try_script("return window.landed;", vec![]).await {
            Ok(landed) if landed == false => Err("the click went past it".to_owned()),
            // Another page is there already, or about to come.
            Ok(_) | Err(_) => Ok(()),
        }
    }

    /// Opens or closes what is folded up behind a summary, which has no role in ARIA.
    pub async fn unfold(&self, summary: &str) {
        self.click("", summary).await;
    }

    /// Replaces the text of a field.
    pub async fn fill(&self, name: &str, text: &str) {
        until(&format!("the field “{name}” to take a text"), async || {
            let field = self.try_find("textbox", name).await?;
            let typed = async {
                // Keys for this differ between systems.
                self.try_script(SELECT_ALL, vec![field.to_json()?]).await?;
                match text {
                    "" => field.send_keys(Key::Delete + "").await,
                    text => field.send_keys(text).await,
                }
            };
            typed.await.map_err(|error: WebDriverError| error.to_string())
        })
        .await;
    }

    /// The text in a field.
    pub async fn value(&self, name: &str) -> String {
        let field = self.find("textbox", name).await;
        field.value().await.expect("the field has no value").unwrap_or_default()
    }

    /// Presses keys wherever the focus is.
    pub async fn press(&self, keys: &[Key]) {
        let mut chain = self.driver.action_chain();
        for key in keys {
            chain = chain.key_down(key.clone()).key_up(key.clone());
        }
        chain.perform().await.expect("the keys cannot be pressed");
        if keys.iter().any(|key| matches!(key, Key::Tab)) {
            way!(self, hand::come_back_from_the_bars());
        }
    }

    /// Types a text wherever the focus is, key by key.
    pub async fn type_here(&self, text: &str) {
        let typed = self.driver.action_chain().send_keys(text).perform().await;
        typed.expect("the text can be typed");
    }

    /// What the driver and the browser complained about.
    pub(crate) fn complaints(&self) -> String {
        self.process.borrow().as_ref().map(Driver::complaints).unwrap_or_default()
    }

    /// Ends the browser, if it has not ended yet.
    pub(crate) async fn quit(&self) {
        let Some(process) = self.process.take() else { return };
        let _: WebDriverResult<()> = self.driver.clone().quit().await;
        process.stop().await;
    }
}

async fn session(process: &Driver, mut capabilities: Value) -> WebDriver {
    // Everything that depends on a page waits for what it wants to see there.
    capabilities["pageLoadStrategy"] = json!("none");
    capabilities["unhandledPromptBehavior"] = json!("ignore");
    let capabilities: Capabilities =
        serde_json::from_value(capabilities).expect("the capabilities are an object");
    let session = WebDriver::builder(process.address(), capabilities)
        .request_timeout(Duration::from_secs(30))
        .await;
    session.unwrap_or_else(|error| {
        panic!("the browser does not start: {error}\n{}", process.complaints())
    })
}

#[cfg(test)]
mod tests;
