//! The signature of the token on the page, checked by the page itself as soon as the keys are here.

use crate::{
    flow::{
        Effect, Flow, HeldToken,
        step::{Env, Next},
    },
    judge::SignatureState,
    jwt::CompactJwt,
    key::SignatureCheck,
};

/// Without the settings there are no keys yet: the check follows when they come.
pub(super) fn look_at_signature((mut flow, mut effects): Next, env: &Env<'_>) -> Next {
    let held = flow.held_mut().filter(|token| token.signature == SignatureState::PENDING);
    if let (Some(token), Some(config)) = (held, env.config) {
        match SignatureCheck::begin(&token.jwt, &config.public_keys()) {
            Ok(check) => effects.push(Effect::CheckSignature(Box::new(check))),
            Err(known) => token.signature = known,
        }
    }
    (flow, effects)
}

pub(super) fn settings_arrived(flow: Flow, env: &Env<'_>) -> Next {
    look_at_signature((flow, vec![]), env)
}

/// An answer that nobody waits for means nothing: above all about a token that is not on the page any
/// more.
pub(super) fn signature_checked(mut flow: Flow, of: &CompactJwt, state: SignatureState) -> Next {
    let is_asked = |token: &&mut HeldToken| {
        token.signature == SignatureState::PENDING && token.jwt.compact().is_same_as(of)
    };
    if let Some(token) = flow.held_mut().filter(is_asked) {
        token.signature = state;
    }
    (flow, vec![])
}
