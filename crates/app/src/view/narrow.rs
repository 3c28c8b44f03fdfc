//! The dialog that asks what a narrower copy of the token is to allow.

use domain::{Event, Form, FormErrors, HeldToken, Scope};
use yew::{Callback, Html, html};

use super::{
    dialog::{AUDIENCE_HELP, audience, help, validity},
    scope::{chips, scope},
};

const LEAD: &str = "The copy is without the refresh token; it cannot be renewed. It allows as much \
                    as this token or less, and this token stays here.";

const SCOPE_HELP: &str =
    "What the copy is to allow, of what this token allows. Several are separated by commas.";

const VALIDITY_HELP: &str = "In seconds, or like 15m or 2h: the shorter, the better for a copy that is \
                             given away. Empty: as long as the identity server gives.";

pub(super) fn fields(
    form: &Form,
    errors: &FormErrors,
    token: &HeldToken,
    on_event: &Callback<Event>,
) -> Html {
    let scopes = held_scopes(form, token, on_event);
    let scope = scope(form, errors, SCOPE_HELP, scopes);
    let audience = audience(form, errors, AUDIENCE_HELP.to_owned());
    let validity = validity(form, errors, VALIDITY_HELP.to_owned());
    html! {
        <>
            { help(LEAD.to_owned()) }
            { for [scope, audience, validity].map(|field| field.view(on_event)) }
        </>
    }
}

fn held_scopes(form: &Form, token: &HeldToken, on_event: &Callback<Event>) -> Html {
    let held = token.granted.scope.iter().filter_map(|scope| Scope::parse(scope).ok());
    chips("Scopes of this token", held.collect(), form, on_event)
}
