//! What a person is told about a pasted text, as far as it can be compared.

use std::collections::BTreeMap;

use domain::judge::{Answers, SignatureState};
use serde::{Deserialize, Serialize};

/// A stable name for programs, and the words for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The name.
    pub code: String,
    /// The words.
    pub sentence: String,
}

/// What a person is told about a pasted text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Observed {
    /// It holds no token, or one that cannot be read.
    Unreadable {
        /// Why.
        unreadable: Said,
    },
    /// It holds a token.
    Token(Box<Told>),
}

/// What a person is told about a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What is known about its signature, by the API's keys.
    pub signature: Said,
    /// The same by the keys that the person gave, or what is wrong with these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Said>,
    /// The four answers, as the first profile gives them.
    pub answers: FourAnswers,
    /// The headline by the rules of each profile, with the code of the refusal, `accepted` or
    /// `unchecked`.
    pub verdicts: BTreeMap<String, Said>,
    /// The codes of what else is worth knowing, the weightiest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<String>,
}

/// Decoded, signature valid, valid now, accepted by the API: the code of each outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FourAnswers {
    /// The token is well formed.
    pub decoded: String,
    /// The signature is that of a key.
    pub signature: String,
    /// The token has begun and not ended.
    pub valid_now: String,
    /// The API accepts it.
    pub accepted: String,
}

impl Said {
    /// Puts both together.
    pub fn new(code: &str, sentence: &(impl ToString + ?Sized)) -> Self {
        Self { code: code.to_owned(), sentence: sentence.to_string() }
    }

    /// Of a signature.
    pub fn of(state: &SignatureState) -> Self {
        match state {
            SignatureState::Valid => Self::new("valid", "the signature is that of the key"),
            SignatureState::Invalid(error) => Self::new(error.code(), error),
            SignatureState::NotChecked(reason) => Self::new("not-checked", reason),
        }
    }
}

impl From<Answers> for FourAnswers {
    fn from(answers: Answers) -> Self {
        let Answers { decoded, signature, valid_now, accepted } = answers;
        let [decoded, signature, valid_now, accepted] =
            [decoded, signature, valid_now, accepted].map(|outcome| outcome.code().to_owned());
        Self { decoded, signature, valid_now, accepted }
    }
}
