//! The dialog that asks what token the person wants.

use domain::{
    Edit, Event as Happened, FieldName, Flow, Form, FormErrors, HeldToken, OnBehalfOf, Refreshable,
    SignInMode, api::PageConfig, explain::duration,
};
use yew::{Callback, Event, Html, SubmitEvent, html};

use super::{
    Page,
    button::{Button, Kind},
    choice::Choice,
    field::Field,
    narrow,
};

/// What the dialog is drawn from.
pub(super) struct Dialog<'a> {
    pub(super) form: &'a Form,
    pub(super) errors: &'a FormErrors,
    pub(super) config: &'a PageConfig,
    pub(super) behind: Option<&'a HeldToken>,
    pub(super) mode: SignInMode,
    pub(super) on_event: &'a Callback<Happened>,
}

/// Said of a person's own token.
pub(super) const AUDIENCE_HELP: &str = "For whom the token is meant. Several are separated by commas. Leave it empty and any API that \
     trusts the identity server may accept the token.";

const LEAVES: &str =
    "The token shown now leaves this page when you sign in. Copy it first if you still need it.";

const IS_REPLACED: &str =
    "The token shown now gives way to the new one. Copy it first if you still need it.";

/// It is on the page for as long as it is open.
pub(super) fn view(page: &Page<'_>) -> Html {
    let on_event = &page.on.event;
    match (page.flow, page.settings.ready()) {
        (Flow::Asking { form, errors, behind }, Some(config)) => {
            let dialog =
                Dialog { form, errors, config, behind: behind.as_ref(), mode: page.mode, on_event };
            frame("Generate JWT token", dialog.fields(), page)
        }
        (Flow::Narrowing { form, errors, token }, _) => {
            frame("Narrower copy", narrow::fields(form, errors, token, on_event), page)
        }
        _ => Html::default(),
    }
}

fn frame(title: &'static str, fields: Html, page: &Page<'_>) -> Html {
    let cancel = Button::new(Kind::Secondary, "Cancel", page.on(|| Happened::Cancelled));
    // The dialog leaves the page with the state, not on its own.
    let oncancel = without_default(&page.on.event, || Happened::Cancelled);
    let onclose = oncancel.clone();
    let onsubmit = without_default(&page.on.event, || Happened::Confirmed);
    let onsubmit = onsubmit.reform(|event: SubmitEvent| event.into());
    html! {
        <dialog id="dialog" class="dialog" part="dialog" aria-labelledby="dialog-title" {oncancel} {onclose}>
            <form class="dialog-form" {onsubmit} novalidate=true>
                <h2 id="dialog-title">{ title }</h2>
                <div class="dialog-fields">{ fields }</div>
                <p class="buttons dialog-buttons">
                    { cancel.view() }
                    <button class="button" part="button" data-kind="primary">{ "Confirm" }</button>
                </p>
            </form>
            <div id="dialog-live" class="live" role="status" />
        </dialog>
    }
}

fn without_default(on_event: &Callback<Happened>, happened: fn() -> Happened) -> Callback<Event> {
    on_event.reform(move |event: Event| {
        event.prevent_default();
        happened()
    })
}

impl<'a> Dialog<'a> {
    fn fields(&self) -> Html {
        let scope = match self.form.on_behalf_of {
            OnBehalfOf::Myself => self.scope(),
            OnBehalfOf::Organization => help(format!(
                "The organization's token opens the API to whoever holds it, so only members get \
                 it. You sign in first, to show that you are a member of {}; the token is narrowed \
                 to what the API needs.",
                self.config.organization
            )),
        };
        html! {
            <>
                { self.whose() }
                { scope }
                { self.audience().view(self.on_event) }
                { self.more() }
                { self.warning() }
            </>
        }
    }

    fn audience(&self) -> Field<'a> {
        let help = match self.form.on_behalf_of {
            OnBehalfOf::Myself => AUDIENCE_HELP.to_owned(),
            OnBehalfOf::Organization => {
                let allowed = self.config.organization_audiences.iter();
                let allowed = allowed.map(ToString::to_string).collect::<Vec<_>>();
                format!("For whom the token is meant. Allowed here: {}.", allowed.join(", "))
            }
        };
        audience(self.form, self.errors, help)
    }

    fn validity(&self) -> Field<'a> {
        let longest = match self.form.on_behalf_of {
            OnBehalfOf::Myself => None,
            OnBehalfOf::Organization => self.config.organization_validity,
        };
        let empty = match longest {
            None => "as long as the identity server gives, a day".to_owned(),
            Some(longest) => {
                format!("{}, the most that is allowed here", duration(longest.seconds().into()))
            }
        };
        let help = format!("In seconds, or like 15m or 2h. Empty: {empty}.");
        validity(self.form, self.errors, help)
    }

    /// The state says that it hides something that matters: then the shell unfolds it.
    fn more(&self) -> Html {
        let form = self.form;
        let validity = self.validity();
        let matters = validity.error.is_some()
            || !form.validity.is_empty()
            || form.refreshable == Refreshable::Yes;
        let refreshable = match form.on_behalf_of {
            OnBehalfOf::Myself => self.refreshable(),
            OnBehalfOf::Organization => Html::default(),
        };
        html! {
            <details id="more" class="more" data-state={matters.then_some("matters")}>
                <summary>{ "More" }</summary>
                { validity.view(self.on_event) }
                { refreshable }
            </details>
        }
    }

    fn refreshable(&self) -> Html {
        let (checked, next) = match self.form.refreshable {
            Refreshable::No => (false, Refreshable::Yes),
            Refreshable::Yes => (true, Refreshable::No),
        };
        let choice = Choice {
            kind: "checkbox",
            id: None,
            label: "Refreshable",
            checked,
            described: Some("refreshable-help"),
            onchange: self.on_event.reform(move |_| Happened::Edited(Edit::Refreshable(next))),
        };
        html! {
            <div class="field">
                { choice.view() }
                <p id="refreshable-help" class="help">
                    { "The token can be renewed by whoever holds it, for as long as it is used every \
                       30 days. Keep such a token to yourself." }
                </p>
            </div>
        }
    }

    /// Whoever signs in again loses the token that is shown. Only a member's own token is
    /// enough to get the organization's without that.
    fn warning(&self) -> Html {
        let stays = |token: &HeldToken| {
            self.form.on_behalf_of == OnBehalfOf::Organization
                && token.wish.on_behalf_of == OnBehalfOf::Myself
        };
        match self.behind {
            Some(token) if !stays(token) => help(
                match self.mode {
                    SignInMode::Redirect => LEAVES,
                    SignInMode::Popup => IS_REPLACED,
                }
                .to_owned(),
            ),
            Some(_) | None => Html::default(),
        }
    }
}

pub(super) fn audience<'a>(form: &'a Form, errors: &'a FormErrors, help: String) -> Field<'a> {
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

pub(super) fn validity<'a>(form: &'a Form, errors: &'a FormErrors, help: String) -> Field<'a> {
    Field {
        name: FieldName::Validity,
        label: "Validity",
        help,
        value: &form.validity,
        error: errors.of(FieldName::Validity),
        edit: Edit::Validity,
        suggestions: Html::default(),
    }
}

pub(super) fn help(words: String) -> Html {
    html! { <p class="help explained">{ words }</p> }
}
