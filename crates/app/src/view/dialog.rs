//! The dialog that asks what token the person wants.

use domain::{
    Edit, Event as Happened, FieldName, Flow, Form, FormErrors, OnBehalfOf, Refreshable,
    api::PageConfig,
};
use yew::{Callback, Event, Html, SubmitEvent, html};

use super::{
    Page,
    button::{Button, Kind},
    field::Field,
    id, scope, whose,
};

/// It is on the page for as long as it is open.
pub(super) fn view(page: &Page<'_>) -> Html {
    match (page.flow, page.settings.ready()) {
        (Flow::Asking { form, errors, .. }, Some(config)) => open(form, errors, config, page),
        _ => Html::default(),
    }
}

fn open(form: &Form, errors: &FormErrors, config: &PageConfig, page: &Page<'_>) -> Html {
    let oncancel = page.on_event.reform(|event: Event| {
        // The dialog leaves the page with the state, not on its own.
        event.prevent_default();
        Happened::Cancelled
    });
    let onclose = page.on_event.reform(|_: Event| Happened::Cancelled);
    let onsubmit = page.on_event.reform(|event: SubmitEvent| {
        event.prevent_default();
        Happened::Confirmed
    });
    html! {
        <dialog id={id::DIALOG} class="dialog" aria-labelledby={id::DIALOG_TITLE} {oncancel} {onclose}>
            <form class="dialog-form" {onsubmit} novalidate=true>
                <h2 id={id::DIALOG_TITLE} class="dialog-title">{ "Generate JWT token" }</h2>
                <div class="dialog-fields">{ fields(form, errors, config, page.on_event) }</div>
                { buttons(page.on_event) }
            </form>
            { page.announcement.view() }
        </dialog>
    }
}

fn buttons(on_event: &Callback<Happened>) -> Html {
    let cancel = Button { kind: Kind::Secondary, label: "Cancel", event: || Happened::Cancelled };
    html! {
        <p class="buttons dialog-buttons">
            { cancel.view(on_event) }
            <button type="submit" class="button button-primary">{ "Confirm" }</button>
        </p>
    }
}

fn fields(
    form: &Form,
    errors: &FormErrors,
    config: &PageConfig,
    on_event: &Callback<Happened>,
) -> Html {
    let scope = match form.on_behalf_of {
        OnBehalfOf::Myself => scope::view(form, errors, config, on_event),
        OnBehalfOf::Organization => explained(config),
    };
    html! {
        <>
            { whose::view(form, errors, config, on_event) }
            { scope }
            { audience(form, errors, config).view(on_event) }
            { more(form, errors, config, on_event) }
        </>
    }
}

/// The organization's token has no choice of scope.
fn explained(config: &PageConfig) -> Html {
    html! {
        <p class="help explained">
            { format!(
                "The organization's token opens the API to whoever holds it, so only members get it. \
                 You sign in first, to show that you are a member of {}; the token is narrowed to \
                 what the API needs.",
                config.organization
            ) }
        </p>
    }
}

fn audience<'a>(form: &'a Form, errors: &'a FormErrors, config: &PageConfig) -> Field<'a> {
    let allowed = config.organization_audiences.iter().map(ToString::to_string).collect::<Vec<_>>();
    let help = match form.on_behalf_of {
        OnBehalfOf::Myself => "For whom the token is meant. Several are separated by commas; \
                               without any, whoever trusts the identity server may accept it."
            .to_owned(),
        OnBehalfOf::Organization => {
            format!("For whom the token is meant. The operator allows: {}.", allowed.join(", "))
        }
    };
    Field {
        name: FieldName::Audience,
        label: "Audience",
        help,
        value: &form.audience,
        error: errors.of(FieldName::Audience),
        edit: Edit::Audience,
        suggestions: Html::default(),
    }
}

fn validity_help(form: &Form, config: &PageConfig) -> String {
    let longest = match form.on_behalf_of {
        OnBehalfOf::Myself => None,
        OnBehalfOf::Organization => config.organization_validity,
    };
    let empty = match longest {
        None => "as long as the identity server gives, a day".to_owned(),
        Some(longest) => {
            format!("{} seconds, the most that the operator allows", longest.seconds())
        }
    };
    format!("In seconds, or like 15m or 2h. Empty: {empty}.")
}

/// Open by itself only where it hides something that matters.
fn more(
    form: &Form,
    errors: &FormErrors,
    config: &PageConfig,
    on_event: &Callback<Happened>,
) -> Html {
    let error = errors.of(FieldName::Validity);
    let open = error.is_some() || !form.validity.is_empty() || form.refreshable == Refreshable::Yes;
    let validity = Field {
        name: FieldName::Validity,
        label: "Validity",
        help: validity_help(form, config),
        value: &form.validity,
        error,
        edit: Edit::Validity,
        suggestions: Html::default(),
    };
    let refreshable = match form.on_behalf_of {
        OnBehalfOf::Myself => refreshable(form.refreshable, on_event),
        OnBehalfOf::Organization => Html::default(),
    };
    html! {
        <details class="more" {open}>
            <summary>{ "More" }</summary>
            { validity.view(on_event) }
            { refreshable }
        </details>
    }
}

fn refreshable(now: Refreshable, on_event: &Callback<Happened>) -> Html {
    let (checked, next) = match now {
        Refreshable::No => (false, Refreshable::Yes),
        Refreshable::Yes => (true, Refreshable::No),
    };
    let onchange = on_event.reform(move |_| Happened::Edited(Edit::Refreshable(next)));
    html! {
        <div class="field">
            <label class="choice">
                <input type="checkbox" {checked} {onchange} aria-describedby="refreshable-help" />
                <span>{ "Refreshable" }</span>
            </label>
            <p id="refreshable-help" class="help">
                { "The token can be renewed by whoever holds it, for as long as it is used every 30 \
                   days. Keep such a token to yourself." }
            </p>
        </div>
    }
}
