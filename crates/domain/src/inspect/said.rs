//! What is said of an inspection to whoever does not see it turn.

use crate::{
    TimeLeft,
    inspect::Inspection,
    judge::{SignatureState, Unchecked},
    jwt::CompactJwt,
    text::sentence,
};

/// What is said of one inspection.
pub(super) struct Said {
    token: Option<CompactJwt>,
    of_keys: String,
    /// Of the text, the signature and the time.
    of_token: [String; 3],
}

impl Said {
    /// An empty sentence says nothing.
    pub(super) fn of(inspection: &Inspection) -> Self {
        let text = match &inspection.token {
            None => String::new(),
            Some(Ok(_)) => "The token was read.".to_owned(),
            Some(Err(error)) => sentence(&error.to_string()),
        };
        let of_keys = match &inspection.keys {
            None | Some(Ok(_)) => String::new(),
            Some(Err(error)) => sentence(&error.to_string()),
        };
        Self {
            token: inspection.jwt().map(|jwt| jwt.compact().clone()),
            of_keys,
            of_token: [text, signature(inspection), time(inspection).to_owned()],
        }
    }

    /// What turned since `before`, and of another token all. The same text again, as it comes with
    /// each key press, is not told again.
    pub(super) fn since(self, before: Self) -> impl Iterator<Item = String> {
        let is_same = match (&self.token, &before.token) {
            (Some(token), Some(other)) => token.is_same_as(other),
            (token, other) => token.is_none() && other.is_none(),
        };
        let known = if is_same { before.of_token } else { Default::default() };
        let now = self.of_token.into_iter().chain([self.of_keys]);
        let turned = now.zip(known.into_iter().chain([before.of_keys]));
        turned.filter(|(now, known)| now != known && !now.is_empty()).map(|(now, _)| now)
    }
}

/// What is wrong with the keys says enough.
fn signature(inspection: &Inspection) -> String {
    if inspection.jwt().is_none() || matches!(inspection.keys, Some(Err(_))) {
        return String::new();
    }
    match (inspection.signatures.shown(), &inspection.keys) {
        (SignatureState::NotChecked(Unchecked::Pending), _) => String::new(),
        (SignatureState::NotChecked(reason), _) => sentence(&reason.to_string()),
        (SignatureState::Valid, None) => "The signature is that of the API's key.".to_owned(),
        (SignatureState::Valid, Some(_)) => "The signature is that of the given key.".to_owned(),
        (SignatureState::Invalid(error), _) => sentence(&error.to_string()),
    }
}

fn time(inspection: &Inspection) -> &'static str {
    match inspection.told {
        TimeLeft::Ample => "",
        TimeLeft::Short => "The token expires in less than five minutes.",
        TimeLeft::Over => "The token has expired.",
    }
}
