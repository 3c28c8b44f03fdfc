//! By which API's rules the token is judged, and how to change that on the spot.

use domain::{LensChange, api::PageConfig, judge::ProfileName, sentence};
use yew::{Html, html};

use super::{
    Page,
    button::{Button, Kind},
    choice::Choice,
    line::Line,
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
            { mark::said(Mark::Information, &words) }
            { Button::new(Kind::Secondary, "Judge as this service's API", back).view() }
        </div>
    }
}

/// `headline` is the answer as it is judged now: it is far above, so it stands here again.
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
                <p class="lens-said">{ said.unwrap_or_default() }</p>
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
    let help = format!("Whose API it is. Empty: {}, as in the settings.", config.organization);
    let error = page.lens.error();
    let line = Line {
        id: "lens-organization",
        label: "Organization",
        rows: None,
        value: &page.lens.organization,
        oninput: page.on.lens.reform(LensChange::Organization),
        before: Html::default(),
        wrong: error.map(|error| mark::said(Mark::Fail, &sentence(&error.to_string()))),
        help: Html::from(help),
    };
    line.view()
}
