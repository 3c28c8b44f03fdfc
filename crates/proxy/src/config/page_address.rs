//! The address of a page, as it is registered, configured and compared.

use std::fmt;

use domain::{RedirectUri, RedirectUriError, quoted};
use url::Url;

/// Reads the address of a page to which people come back. It has to be spelled as browsers do: with
/// any other spelling it would never be equal to what the page sees as its own address.
///
/// # Errors
/// When it cannot be registered, or browsers spell it otherwise.
pub fn page_address(text: &str) -> Result<RedirectUri, PageAddressError> {
    let uri = RedirectUri::parse(text).map_err(PageAddressError::Unusable)?;
    match Url::parse(text) {
        Ok(url) if url.as_str() == text => Ok(uri),
        Ok(url) => Err(PageAddressError::SpelledOtherwise {
            text: quoted(text),
            as_browsers_do: url.as_str().to_owned(),
        }),
        Err(_) => Err(PageAddressError::NotAnAddress { text: quoted(text) }),
    }
}

/// Why a text is not the address of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageAddressError {
    /// It cannot be registered.
    Unusable(RedirectUriError),
    /// No browser can go there.
    NotAnAddress {
        /// What was given, made safe to show.
        text: String,
    },
    /// Browsers show it in another way.
    SpelledOtherwise {
        /// What was given, made safe to show.
        text: String,
        /// How browsers spell it.
        as_browsers_do: String,
    },
}

impl fmt::Display for PageAddressError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unusable(error) => error.fmt(formatter),
            Self::NotAnAddress { text } => write!(formatter, "`{text}` is not an address"),
            Self::SpelledOtherwise { text, as_browsers_do } => {
                write!(formatter, "browsers spell `{text}` as `{as_browsers_do}`")
            }
        }
    }
}

impl std::error::Error for PageAddressError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_browsers_spell_otherwise_is_refused_with_their_spelling() {
        for (text, sentence) in [
            (
                "https://Portal.Example.com:443/cockpit",
                "browsers spell `https://Portal.Example.com:443/cockpit` as `https://portal.example.com/cockpit`",
            ),
            ("https://a.example", "browsers spell `https://a.example` as `https://a.example/`"),
            (
                "http://localhost:80/",
                "browsers spell `http://localhost:80/` as `http://localhost/`",
            ),
            ("https://a/b/../c", "browsers spell `https://a/b/../c` as `https://a/c`"),
            ("https://a:99999/", "`https://a:99999/` is not an address"),
            (
                "http://a.example/",
                "the redirect URI `http://a.example/` is not https although it is not on the own machine",
            ),
        ] {
            assert_eq!(page_address(text).unwrap_err().to_string(), sentence);
        }
        for text in ["https://a.example/", "https://a.example/b?c", "http://[::1]:8090/"] {
            assert_eq!(page_address(text).unwrap().as_str(), text);
        }
    }
}
