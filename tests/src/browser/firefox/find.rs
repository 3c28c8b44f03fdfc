//! Role and name by WebDriver's own commands, of those few elements that may have them.

use reqwest::Method;
use serde_json::json;
use thirtyfour::{
    ElementId, RequestData, SessionId, WebElement, common::command::FormatRequestData,
    prelude::WebDriverResult,
};

use crate::Browser;

/// The elements that can have a role, and texts of which one is in the name or has the name in it.
const CANDIDATES: &str = "
    const [role, name] = arguments;
    if (document.readyState !== 'complete') return null;
    const kinds = {
        '': 'summary',
        alert: '[role=alert]',
        button: 'button, input:is([type=button], [type=submit], [type=file], [type=reset])',
        checkbox: 'input[type=checkbox]',
        combobox: 'select, input[list]',
        dialog: 'dialog',
        group: 'fieldset, details',
        heading: 'h1, h2, h3, h4, h5, h6',
        link: 'a[href]',
        radio: 'input[type=radio]',
        searchbox: 'input[type=search]',
        spinbutton: 'input[type=number]',
        status: 'output',
        textbox: 'input, textarea',
    };
    const kind = kinds[role] ?? '*';
    const bare = text => (text ?? '').replace(/\\s+/g, '');
    const wanted = bare(name);
    const texts = element => [
        element.textContent, element.title, element.placeholder, element.value, element.ariaLabel,
        ...[...element.labels ?? []].map(label => label.textContent),
        ...(element.ariaLabelledByElements ?? []).map(label => label.textContent),
        element.querySelector?.('legend')?.textContent,
    ].map(bare).filter(text => text !== '');
    const mayBeCalled = element => wanted === ''
        || texts(element).some(text => text.includes(wanted) || wanted.includes(text));
    const mayBe = element => role !== '' && element.getAttribute('role') === role
        || element.matches(kind);
    return everything().filter(element =>
        mayBe(element) && element.checkVisibility({ visibilityProperty: true })
            && mayBeCalled(element));";

/// What a person can use, for the message when one is missing.
const LIST: &str = "
    const kinds = 'button, a[href], input, textarea, select, dialog[open], summary, h1, h2, h3, [role]';
    return everything().filter(element => element.matches(kinds) && element.checkVisibility())
        .map(element => `${element.getAttribute('role') ?? element.localName} “${
            element.ariaLabel ?? element.labels?.[0]?.textContent ?? element.textContent.slice(0, 80)}”`)
        .join(', ');";

/// Nothing at all while the page is loading.
pub(in super::super) async fn all(
    browser: &Browser,
    role: &str,
    name: &str,
) -> WebDriverResult<Option<Vec<WebElement>>> {
    let found = browser.executed(CANDIDATES, vec![json!(role), json!(name)]).await?;
    if found.json().is_null() {
        return Ok(None);
    }
    let mut fitting = Vec::new();
    for element in found.elements()? {
        if computed(browser, &element).await? == (role.to_owned(), name.to_owned()) {
            fitting.push(element);
        }
    }
    Ok(Some(fitting))
}

pub(in super::super) async fn on_offer(browser: &Browser) -> WebDriverResult<String> {
    browser.try_text(LIST).await
}

pub(in super::super) async fn focused(browser: &Browser) -> WebDriverResult<String> {
    let focused = browser.executed("return focused();", vec![]).await?;
    if focused.json().is_null() {
        return Ok(String::new());
    }
    let (role, name) = computed(browser, &focused.element()?).await?;
    Ok(format!("{role} “{name}”"))
}

pub(in super::super) async fn name_of(
    browser: &Browser,
    element: &WebElement,
) -> WebDriverResult<String> {
    Ok(computed(browser, element).await?.1)
}

/// Role and name that assistive technology gets.
async fn computed(browser: &Browser, element: &WebElement) -> WebDriverResult<(String, String)> {
    let ask = async |what| {
        let answer = browser.driver.cmd(Computed { what, of: element.element_id() }).await?;
        answer.value::<String>()
    };
    Ok((ask("computedrole").await?, ask("computedlabel").await?))
}

/// Asks for one of the two.
#[derive(Debug)]
struct Computed {
    what: &'static str,
    of: ElementId,
}

impl FormatRequestData for Computed {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let Self { what, of } = self;
        RequestData::new(Method::GET, format!("session/{session}/element/{of}/{what}"))
    }
}
