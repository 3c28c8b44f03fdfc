//! Finds elements as assistive technology would: by computed role and name.

use thirtyfour::{WebElement, error::WebDriverResult};

use super::{Browser, way};

impl Browser {
    /// Everything with this role and name; an error while the page is not complete.
    pub(super) async fn all(&self, role: &str, name: &str) -> Result<Vec<WebElement>, String> {
        let found: WebDriverResult<_> = way!(self, find::all(role, name));
        match found.map_err(|error| error.to_string())? {
            Some(found) => Ok(found),
            None => Err(format!("a page that is still loading:\n{}", self.text().await)),
        }
    }

    pub(super) async fn try_find(&self, role: &str, name: &str) -> Result<WebElement, String> {
        match <[WebElement; 1]>::try_from(self.all(role, name).await?) {
            Ok([element]) => Ok(element),
            Err(none) if none.is_empty() => Err(self.on_offer().await),
            Err(several) => Err(format!("{} of them", several.len())),
        }
    }

    async fn on_offer(&self) -> String {
        let list: WebDriverResult<String> = way!(self, find::on_offer());
        format!("{}\n{}", list.unwrap_or_default(), self.text().await)
    }

    /// Role and name of the element that has the keyboard focus, as `button “Confirm”`.
    pub async fn focused(&self) -> String {
        let focused: WebDriverResult<String> = way!(self, find::focused());
        focused.unwrap_or_default()
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
