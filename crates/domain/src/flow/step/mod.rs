//! The transitions: what every event means in every state.

mod answer;
mod arrival;
mod dialog;
mod held;
mod renewal;
mod sign_in;
mod signature;

use crate::{
    Embedding, RedirectUri, RedirectUriError, UnixTime,
    api::PageConfig,
    flow::{Effect, Event, Failure, Flow, FocusTarget, Form, HeldToken, Notice, Retry},
    text::sentence,
};
use answer::{request_failed, token_arrived};
use arrival::{opened, restored};
use dialog::{ask, cancelled, confirmed, edited, preset_changed};
use held::{clear, copy_requested, noticed, origin_requested, start_over, woken};
use renewal::{narrow, renew, retry};
use sign_in::{
    callback_received, popup_blocked, popup_gone, popup_opened, popup_requested,
    redirect_requested, remember_refused, remembered,
};
use signature::{settings_arrived, signature_checked};

/// What a step may know of the world, as it is at the time of the event.
pub struct Env<'a> {
    /// The time.
    pub now: UnixTime,
    /// Fresh bytes from a cryptographic source, never used before; `None` where there is none.
    pub random: Option<[u8; 32]>,
    /// The settings, when they have come.
    pub config: Option<&'a PageConfig>,
    /// The page's own address, without query and fragment.
    pub address: &'a Result<RedirectUri, RedirectUriError>,
    /// The rest of the address, to come back to: query and fragment, as they stand there.
    pub rest: &'a str,
    /// The element in somebody else's page; `None` on the page of its own.
    pub embedding: Option<&'a Embedding>,
}

type Next = (Flow, Vec<Effect>);

/// The state after an event, and what is to be done.
///
/// An event that means nothing in a state (an answer to a request that was given up, say) leaves
/// the state as it is and asks for nothing. The functions below therefore name only the states in
/// which an event means something; the table of all pairs stands in a test.
pub fn step(flow: Flow, event: Event, env: &Env<'_>) -> Next {
    match event {
        Event::Opened { callback, recalled, navigation } => {
            opened(flow, callback, recalled, navigation, env)
        }
        Event::Restored => restored(flow, env),
        Event::GenerateRequested => ask(flow, env),
        Event::RetryRequested => retry(flow, env),
        Event::Edited(edit) => edited(flow, edit, env),
        Event::Confirmed => confirmed(flow, env),
        Event::Cancelled => cancelled(flow, env),
        Event::Remembered => remembered(flow),
        Event::RememberRefused => remember_refused(flow),
        Event::PopupOpened => popup_opened(flow),
        Event::PopupBlocked => popup_blocked(flow),
        Event::PopupGone => popup_gone(flow),
        Event::PopupRequested => popup_requested(flow),
        Event::RedirectRequested => redirect_requested(flow, env),
        Event::CallbackReceived(callback) => callback_received(flow, callback, env),
        Event::PresetChanged => preset_changed(flow),
        Event::ClearRequested => clear(&flow),
        Event::TokenArrived(response) => token_arrived(flow, response, env),
        Event::RequestFailed(failure) => request_failed(flow, failure),
        Event::CopyRequested(format) => copy_requested(flow, format, env),
        Event::Copied(format) => noticed(flow, Notice::Copied(format), vec![]),
        Event::CopyRefused(format) => {
            noticed(flow, Notice::CopyRefused(format), vec![Effect::SelectToken])
        }
        Event::StartOverRequested => start_over(flow, env),
        Event::RenewRequested => renew(flow),
        Event::NarrowRequested => narrow(flow, env),
        Event::OriginRequested => origin_requested(flow, env),
        Event::SettingsArrived => settings_arrived(flow, env),
        Event::SignatureChecked { of, state } => signature_checked(flow, &of, state),
        Event::Woken => woken(flow, env),
    }
}

/// What follows, with something to be done before all else.
fn after(effect: Effect, (flow, mut effects): Next) -> Next {
    effects.insert(0, effect);
    (flow, effects)
}

/// The focus goes to the sentence that says what happened; the announcement adds what to do.
fn fail(failure: Failure, form: Option<Form>, behind: Option<HeldToken>) -> Next {
    fail_at(Retry::Ask, failure, form, behind)
}

/// What the identity server never does with the token at hand is not tried again.
fn fail_at(retry: Retry, failure: Failure, form: Option<Form>, behind: Option<HeldToken>) -> Next {
    let retry = if failure.needs_sign_in() { Retry::Ask } else { retry };
    let effects = vec![
        Effect::Announce(format!("No token. {}", sentence(failure.hint()))),
        Effect::Focus(FocusTarget::Failure),
    ];
    (Flow::Failed { failure, form, behind, retry }, effects)
}
