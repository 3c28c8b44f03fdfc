//! Scripts in the page, which reach into open shadow roots as a person does without noticing them.

use serde_json::Value;
use thirtyfour::prelude::{ScriptRet, WebDriverResult};

use super::Browser;
use crate::until;

/// What every script can use: all elements, the one with the keyboard focus, and the visible text.
/// A shadow root's text is in no element's `innerText`, so it stands behind that of the document.
const PRELUDE: &str = "
    const everything = (root = document) => [...root.querySelectorAll('*')].flatMap(
        element => element.shadowRoot ? [element, ...everything(element.shadowRoot)] : [element]);
    const focused = () => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at;
    };
    const visibleText = () => {
        if (!document.body) return '';
        const shown = element => element.checkVisibility();
        const inside = everything().filter(element => element.shadowRoot && shown(element))
            .flatMap(host => [...host.shadowRoot.children].filter(shown));
        return [document.body, ...inside].map(element => element.innerText).join('\\n');
    };";

impl Browser {
    /// What a script gives back. The script is the body of a function, which can use
    /// `everything()`, `focused()` and `visibleText()`; these look into shadow roots too.
    pub async fn script(&self, script: &str) -> Value {
        self.try_script(script, vec![]).await.expect("the script fails")
    }

    /// Waits until a script, which only looks, gives back a value. Between two pages none is run.
    pub async fn tells(&self, what: &str, script: &str, wanted: Value) {
        until(what, async || match self.try_script(script, vec![]).await {
            Ok(value) if value == wanted => Ok(()),
            Ok(other) => Err(other.to_string()),
            Err(error) => Err(error.to_string()),
        })
        .await;
    }

    pub(super) async fn try_script(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> WebDriverResult<Value> {
        Ok(self.executed(script, arguments).await?.json().clone())
    }

    pub(super) async fn try_text(&self, script: &str) -> WebDriverResult<String> {
        let text = self.try_script(script, vec![]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// What a script gives back, as the driver tells it.
    pub(super) async fn executed(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> WebDriverResult<ScriptRet> {
        // In a function of its own: it may give its variables any name.
        let whole = format!(
            "{PRELUDE}\nreturn (function () {{\n{script}\n}}).apply(this, [...arguments]);"
        );
        self.driver.execute(whole, arguments).await
    }

    /// What a promise comes to. The script is an expression.
    pub async fn awaited(&self, promise: &str) -> Value {
        let script = format!(
            "const done = arguments[0];{PRELUDE}
             Promise.resolve({promise}).then(done, error => done('refused: ' + error));"
        );
        let answer = self.driver.execute_async(script, vec![]).await;
        answer.expect("the script fails").json().clone()
    }

    /// The text that is visible now.
    pub async fn text(&self) -> String {
        // Between two pages there is nothing to see.
        self.try_text("return visibleText();").await.unwrap_or_default()
    }
}
