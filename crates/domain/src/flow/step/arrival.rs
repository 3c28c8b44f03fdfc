//! The page is opened: plainly, with a callback, or again.

use crate::{
    AuthorizationCode, OnBehalfOf, Scope, State, Transaction, UnixTime, Validity,
    api::TokenRequest,
    flow::{
        Effect, Failure, Flow, FocusTarget, Form, HeldToken, Navigation, NavigationKind, Notice,
        Recalled, TokenCall, TokenCallBody,
        step::{Env, Next, after, answer::wake_up, fail},
    },
    itsyouonline::authorize::{Callback, CallbackError},
};

/// Only a fresh page looks at its address; later the answer would be about another page's life.
pub(super) fn opened(
    flow: Flow,
    callback: Result<Callback, CallbackError>,
    recalled: Recalled,
    navigation: Navigation,
    env: &Env<'_>,
) -> Next {
    let Navigation { arrived_at, kind } = navigation;
    if !matches!(flow, Flow::Idle { .. }) {
        return (flow, vec![]);
    }
    // In a portal, what this element did not begin is the portal's own business.
    if env.embedding.is_some() && !matches!(recalled, Recalled::Pending(_)) {
        return (flow, vec![]);
    }
    let clean = |next| after(Effect::CleanAddressBar, next);
    match callback {
        Ok(Callback::None) => opened_plainly(flow, recalled, kind, env),
        Ok(Callback::Code { code, state }) => match matching(recalled, &state) {
            Ok(transaction) => {
                let restore = Effect::RestoreAddress(transaction.rest.clone());
                after(restore, redeem(transaction, code, arrived_at, None, env))
            }
            Err(failure) => clean(fail(failure, None, None)),
        },
        Ok(Callback::Refused { error, state }) => match matching(recalled, &state) {
            Ok(transaction) => {
                let restore = Effect::RestoreAddress(transaction.rest.clone());
                let form = Some(Form::from_wish(&transaction.wish));
                after(restore, fail(Failure::SignInRefused { error }, form, None))
            }
            Err(failure) => clean(fail(failure, None, None)),
        },
        Err(error) => clean(fail(Failure::CallbackMalformed(error), None, None)),
    }
}

/// Hands the code to the proxy. `arrived_at` is when the browser set out with it.
pub(super) fn redeem(
    transaction: Transaction,
    code: AuthorizationCode,
    arrived_at: UnixTime,
    behind: Option<HeldToken>,
    env: &Env<'_>,
) -> Next {
    let call = exchange(&transaction, code);
    let exchanging = Flow::Exchanging { transaction, arrived_at, sent_at: env.now, behind };
    let announce = Effect::Announce("Signed in. Getting the token.".to_owned());
    (exchanging, vec![Effect::Send(call), announce])
}

/// A transaction that is still pending on a page without a callback: nobody came back. Whoever
/// loads the page anew may have lost a token, or the answer to an exchange.
fn opened_plainly(flow: Flow, recalled: Recalled, kind: NavigationKind, env: &Env<'_>) -> Next {
    match (recalled, kind) {
        (Recalled::Pending(transaction), _) => nobody_came_back(&transaction, None, env),
        (Recalled::Nothing | Recalled::Unavailable, NavigationKind::Reload) => {
            let notice = Notice::Reloaded;
            let announce = Effect::Announce(notice.sentence().to_owned());
            (Flow::Idle { notice: Some(notice), form: None }, vec![announce])
        }
        (Recalled::Nothing | Recalled::Unavailable, NavigationKind::Visit) => (flow, vec![]),
    }
}

/// Nobody comes back any more, so what is remembered is forgotten.
pub(super) fn nobody_came_back(
    transaction: &Transaction,
    behind: Option<HeldToken>,
    env: &Env<'_>,
) -> Next {
    after(Effect::Forget(transaction.state()), not_finished(transaction, behind, env))
}

/// The form is kept, and a token that was on the page before is still there.
pub(super) fn not_finished(
    transaction: &Transaction,
    behind: Option<HeldToken>,
    env: &Env<'_>,
) -> Next {
    let notice = Notice::NobodyCameBack;
    let mut effects =
        vec![Effect::Announce(notice.sentence().to_owned()), Effect::Focus(FocusTarget::Generate)];
    let Some(token) = behind else {
        let form = Some(Form::from_wish(&transaction.wish));
        return (Flow::Idle { notice: Some(notice), form }, effects);
    };
    effects.extend(wake_up(&token, env));
    (Flow::Holding { token, notice: Some(notice) }, effects)
}

/// The one check that binds a code to the browser that asked for it.
fn matching(recalled: Recalled, state: &State) -> Result<Transaction, Failure> {
    match recalled {
        Recalled::Pending(transaction) if transaction.state() == *state => Ok(transaction),
        Recalled::Pending(_) | Recalled::Nothing => Err(Failure::UnknownCallback),
        Recalled::Unavailable => Err(Failure::StorageUnavailable),
    }
}

/// For the organization's token the person first proves to be a member, with a token that is good
/// for nothing else and not for long.
fn exchange(transaction: &Transaction, code: AuthorizationCode) -> TokenCall {
    const PROOF_SECONDS: u64 = 300;
    let wish = &transaction.wish;
    let (audience, validity) = match wish.on_behalf_of {
        OnBehalfOf::Myself => (wish.audience.clone(), wish.validity),
        OnBehalfOf::Organization => {
            let organizations = wish.scope.iter().filter_map(Scope::membership);
            let audience = organizations.map(|organization| (&organization).into()).collect();
            (audience, Validity::from_seconds(PROOF_SECONDS).ok())
        }
    };
    let body = TokenRequest::AuthorizationCode {
        code,
        verifier: transaction.verifier.clone(),
        redirect_uri: transaction.redirect_uri.clone(),
        scope: wish.scope.clone(),
        audience,
        validity,
        refreshable: wish.refreshable,
    };
    TokenCall { body: TokenCallBody::Token(body), bearer: None }
}

pub(super) fn restored(flow: Flow, env: &Env<'_>) -> Next {
    match flow {
        Flow::Redirecting { transaction, behind, .. } => {
            nobody_came_back(&transaction, behind, env)
        }
        other => (other, vec![]),
    }
}
