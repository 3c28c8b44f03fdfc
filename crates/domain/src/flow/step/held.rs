//! What the person does with a token, and what time does to it.

use core::mem;

use crate::flow::{
    CopyFormat, CopyText, Effect, Flow, FocusTarget, Form, HeldToken, Notice, TimeLeft,
    step::{Env, Next, answer::wake_up, signature::look_at_signature},
};

pub(super) fn copy_requested(flow: Flow, format: CopyFormat, env: &Env<'_>) -> Next {
    let api = env.config.and_then(|config| config.api.as_ref());
    let text = match &flow {
        Flow::Holding { token, .. } => CopyText::of(&token.jwt, format, api),
        Flow::Idle { .. }
        | Flow::Asking { .. }
        | Flow::Redirecting { .. }
        | Flow::InPopup { .. }
        | Flow::Exchanging { .. }
        | Flow::Minting { .. }
        | Flow::Narrowing { .. }
        | Flow::Deriving { .. }
        | Flow::Renewing { .. }
        | Flow::Failed { .. } => None,
    };
    (flow, text.map(|text| Effect::Copy(format, text)).into_iter().collect())
}

pub(super) fn noticed(flow: Flow, notice: Notice, mut effects: Vec<Effect>) -> Next {
    match flow {
        Flow::Holding { token, .. } => {
            effects.push(Effect::Announce(notice.sentence().to_owned()));
            (Flow::Holding { token, notice: Some(notice) }, effects)
        }
        other => (other, vec![]),
    }
}

/// Forgets the token. After a failure a token that was there before comes back first.
pub(super) fn start_over(flow: Flow, env: &Env<'_>) -> Next {
    let focus = Effect::Focus(FocusTarget::Generate);
    match flow {
        Flow::Holding { token, .. } => {
            let notice = Notice::TokenForgotten;
            let form = Some(Form::from_wish(&token.wish));
            let announce = Effect::Announce(notice.sentence().to_owned());
            (Flow::Idle { notice: Some(notice), form }, vec![announce, focus])
        }
        Flow::Failed { behind: Some(token), .. } => back_to(token, env),
        Flow::Failed { form, behind: None, .. } => (Flow::Idle { notice: None, form }, vec![focus]),
        busy @ (Flow::Idle { .. }
        | Flow::Asking { .. }
        | Flow::Redirecting { .. }
        | Flow::InPopup { .. }
        | Flow::Exchanging { .. }
        | Flow::Minting { .. }
        | Flow::Narrowing { .. }
        | Flow::Deriving { .. }
        | Flow::Renewing { .. }) => (busy, vec![]),
    }
}

fn back_to(token: HeldToken, env: &Env<'_>) -> Next {
    let wake = wake_up(&token, env);
    let focus = Effect::Focus(FocusTarget::Verdict);
    (Flow::Holding { token, notice: None }, wake.into_iter().chain([focus]).collect())
}

/// Forgets everything, whatever is under way: the portal's author says so, not the person, so the
/// focus stays where it is.
pub(super) fn clear(flow: &Flow) -> Next {
    let mut effects = match flow {
        Flow::Redirecting { transaction, .. } => {
            vec![Effect::Stay, Effect::Forget(transaction.state())]
        }
        Flow::InPopup { .. } => vec![Effect::ClosePopup],
        Flow::Idle { .. }
        | Flow::Asking { .. }
        | Flow::Exchanging { .. }
        | Flow::Minting { .. }
        | Flow::Narrowing { .. }
        | Flow::Deriving { .. }
        | Flow::Renewing { .. }
        | Flow::Holding { .. }
        | Flow::Failed { .. } => vec![],
    };
    let notice = flow.held().map(|_| Notice::TokenForgotten);
    effects.extend(notice.map(|notice| Effect::Announce(notice.sentence().to_owned())));
    (Flow::Idle { notice, form: None }, effects)
}

/// Goes back from a narrower copy to the token that it was made of.
pub(super) fn origin_requested(flow: Flow, env: &Env<'_>) -> Next {
    match flow {
        Flow::Holding { token: HeldToken { origin: Some(origin), .. }, .. } => {
            // What was said of its signature meanwhile went unheard.
            look_at_signature(back_to(*origin, env), env)
        }
        other => (other, vec![]),
    }
}

/// Each turn in the token's time is told once.
pub(super) fn woken(flow: Flow, env: &Env<'_>) -> Next {
    let Flow::Holding { mut token, notice } = flow else { return (flow, vec![]) };
    let left = TimeLeft::until(token.jwt.peek_claims().expires_at, env.now);
    let turned = mem::replace(&mut token.told, left) != left;
    let wake = wake_up(&token, env).into_iter().collect();
    let holding = Flow::Holding { token, notice };
    match left {
        TimeLeft::Short if turned => noticed(holding, Notice::ExpiresSoon, wake),
        TimeLeft::Over if turned => noticed(holding, Notice::Expired, wake),
        TimeLeft::Ample | TimeLeft::Short | TimeLeft::Over => (holding, wake),
    }
}
