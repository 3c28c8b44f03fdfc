//! What is being inspected.

use crate::{
    TimeLeft,
    inspect::{FileFault, PasteError},
    judge::Signatures,
    jwt::UntrustedJwt,
    key::{KeysError, ReadKeys},
    text::redacted_debug,
};

/// What was pasted. It may hold a token or, by mistake, a private key, so `Debug` shows nothing.
#[derive(Clone, Default)]
pub struct PastedText(String);

redacted_debug!(PastedText);

impl From<String> for PastedText {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl PastedText {
    /// The text itself, for its own field only.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to be seen.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

/// What is being inspected: nothing, a token, or something that is none.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// The text of the field for the token.
    pub text: PastedText,
    /// The token in it; `None` while the field is empty.
    pub token: Option<Result<UntrustedJwt, PasteError>>,
    /// The text of the field for keys.
    pub keys_text: PastedText,
    /// The keys in it; `None` while the field is empty.
    pub keys: Option<Result<ReadKeys, KeysError>>,
    /// How often that text has changed.
    pub edition: u32,
    /// What is known about the token's signature.
    pub signatures: Signatures,
    /// What is wrong with the last file, if anything.
    pub file_fault: Option<FileFault>,
    /// What the person should know.
    pub notice: Option<InspectNotice>,
    /// What the person has been told about the time that is left.
    pub told: TimeLeft,
}

/// Something the person should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InspectNotice {
    /// The claims are in the clipboard.
    Copied,
    /// The clipboard refused; the claims are selected instead.
    CopyRefused,
    /// The file held keys, and they stand in the field for keys now.
    KeysRead,
}

impl InspectNotice {
    /// The sentence for the person.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Copied => "Claims copied as JSON.",
            Self::CopyRefused => {
                "The browser refused the clipboard. The claims are selected: copy them with Ctrl+C, \
                 ⌘C or a long press."
            }
            Self::KeysRead => "The file holds keys. They are used to check the signature.",
        }
    }
}

impl Inspection {
    /// Nothing.
    pub const fn new() -> Self {
        Self {
            text: PastedText(String::new()),
            token: None,
            keys_text: PastedText(String::new()),
            keys: None,
            edition: 0,
            signatures: Signatures::pending(),
            file_fault: None,
            notice: None,
            told: TimeLeft::Ample,
        }
    }

    /// The token, if there is one.
    pub fn jwt(&self) -> Option<&UntrustedJwt> {
        self.token.as_ref()?.as_ref().ok()
    }
}

impl Default for Inspection {
    fn default() -> Self {
        Self::new()
    }
}
