//! What comes back in the query of the page's address.

use core::fmt;

use form_urlencoded::parse;

use crate::{AuthorizationCode, State, text::quoted};

/// What the query of the page's address says about a sign-in.
#[derive(Debug, Clone)]
pub enum Callback {
    /// Nothing: the person did not come from the identity server.
    None,
    /// The person consented.
    Code {
        /// What the token is to be had for.
        code: AuthorizationCode,
        /// Names the transaction; foreign until one matches it.
        state: State,
    },
    /// The identity server refused (RFC 6749 §4.1.2.1). ItsYou.online never says so, but another
    /// server of the same dialect may.
    Refused {
        /// The error's name, made safe to show.
        error: String,
        /// Names the transaction; foreign until one matches it.
        state: State,
    },
}

/// Reads the query, with or without its question mark. Other parameters belong to the page and are
/// ignored, and so is a `state` that comes without a code.
///
/// # Errors
/// When `code`, `state` or `error` is given twice, or contradicts or lacks another.
pub fn callback(query: &str) -> Result<Callback, CallbackError> {
    let code = single(query, "code")?;
    let state = single(query, "state")?.filter(|state| !state.is_empty());
    let state = state.map(|state| State::from_callback(&state)).ok_or(CallbackError::StateMissing);
    match (code, single(query, "error")?) {
        (None, None) => Ok(Callback::None),
        (Some(_), Some(_)) => Err(CallbackError::CodeAndError),
        (None, Some(error)) => Ok(Callback::Refused { error: quoted(&error), state: state? }),
        (Some(code), None) => {
            let state = state?;
            let code = AuthorizationCode::parse(&code).map_err(|_| CallbackError::CodeMalformed)?;
            Ok(Callback::Code { code, state })
        }
    }
}

/// The query without what the identity server added, for the address bar. What remains keeps its
/// order and its spelling; the question mark goes when nothing remains.
pub fn without_callback(query: &str) -> String {
    let (mark, pairs) = split_mark(query);
    let kept: Vec<_> = pairs.split('&').filter(|pair| !is_callback_parameter(pair)).collect();
    match kept.join("&") {
        rest if rest.is_empty() => rest,
        rest => format!("{mark}{rest}"),
    }
}

fn is_callback_parameter(pair: &str) -> bool {
    parse(pair.as_bytes()).any(|(name, _)| {
        matches!(&*name, "code" | "state" | "error" | "error_description" | "error_uri")
    })
}

fn split_mark(query: &str) -> (&str, &str) {
    match query.strip_prefix('?') {
        Some(pairs) => ("?", pairs),
        None => ("", query),
    }
}

fn single(query: &str, name: &'static str) -> Result<Option<String>, CallbackError> {
    let (_, pairs) = split_mark(query);
    let mut values = parse(pairs.as_bytes()).filter(|(given, _)| given == name);
    match (values.next(), values.next()) {
        (value, None) => Ok(value.map(|(_, value)| value.into_owned())),
        (_, Some(_)) => Err(CallbackError::Duplicate { parameter: name }),
    }
}

/// Why the query of the page's address is not an answer to a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallbackError {
    /// Given more than once, so that two readers could see two answers (RFC 6749 §3.1).
    Duplicate {
        /// Its name.
        parameter: &'static str,
    },
    /// Success and failure at once.
    CodeAndError,
    /// An answer to no sign-in of ours: the state is absent or empty.
    StateMissing,
    /// The code is not one.
    CodeMalformed,
}

impl CallbackError {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Duplicate { .. } => "callback-duplicate-parameter",
            Self::CodeAndError => "callback-code-and-error",
            Self::StateMissing => "callback-state-missing",
            Self::CodeMalformed => "callback-code-malformed",
        }
    }

    /// What the person can do.
    pub fn hint(&self) -> String {
        "Start again from this page, not from a link or a bookmark.".to_owned()
    }
}

impl fmt::Display for CallbackError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Duplicate { parameter } => {
                write!(
                    formatter,
                    "the parameter `{parameter}` stands more than once in the address"
                )
            }
            Self::CodeAndError => {
                formatter.write_str("the address has both a `code` and an `error`")
            }
            Self::StateMissing => formatter.write_str("the address has no `state`"),
            Self::CodeMalformed => {
                formatter.write_str("the `code` in the address is not an authorization code")
            }
        }
    }
}

impl core::error::Error for CallbackError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn code_and_state(query: &str) -> (String, String) {
        match callback(query) {
            Ok(Callback::Code { code, state }) => {
                (code.expose().to_owned(), state.as_str().to_owned())
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_code_comes_with_its_state() {
        let expected = ("HUgOar3eDNVxo3PQZ-oHBKBdXDVc".to_owned(), "st 1/2".to_owned());
        for query in [
            "?code=HUgOar3eDNVxo3PQZ-oHBKBdXDVc&state=st+1%2F2",
            "tab=jwt&state=st%201%2f2&code=HUgOar3eDNVxo3PQZ-oHBKBdXDVc&codes=2",
            "?%63ode=HUgOar3eDNVxo3PQZ-oHBKBdXDVc&state=st+1/2&iss=x&iss=y",
        ] {
            assert_eq!(code_and_state(query), expected, "{query}");
        }
    }

    #[test]
    fn a_page_opened_by_hand_is_no_callback() {
        for query in ["", "?", "?tab=jwt", "?state=open", "?codes=1&errors=2", "?Code=x"] {
            assert!(matches!(callback(query), Ok(Callback::None)), "{query}");
        }
    }

    #[test]
    fn a_refusal_is_made_safe_to_show() {
        let query = "?error=not+%E2%80%AEtoday&error_description=whatever&state=x";
        let Ok(Callback::Refused { error, state }) = callback(query) else { panic!() };
        assert_eq!(error, "not \\u{202e}today");
        assert_eq!(state.as_str(), "x");
    }

    const NO_CODE: &str = "the `code` in the address is not an authorization code";

    #[test]
    fn contradictions_are_refused() {
        for (query, code, sentence) in [
            (
                "?code=a&code=a&state=s",
                "callback-duplicate-parameter",
                "the parameter `code` stands more than once in the address",
            ),
            (
                "?code=a&state=s&st%61te=s",
                "callback-duplicate-parameter",
                "the parameter `state` stands more than once in the address",
            ),
            (
                "?error=a&error=b",
                "callback-duplicate-parameter",
                "the parameter `error` stands more than once in the address",
            ),
            (
                "?code=a&state=s&error=b",
                "callback-code-and-error",
                "the address has both a `code` and an `error`",
            ),
            ("?code=a", "callback-state-missing", "the address has no `state`"),
            ("?code=a&state=", "callback-state-missing", "the address has no `state`"),
            ("?error=access_denied", "callback-state-missing", "the address has no `state`"),
            ("?code=&state=s", "callback-code-malformed", NO_CODE),
            ("?code=a+b&state=s", "callback-code-malformed", NO_CODE),
        ] {
            let error = callback(query).unwrap_err();
            assert_eq!((error.code(), error.to_string().as_str()), (code, sentence), "{query}");
            assert_eq!(error.hint(), "Start again from this page, not from a link or a bookmark.");
        }
    }

    #[test]
    fn the_address_bar_keeps_what_is_the_pages_own() {
        for (query, rest) in [
            ("?code=a&state=b", ""),
            ("code=a", ""),
            ("", ""),
            ("?", ""),
            ("?tab=j%77t&code=a&x=+%20&state=b&y", "?tab=j%77t&x=+%20&y"),
            ("a=1&c%6fde=x&error=y&error_description=z&error_uri=u&b=2", "a=1&b=2"),
            ("?states=1&Code=2", "?states=1&Code=2"),
        ] {
            assert_eq!(without_callback(query), rest);
        }
    }

    #[test]
    fn debug_shows_no_code() {
        let shown = format!("{:?}", callback("code=HUgOar3e&state=s").unwrap());
        assert!(!shown.contains("HUgOar3e"), "{shown}");
    }
}
