//! What the shell is to do.

use crate::{
    State, Transaction, UnixTime,
    api::{ApiAddress, DeriveRequest, RefreshRequest, TokenRequest},
    flow::FieldName,
    jwt::{CompactJwt, UntrustedJwt},
    key::SignatureCheck,
    snippet::shell_quoted,
    text::redacted_debug,
};

/// Something to do, in the order given.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Put the transaction into the session storage under its state; then `Event::Remembered`, or
    /// `Event::RememberRefused`.
    Remember(Transaction),
    /// Remove what is remembered under the state.
    Forget(State),
    /// Leave for this address.
    Redirect(String),
    /// Stop leaving, where the browser is on its way and has not gone yet.
    Stay,
    /// Open a window with this address; then `Event::PopupOpened`, or `Event::PopupBlocked` where the
    /// browser does not let it open. Later `Event::PopupGone` when it closes, `Event::CallbackReceived` when its callback page answers.
    OpenPopup(String),
    /// Let the callback page know that its answer was taken, close the window and stop listening.
    ClosePopup,
    /// Remove the callback's parameters from the address bar, without a new history entry.
    CleanAddressBar,
    /// Put this query and fragment behind the page's address instead of what is there, without a new
    /// history entry.
    RestoreAddress(String),
    /// Ask the proxy; then `Event::TokenArrived`, or `Event::RequestFailed`.
    Send(TokenCall),
    /// Verify a signature with the platform's cryptography; then `Event::SignatureChecked`.
    CheckSignature(Box<SignatureCheck>),
    /// Put a text into the clipboard; then `Event::Copied`, or `Event::CopyRefused`.
    Copy(CopyFormat, CopyText),
    /// Select the token on the page, so that the person can copy it by hand.
    SelectToken,
    /// Send `Event::Woken` at this time; replaces an earlier call.
    WakeAt(UnixTime),
    /// Say this to a screen reader, politely.
    Announce(String),
    /// Move the keyboard focus.
    Focus(FocusTarget),
}

/// One request to the proxy.
#[derive(Debug, Clone)]
pub struct TokenCall {
    /// What is asked, and where.
    pub body: TokenCallBody,
    /// The person's token for the `Authorization` header, if the request wants one.
    pub bearer: Option<CompactJwt>,
}

/// What the proxy is asked.
#[derive(Debug, Clone)]
pub enum TokenCallBody {
    /// `POST api/token`.
    Token(TokenRequest),
    /// `POST api/token/refresh`.
    Refresh(RefreshRequest),
    /// `POST api/token/derive`.
    Derive(DeriveRequest),
}

impl TokenCallBody {
    /// The path, relative to the proxy's address.
    pub const fn path(&self) -> &'static str {
        match self {
            Self::Token(_) => "api/token",
            Self::Refresh(_) => "api/token/refresh",
            Self::Derive(_) => "api/token/derive",
        }
    }
}

/// Where the keyboard focus can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FocusTarget {
    /// The button that opens the dialog.
    Generate,
    /// A field of the dialog.
    Field(FieldName),
    /// The way back from what is under way.
    Cancel,
    /// The sentence that says what is under way.
    Work,
    /// The button that opens the window for the sign-in.
    OpenWindow,
    /// The button that opens the dialog for a narrower copy.
    Narrow,
    /// The verdict above the token.
    Verdict,
    /// The sentence that says what went wrong.
    Failure,
}

/// In which form the token is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CopyFormat {
    /// The token alone.
    Token,
    /// A whole `Authorization` header.
    Header,
    /// A command line that calls the API.
    Curl,
    /// The claims alone, as JSON.
    Claims,
}

/// Text on its way to the clipboard. It holds the token, so `Debug` shows nothing.
#[derive(Clone)]
pub struct CopyText(String);

redacted_debug!(CopyText);

impl CopyText {
    /// The token in one of its forms. A command line needs to know the API; `None` without.
    pub fn of(jwt: &UntrustedJwt, format: CopyFormat, api: Option<&ApiAddress>) -> Option<Self> {
        let token = jwt.compact().expose();
        Some(Self(match format {
            CopyFormat::Token => token.to_owned(),
            CopyFormat::Header => format!("Authorization: bearer {token}"),
            CopyFormat::Curl => {
                let api = api?;
                let address = shell_quoted(&format!("{}{}", api.base, api.example));
                format!("curl -H 'Authorization: bearer {token}' {address}")
            }
            CopyFormat::Claims => jwt.claims_as_json(),
        }))
    }

    pub(crate) const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself, for the clipboard only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copied(format: CopyFormat, base: &str) -> String {
        let token = UntrustedJwt::parse("eyJhbGciOiJFUzM4NCJ9.e30.AA").unwrap();
        let api = ApiAddress {
            name: "Cockpit".into(),
            base: base.into(),
            example: "/ays/repository".into(),
        };
        CopyText::of(&token, format, Some(&api)).unwrap().expose().to_owned()
    }

    #[test]
    fn the_token_is_copied_in_four_forms() {
        let base = "https://cockpit.example/api";
        assert_eq!(copied(CopyFormat::Token, base), "eyJhbGciOiJFUzM4NCJ9.e30.AA");
        assert_eq!(
            copied(CopyFormat::Header, base),
            "Authorization: bearer eyJhbGciOiJFUzM4NCJ9.e30.AA"
        );
        assert_eq!(
            copied(CopyFormat::Curl, base),
            "curl -H 'Authorization: bearer eyJhbGciOiJFUzM4NCJ9.e30.AA' \
             'https://cockpit.example/api/ays/repository'"
        );
        assert_eq!(copied(CopyFormat::Claims, base), "{}");
    }

    #[test]
    fn a_quote_in_the_address_does_not_end_the_word() {
        assert!(
            copied(CopyFormat::Curl, "https://a'b").ends_with(r" 'https://a'\''b/ays/repository'")
        );
    }

    #[test]
    fn without_an_api_there_is_no_command_line() {
        let token = UntrustedJwt::parse("eyJhbGciOiJFUzM4NCJ9.e30.AA").unwrap();
        assert!(CopyText::of(&token, CopyFormat::Curl, None).is_none());
    }
}
