//! Role and name, as Chromium's scripts can ask for them.

use serde_json::json;
use thirtyfour::{WebElement, prelude::WebDriverResult};

use crate::Browser;

/// An element that is hidden or inert has neither. A page that is still loading moves, so it counts
/// only when it is complete. To compute a role takes a while, so only those elements are asked that can
/// have it: by an attribute, or by nature (HTML AAM §3).
const FIND: &str = "
    const [role, name] = arguments;
    if (document.readyState !== 'complete') return null;
    const natural = {
        button: 'button, input, summary',
        checkbox: 'input',
        dialog: 'dialog',
        heading: 'h1, h2, h3, h4, h5, h6',
        link: 'a, area',
        radio: 'input',
        searchbox: 'input',
        textbox: 'input, textarea, [contenteditable]',
        '': 'summary',
    }[role] ?? '*';
    return everything().filter(
        element => (element.matches(natural) || element.hasAttribute('role'))
            && element.computedRole === role && element.computedName === name);";

/// All elements with a role that a person can use, for the message when one is missing.
const LIST: &str = "
    const roles = ['button', 'link', 'textbox', 'radio', 'checkbox', 'dialog', 'heading', 'alert',
        'status', 'combobox', 'spinbutton', 'DisclosureTriangle', 'group'];
    const natural = 'a, button, details, dialog, fieldset, h1, h2, h3, h4, h5, h6, input, select, '
        + 'summary, textarea, [role]';
    return everything()
        .filter(element => element.matches(natural) && roles.includes(element.computedRole))
        .map(element => `${element.computedRole} “${element.computedName}”`).join(', ');";

const FOCUSED: &str = "
    const element = focused();
    return element ? `${element.computedRole} “${element.computedName}”` : '';";

/// Nothing at all while the page is loading.
pub(in super::super) async fn all(
    browser: &Browser,
    role: &str,
    name: &str,
) -> WebDriverResult<Option<Vec<WebElement>>> {
    let found = browser.executed(FIND, vec![json!(role), json!(name)]).await?;
    if found.json().is_null() { Ok(None) } else { found.elements().map(Some) }
}

pub(in super::super) async fn on_offer(browser: &Browser) -> WebDriverResult<String> {
    browser.try_text(LIST).await
}

pub(in super::super) async fn focused(browser: &Browser) -> WebDriverResult<String> {
    browser.try_text(FOCUSED).await
}

pub(in super::super) async fn name_of(
    browser: &Browser,
    element: &WebElement,
) -> WebDriverResult<String> {
    let name =
        browser.try_script("return arguments[0].computedName;", vec![element.to_json()?]).await?;
    Ok(name.as_str().unwrap_or_default().to_owned())
}
