//! What a person may prefer besides a colour scheme.

use serde_json::json;

use crate::Browser;

/// A setting of the person's system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preference {
    /// Colours that stand out more.
    Contrast,
    /// The system's few colours instead of the page's.
    ForcedColours,
}

/// Those that change how the page looks.
pub const PREFERENCES: [Preference; 2] = [Preference::Contrast, Preference::ForcedColours];

impl Preference {
    /// A name for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contrast => "contrast",
            Self::ForcedColours => "forced-colours",
        }
    }

    const fn feature(self) -> (&'static str, &'static str) {
        match self {
            Self::Contrast => ("prefers-contrast", "more"),
            Self::ForcedColours => ("forced-colors", "active"),
        }
    }
}

impl Browser {
    /// From now on it is preferred, and nothing else.
    pub async fn prefer(&self, preference: Preference) {
        let (name, value) = preference.feature();
        let features = json!([
            { "name": name, "value": value },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }
}
