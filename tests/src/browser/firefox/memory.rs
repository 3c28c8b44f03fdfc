//! What Firefox keeps beside the page's own storages.

use serde_json::Value;

use crate::Browser;

pub(in super::super) async fn cookies(browser: &Browser) -> Vec<Value> {
    const COOKIES: &str = "
        return Services.cookies.cookies.map(({ host, name, value }) => ({ domain: host, name, value }));";
    let cookies = browser.around(COOKIES, vec![]).await;
    cookies.as_array().cloned().unwrap_or_default()
}

pub(in super::super) async fn history(browser: &Browser) -> Vec<String> {
    const HISTORY: &str = "
        const history = gBrowser.selectedBrowser.browsingContext.sessionHistory;
        return Array.from({ length: history.count }, (_, at) => history.getEntryAtIndex(at).URI.spec);";
    let history = browser.around(HISTORY, vec![]).await;
    let entries = history.as_array().cloned().unwrap_or_default();
    entries.iter().filter_map(|entry| entry.as_str().map(str::to_owned)).collect()
}

/// Its driver says good-bye only when it is gone.
pub(in super::super) async fn has_ended(_: &Browser) {}
