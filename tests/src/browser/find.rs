//! Finds elements as assistive technology would: by computed role and name.

use serde_json::{Value, json};
use thirtyfour::WebElement;

use super::Browser;

/// The browser computes both; an element that is hidden or inert has neither. A page that is still
/// loading moves, so it counts only when it is complete.
const FIND: &str = "
    const [role, name] = arguments;
    if (document.readyState !== 'complete') return null;
    return everything().filter(
        element => element.computedRole === role && element.computedName === name);";

/// All elements with a role that a person can use, for the message when one is missing.
const LIST: &str = "
    const roles = ['button', 'link', 'textbox', 'radio', 'checkbox', 'dialog', 'heading', 'alert',
        'status', 'combobox', 'spinbutton', 'DisclosureTriangle', 'group'];
    return everything().filter(element => roles.includes(element.computedRole))
        .map(element => `${element.computedRole} “${element.computedName}”`).join(', ');";

impl Browser {
    /// Everything with this role and name; an error while the page is not complete.
    pub(super) async fn all(&self, role: &str, name: &str) -> Result<Vec<WebElement>, String> {
        let arguments: Vec<Value> = vec![json!(role), json!(name)];
        let answer = self.executed(FIND, arguments).await;
        let found = answer.map_err(|error| error.to_string())?;
        if found.json().is_null() {
            return Err(format!("a page that is still loading:\n{}", self.text().await));
        }
        found.elements().map_err(|error| error.to_string())
    }

    pub(super) async fn try_find(&self, role: &str, name: &str) -> Result<WebElement, String> {
        match <[WebElement; 1]>::try_from(self.all(role, name).await?) {
            Ok([element]) => Ok(element),
            Err(none) if none.is_empty() => Err(self.on_offer().await),
            Err(several) => Err(format!("{} of them", several.len())),
        }
    }

    async fn on_offer(&self) -> String {
        let list = self.try_script(LIST, vec![]).await;
        let list = list.ok().and_then(|list| list.as_str().map(str::to_owned)).unwrap_or_default();
        format!("{list}\n{}", self.text().await)
    }

    /// Role and name of the element that has the keyboard focus, as `button “Confirm”`.
    pub async fn focused(&self) -> String {
        let script = "
            const element = focused();
            return element ? `${element.computedRole} “${element.computedName}”` : '';";
        let focused = self.try_script(script, vec![]).await;
        focused.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Waits until the focus is on an element.
    pub async fn focus_is_on(&self, role: &str, name: &str) {
        let wanted = format!("{role} “{name}”");
        crate::until(&format!("the focus on the {wanted}"), async || {
            let focused = self.focused().await;
            if focused == wanted { Ok(()) } else { Err(focused) }
        })
        .await;
    }
}
