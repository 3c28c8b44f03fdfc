//! A refreshable token is renewed, or a narrower copy of it is taken.

use crate::{
    OnBehalfOf, Refreshable, Wish,
    api::{DeriveRequest, RefreshRequest},
    flow::{
        Effect, FieldName, Flow, FocusTarget, Form, FormErrors, HeldToken, Retry, TokenCall,
        TokenCallBody,
        step::{Env, Next, dialog::ask},
    },
};

pub(super) fn renew(flow: Flow) -> Next {
    match flow {
        Flow::Holding { token, .. } if token.is_renewable() => {
            let body = TokenCallBody::Refresh(RefreshRequest { validity: token.wish.validity });
            let effects = ask_proxy(body, &token, "Renewing the token.");
            (Flow::Renewing { token }, effects)
        }
        other => (other, vec![]),
    }
}

/// Opens the dialog for a narrower copy, filled in with what the token grants.
pub(super) fn narrow(flow: Flow, env: &Env<'_>) -> Next {
    match flow {
        Flow::Holding { token, .. } if token.is_derivable(env.now) => {
            open_narrowing(Form::of_granted(&token.granted), token)
        }
        other => (other, vec![]),
    }
}

/// Does again what failed.
pub(super) fn retry(flow: Flow, env: &Env<'_>) -> Next {
    match flow {
        Flow::Failed { retry: Retry::Renew, behind: Some(token), .. } => {
            renew(Flow::Holding { token, notice: None })
        }
        Flow::Failed { retry: Retry::Narrow, form: Some(form), behind: Some(token), .. }
            if token.is_derivable(env.now) =>
        {
            open_narrowing(form, token)
        }
        other => ask(other, env),
    }
}

fn open_narrowing(form: Form, token: HeldToken) -> Next {
    let narrowing = Flow::Narrowing { form, errors: FormErrors::default(), token };
    (narrowing, vec![Effect::Focus(FocusTarget::Field(FieldName::Scope))])
}

/// Asks for what the dialog says.
pub(super) fn derive(wish: Wish, token: HeldToken) -> Next {
    let body = TokenCallBody::Derive(DeriveRequest {
        scope: wish.scope.clone(),
        audience: wish.audience.clone(),
        validity: wish.validity,
    });
    let effects = ask_proxy(body, &token, "Getting a narrower copy of the token.");
    let wish = Wish { on_behalf_of: OnBehalfOf::Myself, refreshable: Refreshable::No, ..wish };
    (Flow::Deriving { wish, token }, effects)
}

fn ask_proxy(body: TokenCallBody, token: &HeldToken, announcement: &str) -> Vec<Effect> {
    let bearer = Some(token.jwt.compact().clone());
    vec![
        Effect::Send(TokenCall { body, bearer }),
        Effect::Focus(FocusTarget::Work),
        Effect::Announce(announcement.to_owned()),
    ]
}
