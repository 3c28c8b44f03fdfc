//! The proxy answers.

use crate::{
    OnBehalfOf, Wish,
    api::TokenResponse,
    flow::{
        Effect, Failure, Flow, FocusTarget, Form, HeldToken, RequestFailure,
        step::{Env, Next, dialog::mint, fail},
    },
};

pub(super) fn token_arrived(flow: Flow, response: TokenResponse, env: &Env<'_>) -> Next {
    match flow {
        Flow::Exchanging { transaction, .. } => {
            let wish = transaction.wish;
            match wish.on_behalf_of {
                OnBehalfOf::Organization => mint(wish, response.token, None),
                OnBehalfOf::Myself => hold(response, wish, None, env),
            }
        }
        Flow::Minting { wish, behind } => hold(response, wish, behind, env),
        other => (other, vec![]),
    }
}

fn hold(response: TokenResponse, wish: Wish, behind: Option<HeldToken>, env: &Env<'_>) -> Next {
    let form = Form::from_wish(&wish);
    match HeldToken::read(response, wish) {
        Ok(token) => {
            let wake = wake_up(&token, env);
            let announce = Effect::Announce("The token is here.".to_owned());
            let focus = Effect::Focus(FocusTarget::Verdict);
            let effects = wake.into_iter().chain([announce, focus]).collect();
            (Flow::Holding { token, notice: None }, effects)
        }
        Err(error) => fail(Failure::TokenUnreadable(error), Some(form), behind),
    }
}

/// Times on the page are told in minutes, and the verdict changes when the token ends.
pub(super) fn wake_up(token: &HeldToken, env: &Env<'_>) -> Option<Effect> {
    const EVERY_SECONDS: u64 = 30;
    let end = token.jwt.peek_claims().expires_at?;
    (env.now < end).then(|| Effect::WakeAt(end.min(env.now.plus(EVERY_SECONDS))))
}

pub(super) fn request_failed(flow: Flow, failure: RequestFailure) -> Next {
    match flow {
        Flow::Exchanging { transaction, arrived_at, sent_at } => {
            let age = sent_at.seconds_since(arrived_at);
            let form = Form::from_wish(&transaction.wish);
            fail(Failure::of_request(failure, age), Some(form), None)
        }
        Flow::Minting { wish, behind } => {
            fail(Failure::of_request(failure, 0), Some(Form::from_wish(&wish)), behind)
        }
        other => (other, vec![]),
    }
}
