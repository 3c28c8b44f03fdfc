//! What a person does, in the words of the page and of the identity server.

use crate::{Browser, World};

/// The page's first button.
pub const GENERATE: &str = "Generate JWT token";

/// The way on from a failure that leaves no token.
pub const BACK: &str = "Back to the start";

impl Browser {
    /// Opens the page.
    pub async fn open_page(&self, world: &World) {
        self.visit(&world.page).await;
        self.find("button", GENERATE).await;
    }

    /// Opens the dialog.
    pub async fn ask(&self) {
        self.click("button", GENERATE).await;
        self.find("dialog", GENERATE).await;
    }

    /// Opens the dialog and goes to the identity server with what is prefilled.
    pub async fn set_out(&self) {
        self.ask().await;
        self.click("button", "Confirm").await;
    }

    /// Logs in at the identity server.
    pub async fn log_in(&self, person: &str) {
        self.click("button", &format!("Sign in as {person}")).await;
    }

    /// Logs in at the identity server and consents.
    pub async fn sign_in(&self, person: &str) {
        self.log_in(person).await;
        self.click("button", "Allow").await;
    }

    /// The whole way to the person's own token, which is given back.
    pub async fn get_own_token(&self, world: &World, person: &str) -> String {
        self.open_page(world).await;
        self.set_out().await;
        self.sign_in(person).await;
        self.token().await
    }

    /// Waits for the token on the page, and reads it.
    pub async fn token(&self) -> String {
        let token = self.find("textbox", "The token").await;
        token.prop("textContent").await.expect("it has a text").unwrap_or_default()
    }

    /// Waits for the failure whose code this is.
    pub async fn sees_code(&self, code: &str) {
        self.sees(&format!("For support: {code}")).await;
    }

    /// Waits for the failure whose code this is, and that it can be read as the brief says: the
    /// sentence, the hint, and the button that leads on.
    pub async fn sees_failure(&self, code: &str, sentence: &str, way_on: &str) {
        self.sees_code(code).await;
        self.find("heading", sentence).await;
        self.find("button", way_on).await;
        self.focus_is_on("heading", sentence).await;
    }

    /// Goes the whole way up to the redirect back to the page, holds that back, and gives its
    /// address. The page has not seen it when this returns.
    pub async fn callback_held_back(&self, world: &World, person: &str) -> String {
        self.open_page(world).await;
        self.set_out().await;
        self.log_in(person).await;
        let allow = self.find("button", "Allow").await;
        world.gate.close_for("?code=");
        // While the next page is held back the browser answers no question about this one.
        allow.click().await.expect("the button can be clicked");
        format!("{}{}", world.page_origin(), world.gate.standing().await)
    }
}
