//! What happens to an inspection, and what it asks for.

use core::fmt;

use crate::{
    UnixTime, flow::CopyText, inspect::PastedText, judge::SignatureState, jwt::CompactJwt,
    key::SignatureCheck,
};

/// Something that happened.
#[derive(Debug, Clone)]
pub enum InspectEvent {
    /// The text of the field for the token.
    TextChanged(PastedText),
    /// The text of the field for keys.
    KeysChanged(PastedText),
    /// A file was dropped or chosen: with a token or with keys.
    FileRead(Result<PastedText, FileFault>),
    /// The page's settings have come, and with them the API's keys.
    SettingsArrived,
    /// A signature was looked at.
    SignatureChecked {
        /// The signature of this token.
        of: CompactJwt,
        /// By whose keys, as the effect said.
        by: KeySource,
        /// What came out.
        state: SignatureState,
    },
    /// The person wants everything forgotten.
    ClearRequested,
    /// The person wants the claims in the clipboard.
    CopyRequested,
    /// They are there.
    Copied,
    /// The clipboard refused them.
    CopyRefused,
    /// The time asked for by `InspectEffect::WakeAt` has come.
    Woken,
}

/// Whose keys a signature is checked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeySource {
    /// The API's, from the settings.
    Api,
    /// The person's.
    Given {
        /// How often the person had changed them before: what is said about earlier ones means
        /// nothing any more.
        edition: u32,
    },
}

/// Why a file's content is not to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFault {
    /// More than a megabyte.
    TooLarge,
    /// Not UTF-8 text.
    NotText,
    /// The browser could not read it.
    Unreadable,
    /// More than one file at a time.
    Several,
}

impl FileFault {
    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "file-too-large",
            Self::NotText => "file-not-text",
            Self::Unreadable => "file-unreadable",
            Self::Several => "file-several",
        }
    }

    /// What the person can do.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::TooLarge | Self::NotText => "Choose a file that holds a token or public keys.",
            Self::Unreadable => "Try again, or copy its content and paste it.",
            Self::Several => "Choose one file.",
        }
    }
}

impl fmt::Display for FileFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::TooLarge => "the file is larger than a megabyte",
            Self::NotText => "the file is not a text",
            Self::Unreadable => "the file could not be read",
            Self::Several => "there is more than one file",
        })
    }
}

/// Something to do, in the order given.
#[derive(Debug, Clone)]
pub enum InspectEffect {
    /// Verify a signature with the platform's cryptography; then `InspectEvent::SignatureChecked`.
    CheckSignature(Box<SignatureCheck>, KeySource),
    /// Put the claims into the clipboard; then `InspectEvent::Copied`, or `CopyRefused`.
    Copy(CopyText),
    /// Select the claims on the page, so that the person can copy them by hand.
    SelectClaims,
    /// Send `InspectEvent::Woken` at this time; replaces an earlier call.
    WakeAt(UnixTime),
    /// Say this to a screen reader, politely.
    Announce(String),
    /// Move the keyboard focus.
    Focus(InspectFocus),
}

/// Where the keyboard focus can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InspectFocus {
    /// The field for the token.
    Text,
}
