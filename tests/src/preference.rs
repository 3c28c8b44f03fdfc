//! What a person may prefer besides a colour scheme.

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
}
