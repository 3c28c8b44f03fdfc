//! By which API's rules the token is judged, and how to change that on the spot.

use domain::{LensChange, api::PageConfig, judge::ProfileName, sentence};
use web_sys::HtmlInputElement;
use yew::{Html, InputEvent, TargetCast, html};

use super::{
    Page,
    button::{Button, Kind},
    choice::Choice,
    mark::{self, Mark},
    prose,
};

/// Said beside the verdict where it is not that of this service's API.
pub(super) fn departure(page: &Page<'_>) -> Html {
    let Some(config) = page.settings.ready().filter(|config| page.lens.differs_from(config)) else {
        return Html::default();
    };
    let profile = page.lens.profile(config);
    let (name, organization) = (profile.name.as_str(), &profile.organization);
    let words = format!("Judged as {name} for {organization}, not as this service's API.");
    let back = page.on.lens.reform(|_| LensChange::Reset);
    html! {
        <div class="departure">
            <p>{ mark::view(Mark::Information) }<span>{ words }</span></p>
            { Button::new(Kind::Secondary, "Judge as this service's API", back).view() }
        </div>
    }
}

/// `headline` is the answer as it is judged now: it is far above, and said here again when it changes.
pub(super) fn view(page: &Page<'_>, headline: &str) -> Html {
    let Some(config) = page.settings.ready() else { return Html::default() };
    let said = page.lens.differs_from(config).then(|| prose::view(&sentence(headline)));
    html! {
        <details class="more">
            <summary>{ "What would another API say?" }</summary>
            <div class="lens-fields">
                <fieldset class="field">
                    <legend class="label">{ "Judge as" }</legend>
                    { for ProfileName::ALL.into_iter().map(|name| profile(name, page, config)) }
                </fieldset>
                { organization(page, config) }
                <p class="lens-said" role="status">{ said.unwrap_or_default() }</p>
            </div>
        </details>
    }
}

fn profile(name: ProfileName, page: &Page<'_>, config: &PageConfig) -> Html {
    let id = match name {
        ProfileName::Cockpit => "lens-cockpit",
        ProfileName::Documented => "lens-documented",
        ProfileName::Strict => "lens-strict",
    };
    let choice = Choice {
        kind: "radio",
        id: None,
        label: name.as_str(),
        checked: page.lens.profile(config).name == name,
        described: Some(id),
        onchange: page.on.lens.reform(move |_| LensChange::Profile(name)),
    };
    html! {
        <div class="lens-choice">
            { choice.view() }
            <p {id} class="help">{ name.description() }</p>
        </div>
    }
}

fn organization(page: &Page<'_>, config: &PageConfig) -> Html {
    let error = page.lens.error();
    let wrong = error.is_some();
    let described = if wrong { "lens-error lens-help" } else { "lens-help" };
    let oninput = page.on.lens.reform(|event: InputEvent| {
        LensChange::Organization(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let error = error.map(|error| {
        html! { <p>{ mark::view(Mark::Fail) }{ prose::view(&sentence(&error.to_string())) }</p> }
    });
    html! {
        <div class="field" data-state={if wrong { "wrong" } else { "fine" }}>
            <label class="label" for="lens-organization">{ "Organization" }</label>
            <input id="lens-organization" class="input" type="text" {oninput}
                value={page.lens.organization.clone()}
                aria-describedby={described} aria-invalid={wrong.then_some("true")}
                autocomplete="off" autocapitalize="none" spellcheck="false" />
            <div id="lens-error" class="error">{ error.unwrap_or_default() }</div>
            <p id="lens-help" class="help">
                { format!("Whose API it is. Empty: {}, as in the settings.", config.organization) }
            </p>
        </div>
    }
}
