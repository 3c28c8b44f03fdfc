//! The lists that the identity server writes with commas: of scopes, and of audiences.

use core::fmt;

use serde::{Deserialize, Serialize};

/// Words without repetition, in the order given. May be empty. An array of strings in JSON; as text,
/// the comma-separated list that the identity server reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<T>", bound(deserialize = "T: Deserialize<'de> + PartialEq"))]
pub struct CommaList<T>(Vec<T>);

impl<T> CommaList<T> {
    /// The words in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of the words is `word`, compared as a whole.
    pub fn contains(&self, word: &str) -> bool
    where
        T: AsRef<str>,
    {
        self.0.iter().any(|one| one.as_ref() == word)
    }
}

impl<T> Default for CommaList<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: PartialEq> From<Vec<T>> for CommaList<T> {
    fn from(words: Vec<T>) -> Self {
        words.into_iter().collect()
    }
}

impl<T: PartialEq> FromIterator<T> for CommaList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(words: I) -> Self {
        let mut list = Vec::new();
        for word in words {
            if !list.contains(&word) {
                list.push(word);
            }
        }
        Self(list)
    }
}

impl<T: fmt::Display> fmt::Display for CommaList<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, word) in self.0.iter().enumerate() {
            let comma = if position == 0 { "" } else { "," };
            write!(formatter, "{comma}{word}")?;
        }
        Ok(())
    }
}
