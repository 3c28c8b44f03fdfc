//! The examples of the standards, and what is answered to each.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    inspect::token_in,
    judge::SignatureState,
    jwt::SignatureError,
    key::{KeySet, PublicKey, SignatureCheck, parse_keys},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Said;

/// An example of a standard: a key, and mostly something signed with it.
#[derive(Deserialize)]
pub struct Vector {
    /// Where it stands.
    pub name: String,
    /// The key as it stands there.
    pub keys: String,
    /// What is signed with it. Not always a JWT.
    pub text: Option<String>,
    /// What is to be answered.
    pub expected: Answered,
}

/// What is answered to an example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The algorithms of the keys, or why there are none.
    pub keys: Said,
    /// Whether the text is a token.
    pub text: Option<Said>,
    /// Whether the signature is right, where a key is there; also of what is no token.
    pub signature: Option<Said>,
}

/// What a platform's cryptography is asked.
pub struct Question {
    /// Whether the owner of this key
    pub key: PublicKey,
    /// signed this
    pub input: Vec<u8>,
    /// with this.
    pub signature: Vec<u8>,
}

/// All of them.
pub fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("../vectors.json")).expect("the examples are JSON")
}

impl Vector {
    /// What a platform's cryptography is asked, if anything.
    pub fn question(&self) -> Option<Question> {
        self.asked()?.ok()
    }

    /// What a person is told, after the question's `answer`.
    pub fn answered(&self, answer: Option<SignatureState>) -> Answered {
        let state = self.asked().map(|asked| match asked {
            Ok(_) => answer.expect("the question has an answer"),
            Err(known) => known,
        });
        Answered {
            keys: self.told_of_keys(),
            text: self.text.as_deref().map(told_of_text),
            signature: state.as_ref().map(Said::of),
        }
    }

    fn told_of_keys(&self) -> Said {
        match parse_keys(&self.keys) {
            Ok(read) => {
                let names: Vec<_> = read.keys.algorithms().iter().map(|it| it.name()).collect();
                Said::new("read", &names.join(" and "))
            }
            Err(error) => Said::new(error.code(), &error),
        }
    }

    /// The question, or what is known without it. Neither where there is nothing to look at.
    fn asked(&self) -> Option<Result<Question, SignatureState>> {
        let keys = parse_keys(&self.keys).ok()?.keys;
        let text = self.text.as_deref()?;
        match token_in(text) {
            Ok(jwt) => Some(SignatureCheck::begin(&jwt, &keys).map(|check| Question {
                key: check.keys.first().expect("at least one").clone(),
                input: jwt.signing_input().into(),
                signature: jwt.signature().into(),
            })),
            Err(_) => asked_of_text(text, &keys),
        }
    }
}

fn told_of_text(text: &str) -> Said {
    match token_in(text) {
        Ok(_) => Said::new("read", "a token"),
        Err(error) => Said::new(error.code(), &error),
    }
}

/// Something signed that is no token, because its payload is not JSON.
fn asked_of_text(text: &str, keys: &KeySet<PublicKey>) -> Option<Result<Question, SignatureState>> {
    let [header, payload, signature] = text.split('.').collect::<Vec<_>>().try_into().ok()?;
    let header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).ok()?).ok()?;
    if header.get("crit").is_some() || payload.is_empty() {
        return None;
    }
    let (actual, key) = (header["alg"].as_str()?, keys.iter().next()?);
    if actual != key.algorithm().name() {
        return Some(Err(SignatureState::Invalid(SignatureError::AlgorithmMismatch {
            expected: keys.algorithms(),
            actual: actual.to_owned(),
        })));
    }
    Some(Ok(Question {
        key: key.clone(),
        input: text.rsplit_once('.')?.0.into(),
        signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
    }))
}
