//! How long a token is to be valid.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::text::quoted;

/// Seconds for which a token is asked to be valid: 1 second to one day. The identity server only
/// shortens its own day with it and silently ignores anything outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct Validity(u32);

impl Validity {
    /// The longest that the identity server grants, in seconds.
    pub const LONGEST_SECONDS: u32 = 86_400;

    /// The longest that the identity server grants.
    pub const LONGEST: Self = Self(Self::LONGEST_SECONDS);

    /// A validity of so many seconds.
    ///
    /// # Errors
    /// When it is zero or more than a day.
    pub fn from_seconds(seconds: u64) -> Result<Self, ValidityError> {
        match u32::try_from(seconds) {
            Ok(0) => Err(ValidityError::Zero),
            Ok(seconds) if seconds <= Self::LONGEST_SECONDS => Ok(Self(seconds)),
            _ => Err(ValidityError::TooLong),
        }
    }

    /// Reads a number of seconds, or a number followed by `s`, `m` or `h`. Empty means: as long as
    /// the identity server gives.
    ///
    /// # Errors
    /// When it is not such a number, zero, or more than a day.
    pub fn parse(text: &str) -> Result<Option<Self>, ValidityError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let (digits, unit) = match text.char_indices().last() {
            Some((end, 's')) => (text.get(..end), 1),
            Some((end, 'm')) => (text.get(..end), 60),
            Some((end, 'h')) => (text.get(..end), 3600),
            _ => (Some(text), 1),
        };
        let digits = digits.unwrap_or_default().trim();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ValidityError::NotANumber { text: quoted(text) });
        }
        // Digits only, so what does not fit is too long.
        let number: u64 = digits.parse().map_err(|_| ValidityError::TooLong)?;
        Self::from_seconds(number.saturating_mul(unit)).map(Some)
    }

    /// The number of seconds.
    pub const fn seconds(self) -> u32 {
        self.0
    }
}

impl TryFrom<u64> for Validity {
    type Error = ValidityError;

    fn try_from(seconds: u64) -> Result<Self, ValidityError> {
        Self::from_seconds(seconds)
    }
}

impl From<Validity> for u64 {
    fn from(validity: Validity) -> Self {
        validity.0.into()
    }
}

/// Why a text or number is not a validity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValidityError {
    /// Not a number of seconds, minutes or hours.
    NotANumber {
        /// What was given, made safe to show.
        text: String,
    },
    /// A token that is never valid.
    Zero,
    /// More than the identity server ever gives.
    TooLong,
}

impl fmt::Display for ValidityError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotANumber { text } => {
                write!(
                    formatter,
                    "the validity `{text}` is not a number of seconds, like 3600 or 15m"
                )
            }
            Self::Zero => {
                formatter.write_str("the validity is zero, but must be at least one second")
            }
            Self::TooLong => formatter
                .write_str("the validity is longer than a day (86400 seconds), the most there is"),
        }
    }
}

impl core::error::Error for ValidityError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_seconds_minutes_and_hours() {
        let seconds = |text| Validity::parse(text).unwrap().map(Validity::seconds);
        assert_eq!(seconds(""), None);
        assert_eq!(seconds(" 90 "), Some(90));
        assert_eq!(seconds("15m"), Some(900));
        assert_eq!(seconds("2 h"), Some(7200));
        assert_eq!(seconds("24h"), Some(86_400));
        assert_eq!(seconds("7s"), Some(7));
    }

    #[test]
    fn refuses_the_rest_with_a_reason() {
        for (text, sentence) in [
            ("0", "the validity is zero, but must be at least one second"),
            ("25h", "the validity is longer than a day (86400 seconds), the most there is"),
            (
                "99999999999999999999999",
                "the validity is longer than a day (86400 seconds), the most there is",
            ),
            ("-5", "the validity `-5` is not a number of seconds, like 3600 or 15m"),
            ("h", "the validity `h` is not a number of seconds, like 3600 or 15m"),
            ("1.5h", "the validity `1.5h` is not a number of seconds, like 3600 or 15m"),
            ("é", "the validity `é` is not a number of seconds, like 3600 or 15m"),
        ] {
            assert_eq!(Validity::parse(text).unwrap_err().to_string(), sentence);
        }
    }
}
