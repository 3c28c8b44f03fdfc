//! The widget inside a portal, which is another site than the proxy.

mod examples;
mod hostile;
mod mounting;
mod neighbours;
mod opener_policy;
mod popup;
mod redirect;
mod refused;
mod style;

use tests::{Browser, GENERATE, World};

/// Rules of its content security policy that the portal's page breaks, and what its window was told.
const WATCH: &str = "
    window.violations = [];
    document.addEventListener('securitypolicyviolation', event =>
        window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));";

/// Opens the portal's page with the widget, with this query and fragment.
pub(super) async fn open_portal(browser: &Browser, world: &World, rest: &str) {
    browser.visit(&format!("{}cockpit/jwt{rest}", world.portal())).await;
    browser.find("button", GENERATE).await;
}

/// The person signs in in the window that the widget opens, which then closes by itself.
async fn sign_in_in_popup(browser: &Browser, person: &str) {
    browser.in_popup(async || browser.sign_in(person).await).await;
    browser.popup_is_gone().await;
}

/// The whole way to the person's own token.
pub(super) async fn token_by_popup(browser: &Browser, person: &str) -> String {
    browser.set_out().await;
    sign_in_in_popup(browser, person).await;
    browser.token().await
}
