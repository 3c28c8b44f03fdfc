//! What every event means.

use crate::{
    CopyFormat, CopyText, TimeLeft,
    flow::Env,
    inspect::{
        FileFault, InspectEffect, InspectEvent, InspectFocus, InspectNotice, Inspection, KeySource,
        PastedText, paste, said::Said,
    },
    judge::{SignatureState, Signatures, Unchecked},
    jwt::{CompactJwt, UntrustedJwt},
    key::{KeySet, PublicKey, SignatureCheck, parse_keys},
    text::sentence,
};

type Next = (Inspection, Vec<InspectEffect>);

/// The inspection after an event, and what is to be done. What turns by it is said.
pub fn step(inspection: Inspection, event: InspectEvent, env: &Env<'_>) -> Next {
    let before = Said::of(&inspection);
    let (inspection, mut effects) = turned(inspection, event, env);
    effects.extend(Said::of(&inspection).since(before).map(InspectEffect::Announce));
    (inspection, effects)
}

fn turned(inspection: Inspection, event: InspectEvent, env: &Env<'_>) -> Next {
    match event {
        InspectEvent::TextChanged(text) => text_changed(inspection, text, env),
        InspectEvent::KeysChanged(text) => keys_changed(inspection, text),
        InspectEvent::FileRead(Ok(text)) => file_read(inspection, text, env),
        InspectEvent::FileRead(Err(fault)) => file_refused(inspection, fault),
        InspectEvent::SettingsArrived => look_at_api(inspection, env),
        InspectEvent::SignatureChecked { of, by, state } => checked(inspection, &of, by, state),
        InspectEvent::ClearRequested => cleared(&inspection),
        InspectEvent::CopyRequested => copy_requested(inspection),
        InspectEvent::Copied | InspectEvent::CopyRefused if inspection.jwt().is_none() => {
            (inspection, vec![])
        }
        InspectEvent::Copied => noticed(inspection, InspectNotice::Copied),
        InspectEvent::CopyRefused => copy_refused(inspection),
        InspectEvent::Woken => woken(inspection, env),
    }
}

/// What is known about the same token as before stays known.
fn text_changed(before: Inspection, text: PastedText, env: &Env<'_>) -> Next {
    let token = (!text.is_blank()).then(|| paste::token_in(text.expose()));
    let is_same = match (&token, before.jwt()) {
        (Some(Ok(jwt)), Some(other)) => jwt.compact().is_same_as(other.compact()),
        (Some(Ok(_) | Err(_)) | None, _) => false,
    };
    let inspection = Inspection { text, token, file_fault: None, notice: None, ..before };
    if is_same { (inspection, vec![]) } else { looked_at(inspection, env) }
}

/// Begins with a token of which nothing is known yet.
fn looked_at(before: Inspection, env: &Env<'_>) -> Next {
    let expires = before.jwt().and_then(|jwt| jwt.peek_claims().expires_at);
    let told = TimeLeft::until(expires, env.now);
    let inspection = Inspection { signatures: Signatures::pending(), told, ..before };
    let (inspection, mut effects) = look_at_api(inspection, env);
    let (inspection, by_given) = look_at_given(inspection);
    effects.extend(by_given);
    effects.extend(wake_up(&inspection, env));
    (inspection, effects)
}

fn keys_changed(before: Inspection, text: PastedText) -> Next {
    let keys = (!text.is_blank()).then(|| parse_keys(text.expose()));
    let edition = before.edition.wrapping_add(1);
    let fresh =
        Inspection { keys_text: text, keys, edition, file_fault: None, notice: None, ..before };
    look_at_given(fresh)
}

/// A file with keys goes to the field for keys, any other to the one for the token.
fn file_read(before: Inspection, text: PastedText, env: &Env<'_>) -> Next {
    if !paste::looks_like_keys(text.expose()) {
        return text_changed(before, text, env);
    }
    let (inspection, mut effects) = keys_changed(before, text);
    if matches!(inspection.keys, Some(Err(_))) {
        return (inspection, effects);
    }
    let (inspection, said) = noticed(inspection, InspectNotice::KeysRead);
    effects.extend(said);
    (inspection, effects)
}

fn file_refused(before: Inspection, fault: FileFault) -> Next {
    let say = InspectEffect::Announce(format!("{} {}", sentence(&fault.to_string()), fault.hint()));
    (Inspection { file_fault: Some(fault), notice: None, ..before }, vec![say])
}

/// Has the token's signature checked with the API's keys; without the settings there are none yet.
fn look_at_api(mut inspection: Inspection, env: &Env<'_>) -> Next {
    let jwt = inspection.jwt().filter(|_| inspection.signatures.by_api == SignatureState::PENDING);
    let (Some(jwt), Some(config)) = (jwt, env.config) else {
        return (inspection, vec![]);
    };
    let (state, effects) = begin(jwt, &config.public_keys(), KeySource::Api);
    inspection.signatures.by_api = state;
    (inspection, effects)
}

/// Has the token's signature checked with the person's keys, if there are any.
fn look_at_given(mut inspection: Inspection) -> Next {
    let by = KeySource::Given { edition: inspection.edition };
    let (by_given, effects) = match (inspection.jwt(), &inspection.keys) {
        (Some(jwt), Some(Ok(read))) => {
            let (state, effects) = begin(jwt, &read.keys, by);
            (Some(state), effects)
        }
        (Some(_), Some(Err(_))) => (Some(SignatureState::NotChecked(Unchecked::NoKeys)), vec![]),
        (None, _) | (_, None) => (None, vec![]),
    };
    inspection.signatures.by_given = by_given;
    (inspection, effects)
}

fn begin(
    jwt: &UntrustedJwt,
    keys: &KeySet<PublicKey>,
    by: KeySource,
) -> (SignatureState, Vec<InspectEffect>) {
    match SignatureCheck::begin(jwt, keys) {
        Ok(check) => {
            let effect = InspectEffect::CheckSignature(Box::new(check), by);
            (SignatureState::PENDING, vec![effect])
        }
        Err(known) => (known, vec![]),
    }
}

/// An answer that nobody waits for means nothing: about another token, or about keys that are gone.
fn checked(
    mut inspection: Inspection,
    of: &CompactJwt,
    by: KeySource,
    state: SignatureState,
) -> Next {
    let is_of_now = inspection.jwt().is_some_and(|jwt| jwt.compact().is_same_as(of));
    let edition = inspection.edition;
    let Signatures { by_api, by_given } = &mut inspection.signatures;
    let asked = match by {
        KeySource::Api => Some(by_api),
        KeySource::Given { edition: of_keys } => by_given.as_mut().filter(|_| of_keys == edition),
    };
    if let Some(asked) = asked.filter(|known| is_of_now && **known == SignatureState::PENDING) {
        *asked = state;
    }
    (inspection, vec![])
}

/// Also what is still to be said about keys that are forgotten now means nothing.
fn cleared(before: &Inspection) -> Next {
    let edition = before.edition.wrapping_add(1);
    let said = InspectEffect::Announce("Everything here is forgotten.".to_owned());
    let focus = InspectEffect::Focus(InspectFocus::Text);
    (Inspection { edition, ..Inspection::new() }, vec![said, focus])
}

fn copy_requested(inspection: Inspection) -> Next {
    let text = inspection.jwt().and_then(|jwt| CopyText::of(jwt, CopyFormat::Claims, None));
    let effects = text.map(InspectEffect::Copy).into_iter().collect();
    (inspection, effects)
}

fn copy_refused(inspection: Inspection) -> Next {
    let (inspection, mut effects) = noticed(inspection, InspectNotice::CopyRefused);
    effects.push(InspectEffect::SelectClaims);
    (inspection, effects)
}

fn noticed(inspection: Inspection, notice: InspectNotice) -> Next {
    let say = InspectEffect::Announce(notice.sentence().to_owned());
    (Inspection { notice: Some(notice), ..inspection }, vec![say])
}

fn woken(mut inspection: Inspection, env: &Env<'_>) -> Next {
    let Some(jwt) = inspection.jwt() else { return (inspection, vec![]) };
    inspection.told = TimeLeft::until(jwt.peek_claims().expires_at, env.now);
    let wake = wake_up(&inspection, env);
    (inspection, wake.into_iter().collect())
}

fn wake_up(inspection: &Inspection, env: &Env<'_>) -> Option<InspectEffect> {
    let end = inspection.jwt()?.peek_claims().expires_at;
    TimeLeft::next_turn(end, env.now).map(InspectEffect::WakeAt)
}
