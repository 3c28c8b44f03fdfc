//! The proxy answers.

use crate::{
    OnBehalfOf, Wish,
    api::TokenResponse,
    flow::{
        Effect, Failure, Flow, FocusTarget, Form, HeldToken, Notice, RequestFailure, Retry,
        TimeLeft,
        step::{Env, Next, dialog::mint, fail, fail_at, signature::look_at_signature},
    },
    jwt::JwtError,
};

pub(super) fn token_arrived(flow: Flow, response: TokenResponse, env: &Env<'_>) -> Next {
    match flow {
        Flow::Exchanging { transaction, behind, .. } => {
            let wish = transaction.wish;
            match wish.on_behalf_of {
                OnBehalfOf::Organization => mint(wish, response.token, behind),
                OnBehalfOf::Myself => match HeldToken::read(response, wish.clone(), env.now) {
                    Ok(token) => hold(token, None, env),
                    Err(error) => unreadable(error, &wish, behind),
                },
            }
        }
        Flow::Minting { wish, behind } => match HeldToken::read(response, wish.clone(), env.now) {
            Ok(token) => hold(token, None, env),
            Err(error) => unreadable(error, &wish, behind),
        },
        Flow::Deriving { wish, token } => match HeldToken::read(response, wish.clone(), env.now) {
            Ok(copy) => {
                let copy = HeldToken { origin: Some(Box::new(token)), ..copy };
                hold(copy, Some(Notice::Narrowed), env)
            }
            Err(error) => not_derived(Failure::TokenUnreadable(error), &wish, token),
        },
        Flow::Renewing { token } => match HeldToken::read(response, token.wish.clone(), env.now) {
            Ok(renewed) => hold(renewed, Some(Notice::Renewed), env),
            Err(error) => not_renewed(Failure::TokenUnreadable(error), token),
        },
        other => (other, vec![]),
    }
}

fn hold(token: HeldToken, notice: Option<Notice>, env: &Env<'_>) -> Next {
    let wake = wake_up(&token, env);
    let told = notice.map_or("The token is here.", Notice::sentence);
    let announce = Effect::Announce(told.to_owned());
    let focus = Effect::Focus(FocusTarget::Verdict);
    let effects = wake.into_iter().chain([announce, focus]).collect();
    look_at_signature((Flow::Holding { token, notice }, effects), env)
}

fn unreadable(error: JwtError, wish: &Wish, behind: Option<HeldToken>) -> Next {
    fail(Failure::TokenUnreadable(error), Some(Form::from_wish(wish)), behind)
}

/// The verdict and the time that is left change with time.
pub(super) fn wake_up(token: &HeldToken, env: &Env<'_>) -> Option<Effect> {
    TimeLeft::next_turn(token.jwt.peek_claims().expires_at, env.now).map(Effect::WakeAt)
}

pub(super) fn request_failed(flow: Flow, failure: RequestFailure) -> Next {
    match flow {
        Flow::Exchanging { transaction, arrived_at, sent_at, behind } => {
            let age = sent_at.seconds_since(arrived_at);
            let form = Form::from_wish(&transaction.wish);
            fail(Failure::of_request(failure, age), Some(form), behind)
        }
        Flow::Minting { wish, behind } => {
            fail(Failure::of_request(failure, 0), Some(Form::from_wish(&wish)), behind)
        }
        Flow::Deriving { wish, token } => not_derived(failure.into(), &wish, token),
        Flow::Renewing { token } => not_renewed(failure.into(), token),
        other => (other, vec![]),
    }
}

fn not_derived(failure: Failure, wish: &Wish, token: HeldToken) -> Next {
    fail_at(Retry::Narrow, failure, Some(Form::from_wish(wish)), Some(token))
}

fn not_renewed(failure: Failure, token: HeldToken) -> Next {
    let form = Form::from_wish(&token.wish);
    fail_at(Retry::Renew, failure, Some(form), Some(token))
}
