//! A token before it is signed, and how it is then spelled.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use corpus::Text;
use serde_json::{Map, Value, json};

use crate::signer::{ISSUER, Signer};

/// When the tokens are judged: 24 Nov 2026, 01:37:03 UTC.
pub(crate) const NOW: u64 = 1_795_484_223;

/// Header and payload, byte for byte.
#[derive(Clone)]
pub(crate) struct Token {
    header: Vec<u8>,
    payload: Vec<u8>,
}

/// A member's token without any fault: issued a minute ago, for an hour.
pub(crate) fn good() -> Token {
    Token { header: Vec::new(), payload: Vec::new() }
        .header(r#"{"alg":"ES384","typ":"JWT"}"#)
        .claims(&claims())
}

fn claims() -> Value {
    json!({
        "iss": "itsyouonline",
        "azp": "portal",
        "aud": ["moehaha"],
        "username": "bob",
        "scope": ["user:memberof:moehaha"],
        "iat": NOW - 60,
        "exp": NOW + 3540,
    })
}

impl Token {
    pub(crate) fn header(self, json: impl Into<Vec<u8>>) -> Self {
        Self { header: json.into(), ..self }
    }

    /// Another algorithm.
    pub(crate) fn algorithm(self, name: &str) -> Self {
        self.header(json!({ "alg": name, "typ": "JWT" }).to_string())
    }

    /// One more member in the header, as JSON.
    pub(crate) fn member(self, member: &str) -> Self {
        let header = format!(r#"{{"alg":"ES384","typ":"JWT",{member}}}"#);
        self.header(header)
    }

    pub(crate) fn payload(self, json: impl Into<Vec<u8>>) -> Self {
        Self { payload: json.into(), ..self }
    }

    pub(crate) fn claims(self, claims: &Value) -> Self {
        self.payload(claims.to_string())
    }

    /// The good claims with these instead; `null` takes one away.
    #[expect(clippy::needless_pass_by_value, reason = "written in place by `json!`")]
    pub(crate) fn with(self, others: Value) -> Self {
        let mut claims = claims();
        let members = claims.as_object_mut().unwrap();
        for (name, value) in others.as_object().unwrap().clone() {
            members.insert(name, value);
        }
        members.retain(|_, value| !value.is_null());
        self.claims(&claims)
    }

    /// The good claims and one more, or one instead, written out as JSON: also `null`.
    pub(crate) fn claim(self, name: &str, json: &str) -> Self {
        let mut claims = claims();
        let members: &mut Map<String, Value> = claims.as_object_mut().unwrap();
        members.remove(name);
        let others = claims.to_string();
        self.payload(format!(r#"{{"{name}":{json},{}"#, others.trim_start_matches('{')))
    }

    /// What is signed.
    pub(crate) fn input(&self) -> String {
        format!("{}.{}", base64url(&self.header), base64url(&self.payload))
    }

    /// As it should be.
    pub(crate) fn signed(&self) -> Pasted {
        self.signed_by(ISSUER)
    }

    pub(crate) fn signed_by(&self, signer: Signer) -> Pasted {
        self.random(&signer.sign(&self.input()))
    }

    /// With a signature that is another one each time.
    pub(crate) fn random(&self, signature: &[u8]) -> Pasted {
        Pasted(vec![fixed(self.input() + "."), Piece::Signature(base64url(signature))])
    }

    /// With a signature that is always the same.
    pub(crate) fn with_signature(&self, signature: &[u8]) -> Pasted {
        Pasted(vec![fixed(format!("{}.{}", self.input(), base64url(signature)))])
    }
}

pub(crate) fn base64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn fixed(text: impl Into<String>) -> Piece {
    Piece::Fixed(text.into())
}

/// What somebody pastes.
#[derive(Clone)]
pub(crate) struct Pasted(Vec<Piece>);

#[derive(Clone)]
enum Piece {
    Fixed(String),
    Repeated(String, usize),
    /// Of which only the length is always the same.
    Signature(String),
}

impl Pasted {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self(vec![fixed(text)])
    }

    pub(crate) fn repeated(piece: &str, times: usize) -> Self {
        Self(vec![Piece::Repeated(piece.to_owned(), times)])
    }

    pub(crate) fn then(mut self, mut next: Self) -> Self {
        self.0.append(&mut next.0);
        self
    }

    /// With something before and after it.
    pub(crate) fn within(self, before: &str, after: &str) -> Self {
        Self::text(before).then(self).then(Self::text(after))
    }

    /// With a change to what is no signature.
    pub(crate) fn changed(self, change: impl Fn(&str) -> String) -> Self {
        Self(self.0.into_iter().map(|piece| piece.changed(&change)).collect())
    }

    /// With a change to the signature's text.
    pub(crate) fn with_changed_signature(self, change: impl Fn(&str) -> String) -> Self {
        let changed = |piece| match piece {
            Piece::Signature(text) => Piece::Signature(change(&text)),
            other => other,
        };
        Self(self.0.into_iter().map(changed).collect())
    }

    pub(crate) fn to_text(&self) -> Text {
        if !self.0.iter().any(|piece| matches!(piece, Piece::Repeated(..))) {
            return Text::Whole(self.0.iter().map(Piece::written_out).collect());
        }
        let piece = |piece: &Piece| match piece {
            Piece::Fixed(text) | Piece::Signature(text) => (text.clone(), 1),
            Piece::Repeated(text, times) => (text.clone(), *times),
        };
        Text::Repeated(self.0.iter().map(piece).collect())
    }

    /// Whether `text` is the same but for the bits of signatures.
    pub(crate) fn is_like(&self, text: &Text) -> bool {
        let written_out = text.written_out();
        let mut rest = written_out.as_str();
        self.0.iter().all(|piece| {
            let after = match piece {
                Piece::Signature(signature) => rest.get(signature.len()..),
                other => rest.strip_prefix(&other.written_out()),
            };
            rest = after.unwrap_or_default();
            after.is_some()
        }) && rest.is_empty()
    }
}

impl Piece {
    fn written_out(&self) -> String {
        match self {
            Self::Fixed(text) | Self::Signature(text) => text.clone(),
            Self::Repeated(text, times) => text.repeat(*times),
        }
    }

    fn changed(self, change: &impl Fn(&str) -> String) -> Self {
        match self {
            Self::Fixed(text) => Self::Fixed(change(&text)),
            other => other,
        }
    }
}
