//! What is said of an inspection to whoever does not see it turn.

use crate::{
    TimeLeft,
    inspect::Inspection,
    judge::{SignatureState, Unchecked},
    text::sentence,
};

/// A sentence each about the text, the keys, the signature and the time; empty where nothing has to be
/// said. Each is said when it turns, so that the same text again, as it comes with each key press, is
/// not told again.
pub(super) fn about(inspection: &Inspection) -> [String; 4] {
    let text = match &inspection.token {
        None => String::new(),
        Some(Ok(_)) => "The token was read.".to_owned(),
        Some(Err(error)) => sentence(&error.to_string()),
    };
    let keys = match &inspection.keys {
        None | Some(Ok(_)) => String::new(),
        Some(Err(error)) => sentence(&error.to_string()),
    };
    [text, keys, signature(inspection), time(inspection).to_owned()]
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
