//! Whose advice helps a person who lacks a browser.

use super::debian;

/// Where a person gets a browser from.
#[derive(Clone, Copy)]
pub(super) enum System {
    Debian,
    MacOs,
    Other,
}

impl System {
    pub(super) fn here() -> Self {
        if cfg!(target_os = "macos") {
            Self::MacOs
        } else if debian::is_here() {
            Self::Debian
        } else {
            Self::Other
        }
    }
}
