//! The dialog: opened, confirmed, closed.

use crate::{
    OnBehalfOf, Wish,
    api::{PageConfig, TokenRequest},
    flow::{
        Edit, Effect, Failure, FieldName, Flow, FocusTarget, Form, FormErrors, HeldToken,
        TokenCall, TokenCallBody,
        step::{
            Env, Next, after,
            answer::wake_up,
            arrival::{nobody_came_back, not_finished},
            fail,
            renewal::derive,
            sign_in::set_out,
        },
    },
    jwt::CompactJwt,
};

/// Opens the dialog, with what was filled in before if there is such a thing.
pub(super) fn ask(flow: Flow, env: &Env<'_>) -> Next {
    let (form, behind) = match flow {
        Flow::Idle { form, .. } => (form, None),
        Flow::Holding { token, .. } => (Some(Form::from_wish(&token.wish)), Some(token)),
        Flow::Failed { form, behind, .. } => (form, behind),
        busy @ (Flow::Asking { .. }
        | Flow::Redirecting { .. }
        | Flow::InPopup { .. }
        | Flow::Exchanging { .. }
        | Flow::Minting { .. }
        | Flow::Narrowing { .. }
        | Flow::Deriving { .. }
        | Flow::Renewing { .. }) => return (busy, vec![]),
    };
    match (form, env.config) {
        (form, None) => fail(Failure::SettingsMissing, form, behind),
        (form, Some(config)) => {
            let form = form.unwrap_or_else(|| first_form(config, env));
            let asking = Flow::Asking { form, errors: FormErrors::default(), behind };
            (asking, vec![Effect::Focus(FocusTarget::Field(FieldName::Scope))])
        }
    }
}

fn first_form(config: &PageConfig, env: &Env<'_>) -> Form {
    match env.embedding {
        Some(embedding) => embedding.preset.form(config),
        None => Form::prefilled(config),
    }
}

/// What was filled in before the author of the portal changed the element counts no more, unless the
/// person is at it.
pub(super) fn preset_changed(flow: Flow) -> Next {
    match flow {
        Flow::Idle { notice, .. } => (Flow::Idle { notice, form: None }, vec![]),
        other => (other, vec![]),
    }
}

pub(super) fn edited(flow: Flow, edit: Edit, env: &Env<'_>) -> Next {
    match flow {
        Flow::Asking { form, errors, behind } => {
            let (form, errors, effects) = filled_in(form, errors, edit, env);
            (Flow::Asking { form, errors, behind }, effects)
        }
        Flow::Narrowing { form, errors, token } => {
            let (form, errors, effects) = filled_in(form, errors, edit, env);
            (Flow::Narrowing { form, errors, token }, effects)
        }
        other => (other, vec![]),
    }
}

fn filled_in(
    form: Form,
    errors: FormErrors,
    edit: Edit,
    env: &Env<'_>,
) -> (Form, FormErrors, Vec<Effect>) {
    // The button that takes a correction goes with the mistake: the focus goes to the field.
    let effects = match edit {
        Edit::CorrectionTaken(field) if errors.of(field).is_some() => {
            vec![
                Effect::Focus(FocusTarget::Field(field)),
                Effect::Announce("Corrected.".to_owned()),
            ]
        }
        _ => vec![],
    };
    let (form, errors) = form.edited(edit, errors, env.config);
    (form, errors, effects)
}

pub(super) fn confirmed(flow: Flow, env: &Env<'_>) -> Next {
    match flow {
        Flow::Asking { form, behind, .. } => asked(form, behind, env),
        Flow::Narrowing { form, token, .. } => match form.parse_narrower(&token.granted) {
            Ok(wish) => derive(wish, token),
            Err(errors) => {
                let effects = show_mistakes(&errors);
                (Flow::Narrowing { form, errors, token }, effects)
            }
        },
        other => (other, vec![]),
    }
}

fn asked(form: Form, behind: Option<HeldToken>, env: &Env<'_>) -> Next {
    let Some(config) = env.config else {
        return fail(Failure::SettingsMissing, Some(form), behind);
    };
    let wish = match form.parse(config) {
        Ok(wish) => wish,
        Err(errors) => {
            let effects = show_mistakes(&errors);
            return (Flow::Asking { form, errors, behind }, effects);
        }
    };
    let member = behind.as_ref().filter(|token| token.proves_membership(config, env.now));
    match (wish.on_behalf_of, member.map(|token| token.jwt.compact().clone())) {
        (OnBehalfOf::Organization, Some(bearer)) => mint(wish, bearer, behind),
        (OnBehalfOf::Organization, None) | (OnBehalfOf::Myself, _) => {
            set_out(wish, config, behind, env)
        }
    }
}

/// The focus goes to the first field with a mistake, which says what is wrong with it.
fn show_mistakes(errors: &FormErrors) -> Vec<Effect> {
    let focus = errors.first().map(|error| Effect::Focus(FocusTarget::Field(error.field)));
    let several = (errors.len() > 1)
        .then(|| Effect::Announce(format!("{} fields need a correction.", errors.len())));
    focus.into_iter().chain(several).collect()
}

pub(super) fn mint(wish: Wish, bearer: CompactJwt, behind: Option<HeldToken>) -> Next {
    let body =
        TokenRequest::Organization { audience: wish.audience.clone(), validity: wish.validity };
    let effects = vec![
        Effect::Send(TokenCall { body: TokenCallBody::Token(body), bearer: Some(bearer) }),
        Effect::Focus(FocusTarget::Work),
        Effect::Announce("Getting the organization's token.".to_owned()),
    ];
    (Flow::Minting { wish, behind }, effects)
}

pub(super) fn cancelled(flow: Flow, env: &Env<'_>) -> Next {
    match flow {
        Flow::Asking { behind: Some(token), .. } => {
            let wake = wake_up(&token, env);
            let focus = Effect::Focus(FocusTarget::Generate);
            (Flow::Holding { token, notice: None }, wake.into_iter().chain([focus]).collect())
        }
        Flow::Narrowing { token, .. } => {
            let wake = wake_up(&token, env);
            let focus = Effect::Focus(FocusTarget::Narrow);
            (Flow::Holding { token, notice: None }, wake.into_iter().chain([focus]).collect())
        }
        Flow::Asking { form, behind: None, .. } => {
            let idle = Flow::Idle { notice: None, form: Some(form) };
            (idle, vec![Effect::Focus(FocusTarget::Generate)])
        }
        Flow::Redirecting { transaction, behind, .. } => {
            after(Effect::Stay, nobody_came_back(&transaction, behind, env))
        }
        Flow::InPopup { transaction, behind, .. } => {
            after(Effect::ClosePopup, not_finished(&transaction, behind, env))
        }
        other => (other, vec![]),
    }
}
