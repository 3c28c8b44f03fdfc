//! What every event means.

use crate::{
    CopyFormat, CopyText, TimeLeft,
    flow::Env,
    inspect::{
        FileFault, InspectEffect, InspectEvent, InspectFocus, InspectNotice, Inspection, KeySource,
        PastedText, paste,
    },
    judge::{SignatureState, Signatures, Unchecked},
    jwt::CompactJwt,
    key::{KeySet, PublicKey, SignatureCheck, parse_keys},
    text::sentence,
};

type Next = (Inspection, Vec<InspectEffect>);

/// The inspection after an event, and what is to be done.
pub fn step(inspection: Inspection, event: InspectEvent, env: &Env<'_>) -> Next {
    match event {
        InspectEvent::TextChanged(text) => text_changed(inspection, text, env),
        InspectEvent::KeysChanged(text) => keys_changed(inspection, text, env),
        InspectEvent::FileRead(Ok(text)) => file_read(inspection, text, env),
        InspectEvent::FileRead(Err(fault)) => file_refused(inspection, fault),
        InspectEvent::SettingsArrived => settings_arrived(inspection, env),
        InspectEvent::SignatureChecked { of, by, state } => checked(inspection, &of, by, state),
        InspectEvent::ClearRequested => cleared(),
        InspectEvent::CopyRequested => copy_requested(inspection),
        InspectEvent::Copied => noticed(inspection, InspectNotice::Copied),
        InspectEvent::CopyRefused => {
            let (inspection, mut effects) = noticed(inspection, InspectNotice::CopyRefused);
            effects.push(InspectEffect::SelectClaims);
            (inspection, effects)
        }
        InspectEvent::Woken => woken(inspection, env),
    }
}

/// The same text again, as it comes with each key press, is not told again.
fn text_changed(before: Inspection, text: PastedText, env: &Env<'_>) -> Next {
    let token = paste::token_in(text.expose());
    let said = told(&before);
    let token = (!text.expose().trim().is_empty()).then_some(token);
    let expires = token.as_ref().and_then(|it| it.as_ref().ok()?.peek_claims().expires_at);
    let inspection = Inspection {
        text,
        token,
        signatures: Signatures::pending(),
        file_fault: None,
        notice: None,
        told: TimeLeft::until(expires, env.now),
        ..before
    };
    let (inspection, mut effects) = look_at_signatures(inspection, env);
    effects.extend(wake_up(&inspection, env));
    let says = told(&inspection);
    if says != said && !says.is_empty() {
        effects.push(InspectEffect::Announce(says));
    }
    (inspection, effects)
}

/// What a screen reader says about the text.
fn told(inspection: &Inspection) -> String {
    match &inspection.token {
        None => String::new(),
        Some(Ok(_)) => "The token was read.".to_owned(),
        Some(Err(error)) => sentence(&error.to_string()),
    }
}

fn keys_changed(before: Inspection, text: String, env: &Env<'_>) -> Next {
    let keys = (!text.trim().is_empty()).then(|| parse_keys(&text));
    let inspection = Inspection { keys_text: text, keys, notice: None, ..before };
    look_at_signatures(inspection, env)
}

/// A file with keys goes to the field for keys, any other to the one for the token.
fn file_read(before: Inspection, text: PastedText, env: &Env<'_>) -> Next {
    if !paste::looks_like_keys(text.expose()) {
        return text_changed(before, text, env);
    }
    let (inspection, mut effects) = keys_changed(before, text.expose().to_owned(), env);
    let inspection = Inspection { file_fault: None, ..inspection };
    let (inspection, said) = noticed(inspection, InspectNotice::KeysRead);
    effects.extend(said);
    (inspection, effects)
}

fn file_refused(before: Inspection, fault: FileFault) -> Next {
    let say = InspectEffect::Announce(format!("{} {}", sentence(&fault.to_string()), fault.hint()));
    (Inspection { file_fault: Some(fault), notice: None, ..before }, vec![say])
}

fn settings_arrived(inspection: Inspection, env: &Env<'_>) -> Next {
    look_at_signatures(inspection, env)
}

/// Has the token's signature checked with the API's keys and, if there are such, with the given ones.
fn look_at_signatures(mut inspection: Inspection, env: &Env<'_>) -> Next {
    let mut effects = Vec::new();
    let Some(Ok(jwt)) = &inspection.token else { return (inspection, effects) };
    let mut begin = |keys: &KeySet<PublicKey>, by| match SignatureCheck::begin(jwt, keys) {
        Ok(check) => {
            effects.push(InspectEffect::CheckSignature(Box::new(check), by));
            SignatureState::NotChecked(Unchecked::Pending)
        }
        Err(known) => known,
    };
    let by_api = match env.config {
        Some(config) => begin(&config.public_keys(), KeySource::Api),
        None => SignatureState::NotChecked(Unchecked::Pending),
    };
    let by_given = match &inspection.keys {
        Some(Ok(read)) => Some(begin(&read.keys, KeySource::Given)),
        Some(Err(_)) => Some(SignatureState::NotChecked(Unchecked::NoKeys)),
        None => None,
    };
    inspection.signatures = Signatures { by_api, by_given };
    (inspection, effects)
}

/// An answer about another token, or about keys that are gone, means nothing.
fn checked(
    mut inspection: Inspection,
    of: &CompactJwt,
    by: KeySource,
    state: SignatureState,
) -> Next {
    if inspection.jwt().is_some_and(|jwt| jwt.compact().is_same_as(of)) {
        match by {
            KeySource::Api => inspection.signatures.by_api = state,
            KeySource::Given if inspection.signatures.by_given.is_some() => {
                inspection.signatures.by_given = Some(state);
            }
            KeySource::Given => {}
        }
    }
    (inspection, vec![])
}

fn cleared() -> Next {
    let said = InspectEffect::Announce("Everything here is forgotten.".to_owned());
    (Inspection::new(), vec![said, InspectEffect::Focus(InspectFocus::Text)])
}

fn copy_requested(inspection: Inspection) -> Next {
    let text = inspection.jwt().and_then(|jwt| CopyText::of(jwt, CopyFormat::Claims, None));
    let effects = text.map(InspectEffect::Copy).into_iter().collect();
    (inspection, effects)
}

fn noticed(inspection: Inspection, notice: InspectNotice) -> Next {
    let say = InspectEffect::Announce(notice.sentence().to_owned());
    (Inspection { notice: Some(notice), ..inspection }, vec![say])
}

/// Each turn in the token's time is told once.
fn woken(mut inspection: Inspection, env: &Env<'_>) -> Next {
    let Some(jwt) = inspection.jwt() else { return (inspection, vec![]) };
    let told = TimeLeft::until(jwt.peek_claims().expires_at, env.now);
    let mut effects: Vec<_> = wake_up(&inspection, env).into_iter().collect();
    if told != inspection.told {
        let says = match told {
            TimeLeft::Ample => "",
            TimeLeft::Short => "The token expires in less than five minutes.",
            TimeLeft::Over => "The token has expired.",
        };
        effects.push(InspectEffect::Announce(says.to_owned()));
        inspection.told = told;
    }
    (inspection, effects)
}

fn wake_up(inspection: &Inspection, env: &Env<'_>) -> Option<InspectEffect> {
    let end = inspection.jwt()?.peek_claims().expires_at;
    TimeLeft::next_turn(end, env.now).map(InspectEffect::WakeAt)
}
