//! The person is sent to the identity server: on this page, or in a window of its own.

use crate::{
    CodeVerifier, RedirectUri, SignInMode, Transaction, Wish,
    api::PageConfig,
    flow::{
        Effect, Failure, Flow, FocusTarget, Form, HeldToken, Popup,
        step::{Env, Next, after, arrival::redeem, fail},
    },
    itsyouonline::authorize::{self, Callback, CallbackError},
};

/// Begins a sign-in as the element says.
pub(super) fn set_out(
    wish: Wish,
    config: &PageConfig,
    behind: Option<HeldToken>,
    env: &Env<'_>,
) -> Next {
    set_out_by(SignInMode::of(env.embedding), wish, config, behind, env)
}

fn set_out_by(
    mode: SignInMode,
    wish: Wish,
    config: &PageConfig,
    behind: Option<HeldToken>,
    env: &Env<'_>,
) -> Next {
    let form = Form::from_wish(&wish);
    let page = match mode {
        SignInMode::Popup => callback_page(config, env),
        SignInMode::Redirect => own_address(config, env),
    };
    match (mode, page.and_then(|page| begin(wish, page, config, env))) {
        (SignInMode::Popup, Ok((transaction, address))) => open(transaction, address, behind),
        (SignInMode::Redirect, Ok((transaction, address))) => leave(transaction, address, behind),
        (_, Err(failure)) => fail(failure, Some(form), behind),
    }
}

/// The page that is shown, if people may come back to it.
fn own_address(config: &PageConfig, env: &Env<'_>) -> Result<RedirectUri, Failure> {
    let own = env.address.clone().map_err(Failure::AddressUnusable)?;
    if config.redirect_uris.contains(&own) { Ok(own) } else { Err(Failure::AddressNotAllowed(own)) }
}

/// Where a window comes back to. One of the page's own origin is the better one: it reaches the page
/// also where the page's opener policy has cut the two windows apart.
fn callback_page(config: &PageConfig, env: &Env<'_>) -> Result<RedirectUri, Failure> {
    let own = env.address.as_ref().ok().map(RedirectUri::origin);
    let pages = || config.redirect_uris.iter().filter(|uri| uri.is_callback_page());
    let nearest = pages().find(|uri| Some(uri.origin()) == own);
    nearest.or_else(|| pages().next()).cloned().ok_or(Failure::CallbackPageMissing)
}

/// Begins a transaction, and says where it leads.
fn begin(
    wish: Wish,
    redirect_uri: RedirectUri,
    config: &PageConfig,
    env: &Env<'_>,
) -> Result<(Transaction, String), Failure> {
    let verifier = CodeVerifier::from_random(env.random.ok_or(Failure::CryptoUnavailable)?);
    let address = authorize::url(
        &config.authorization_endpoint,
        &config.client_id,
        &redirect_uri,
        &wish.scope,
        &verifier.state(),
    )
    .map_err(|error| Failure::SettingsUnusable { reason: error.to_string() })?;
    let begun_by = env.embedding.map(|embedding| embedding.name.clone()).unwrap_or_default();
    let (begun_at, rest) = (env.now, env.rest.to_owned());
    Ok((Transaction { verifier, redirect_uri, wish, begun_at, begun_by, rest }, address))
}

/// The transaction is remembered first, and only then the browser leaves.
fn leave(transaction: Transaction, address: String, behind: Option<HeldToken>) -> Next {
    let effects = vec![
        Effect::Remember(transaction.clone()),
        Effect::Focus(FocusTarget::Cancel),
        Effect::Announce("Going to the identity server.".to_owned()),
    ];
    (Flow::Redirecting { transaction, address, behind }, effects)
}

pub(super) fn remembered(flow: Flow) -> Next {
    let Flow::Redirecting { address, .. } = &flow else { return (flow, vec![]) };
    let leave = Effect::Redirect(address.clone());
    (flow, vec![leave])
}

pub(super) fn remember_refused(flow: Flow) -> Next {
    let Flow::Redirecting { transaction, behind, .. } = flow else { return (flow, vec![]) };
    fail(Failure::StorageUnavailable, Some(Form::from_wish(&transaction.wish)), behind)
}

/// The page stays, so nothing of the transaction has to be kept anywhere.
fn open(transaction: Transaction, address: String, behind: Option<HeldToken>) -> Next {
    let effects = vec![Effect::OpenPopup(address.clone()), Effect::Focus(FocusTarget::Cancel)];
    (Flow::InPopup { transaction, address, popup: Popup::Open, behind }, effects)
}

/// Opens the window again, with the sign-in that was begun.
pub(super) fn popup_requested(flow: Flow) -> Next {
    match flow {
        Flow::InPopup { transaction, address, popup: Popup::Blocked | Popup::Gone, behind } => {
            open(transaction, address, behind)
        }
        other => (other, vec![]),
    }
}

pub(super) fn popup_opened(flow: Flow) -> Next {
    let open = matches!(flow, Flow::InPopup { popup: Popup::Open, .. });
    let told = Effect::Announce("Sign in in the window that has opened.".to_owned());
    (flow, open.then_some(told).into_iter().collect())
}

pub(super) fn popup_blocked(flow: Flow) -> Next {
    match flow {
        Flow::InPopup { transaction, address, popup: Popup::Open, behind } => {
            let effects = vec![
                Effect::Announce("The browser has not let the window open.".to_owned()),
                Effect::Focus(FocusTarget::OpenWindow),
            ];
            (Flow::InPopup { transaction, address, popup: Popup::Blocked, behind }, effects)
        }
        other => (other, vec![]),
    }
}

/// A window that cannot be seen may still be there, so its answer is waited for all the same.
pub(super) fn popup_gone(flow: Flow) -> Next {
    match flow {
        Flow::InPopup { transaction, address, popup: Popup::Open, behind } => {
            let effects = vec![
                Effect::Announce("The sign-in window is gone.".to_owned()),
                Effect::Focus(FocusTarget::OpenWindow),
            ];
            (Flow::InPopup { transaction, address, popup: Popup::Gone, behind }, effects)
        }
        other => (other, vec![]),
    }
}

/// What a callback page has handed over. Anything but the answer to this very sign-in means nothing:
/// another element of the page may wait for it.
pub(super) fn callback_received(
    flow: Flow,
    callback: Result<Callback, CallbackError>,
    env: &Env<'_>,
) -> Next {
    match (flow, callback) {
        (Flow::InPopup { transaction, behind, .. }, Ok(Callback::Code { code, state }))
            if transaction.state() == state =>
        {
            let (flow, mut effects) = redeem(transaction, code, env.now, behind, env);
            effects.push(Effect::Focus(FocusTarget::Work));
            after(Effect::ClosePopup, (flow, effects))
        }
        (Flow::InPopup { transaction, behind, .. }, Ok(Callback::Refused { error, state }))
            if transaction.state() == state =>
        {
            let form = Some(Form::from_wish(&transaction.wish));
            after(Effect::ClosePopup, fail(Failure::SignInRefused { error }, form, behind))
        }
        (other, _) => (other, vec![]),
    }
}

/// Goes on in the page itself. The sign-in in the window, if there is one, is given up.
pub(super) fn redirect_requested(flow: Flow, env: &Env<'_>) -> Next {
    let Flow::InPopup { transaction: Transaction { wish, .. }, behind, .. } = flow else {
        return (flow, vec![]);
    };
    let Some(config) = env.config else {
        return fail(Failure::SettingsMissing, Some(Form::from_wish(&wish)), behind);
    };
    after(Effect::ClosePopup, set_out_by(SignInMode::Redirect, wish, config, behind, env))
}
