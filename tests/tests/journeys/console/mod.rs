//! The API console: from a token to what the API does with it.

mod answers;
mod keyboard;
mod loading;
mod refused;
mod sitting;
mod ways;
mod widget;

use tests::{ApiWish, Browser, GENERATE, Key, Pages, World, WorldOptions};

/// The button that opens it, and its heading.
pub(crate) const TRY_IT: &str = "Try it";

/// Its search field.
pub(crate) const SEARCH: &str = "Search operations";

/// An API that lets pages call it.
pub(crate) const OPEN: ApiWish =
    ApiWish { which: tests::Which::Cockpit, pages: Pages::Allowed, settings: "" };

pub(crate) async fn world(api: ApiWish) -> World {
    World::start_with(WorldOptions { api, ..WorldOptions::default() }).await
}

/// Opens the console beside the token that is on the page.
pub(crate) async fn open(browser: &Browser) {
    browser.sees("yes, by the API's key").await;
    browser.click("button", TRY_IT).await;
    browser.find("heading", TRY_IT).await;
    browser.focus_is_on("searchbox", SEARCH).await;
}

/// Gets a person's token and opens the console beside it.
pub(crate) async fn open_with_token(browser: &Browser, world: &World, person: &str) -> String {
    let token = browser.get_own_token(world, person).await;
    open(browser).await;
    token
}

/// A token in the widget, and the console beside it.
pub(crate) async fn open_in_widget(browser: &Browser, world: &World) {
    browser.visit(&format!("{}cockpit/jwt", world.portal())).await;
    browser.find("button", GENERATE).await;
    browser.set_out().await;
    browser.in_popup(async || browser.sign_in("bob").await).await;
    browser.popup_is_gone().await;
    open(browser).await;
}

/// Finds an operation by its name, and takes it.
pub(crate) async fn pick(browser: &Browser, name: &str, operation: &str) {
    browser.click("searchbox", SEARCH).await;
    browser.type_here(name).await;
    browser.press(&[Key::Enter]).await;
    browser.find("heading", operation).await;
}
