//! Pages to draw in tests.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    AudienceSet, Flow, HeldToken, Lens, OnBehalfOf, RedirectUri, Refreshable, ScopeSet, Settings,
    SignInMode, TimeLeft, UnixTime, Wish,
    api::{Grant, PageConfig},
    inspect::Inspection,
    judge::{self, SignatureState},
    jwt::UntrustedJwt,
};
use serde_json::{Value, json};
use tokio::{runtime, task::LocalSet};
use yew::{Callback, Html, LocalServerRenderer, Properties, component};

use super::{Callbacks, Frame, Page, Place, TryIt, Waiting};
use domain::explain::Moment;

/// 2026-11-24T01:37:03Z.
pub(crate) const NOW: u64 = 1_795_484_223;

/// What the demo's proxy says.
pub(crate) fn config() -> PageConfig {
    serde_json::from_value(json!({
        "authorization_endpoint": "https://identity.example/v1/oauth/authorize",
        "dialect": "itsyouonline",
        "client_id": "moehaha",
        "organization": "moehaha",
        "profile": "cockpit",
        "issuer": "itsyouonline",
        "keys": [],
        "scopes": ["user:name", "user:email:main"],
        "redirect_uris": ["https://jwt.example/"],
        "organization_tokens": "members",
        "organization_audiences": ["moehaha"],
        "organization_validity": 3600,
        "api": { "name": "Cockpit", "base": "https://cockpit.example/api", "example": "/ays/repository" },
    }))
    .unwrap()
}

pub(crate) fn settings() -> Settings {
    Settings::Ready(Box::new(config()))
}

/// bob's claims, for an hour.
pub(crate) fn claims() -> Value {
    json!({
        "username": "bob",
        "scope": ["user:memberof:moehaha"],
        "aud": ["moehaha"],
        "azp": "moehaha",
        "exp": NOW + 3600,
        "iss": "itsyouonline",
    })
}

/// A token with these claims, asked for and granted alike, whose signature is right.
pub(crate) fn token(claims: &Value) -> HeldToken {
    let grant = Grant {
        scope: vec!["user:memberof:moehaha".to_owned()],
        audience: vec!["moehaha".to_owned()],
    };
    HeldToken {
        jwt: UntrustedJwt::parse(compact(claims).as_str()).unwrap(),
        wish: wish(),
        asked: grant.clone(),
        granted: grant,
        signature: SignatureState::Valid,
        told: TimeLeft::Ample,
        origin: None,
    }
}

/// bob's token, asked for and granted with these scopes.
pub(crate) fn token_granted(asked: &[&str], granted: &[&str]) -> HeldToken {
    let grant = |scopes: &[&str]| Grant {
        scope: scopes.iter().map(ToString::to_string).collect(),
        audience: vec!["moehaha".to_owned()],
    };
    HeldToken { asked: grant(asked), granted: grant(granted), ..token(&claims()) }
}

pub(crate) fn wish() -> Wish {
    Wish {
        on_behalf_of: OnBehalfOf::Myself,
        scope: ScopeSet::parse("user:memberof:moehaha").unwrap(),
        audience: AudienceSet::parse("moehaha").unwrap(),
        validity: None,
        refreshable: Refreshable::No,
    }
}

/// These claims as a token.
pub(crate) fn compact(claims: &Value) -> String {
    compact_with(&json!({ "alg": "ES384", "typ": "JWT" }), claims)
}

/// The same with this header.
pub(crate) fn compact_with(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.{}", part(header), part(claims), URL_SAFE_NO_PAD.encode([7; 96]))
}

/// What the page is drawn from.
pub(crate) struct Scene {
    pub(crate) flow: Flow,
    pub(crate) settings: Settings,
    pub(crate) waiting: Waiting,
    pub(crate) place: Place,
    pub(crate) console: TryIt,
    pub(crate) frame: Frame,
    pub(crate) mode: SignInMode,
    /// The page's own.
    pub(crate) address: &'static str,
    pub(crate) lens: Lens,
    pub(crate) inspection: Inspection,
    /// In seconds.
    pub(crate) now: u64,
}

impl Scene {
    /// The start, at 01:37:03 UTC.
    pub(crate) fn new() -> Self {
        Self {
            flow: Flow::new(),
            settings: settings(),
            waiting: Waiting::Nothing,
            place: Place::Generate,
            console: TryIt::Closed,
            frame: Frame::Page,
            mode: SignInMode::Redirect,
            address: "https://jwt.example/",
            lens: Lens::default(),
            inspection: Inspection::new(),
            now: NOW,
        }
    }

    /// The page as HTML with one element a line.
    pub(crate) fn drawn(&self) -> String {
        self.drawn_by(whole)
    }

    /// A part of it.
    pub(crate) fn drawn_by(&self, view: impl FnOnce(&Page<'_>) -> Html) -> String {
        let page = Page {
            flow: &self.flow,
            settings: &self.settings,
            moment: Moment::utc(UnixTime::from_seconds(self.now)),
            waiting: self.waiting,
            place: self.place,
            frame: self.frame,
            mode: self.mode,
            address: &RedirectUri::parse(self.address),
            lens: &self.lens,
            inspection: &self.inspection,
            console: &self.console,
            judge: judge::report,
            on: &Callbacks {
                event: Callback::noop(),
                inspect: Callback::noop(),
                lens: Callback::noop(),
                settings_wanted: Callback::noop(),
                files: Callback::noop(),
                console_wanted: Callback::noop(),
                print: Callback::noop(),
            },
        };
        as_lines(&html(view(&page)))
    }
}

/// The page in a state, at 01:37:03 UTC, as HTML with one element a line.
pub(crate) fn drawn(flow: &Flow, settings: &Settings) -> String {
    drawn_waiting(flow, settings, Waiting::Nothing)
}

/// The same, while the person waits for the settings.
pub(crate) fn drawn_waiting(flow: &Flow, settings: &Settings, waiting: Waiting) -> String {
    Scene { flow: flow.clone(), settings: settings.clone(), waiting, ..Scene::new() }.drawn()
}

fn whole(page: &Page<'_>) -> Html {
    page.view()
}

#[derive(PartialEq, Properties)]
struct DrawnProps {
    html: Html,
}

#[component]
fn Drawn(props: &DrawnProps) -> Html {
    props.html.clone()
}

pub(crate) fn html(html: Html) -> String {
    let renderer = LocalServerRenderer::<Drawn>::with_props(DrawnProps { html }).hydratable(false);
    let runtime = runtime::Builder::new_current_thread().build().unwrap();
    LocalSet::new().block_on(&runtime, renderer.render())
}

/// Each element begins a line of its own, indented by how deep it lies. The drawings' outlines are
/// left out: they are looked at, not read.
pub(crate) fn as_lines(html: &str) -> String {
    let mut lines = String::new();
    let mut depth = 0_usize;
    for tag in html.split_inclusive('>').flat_map(|piece| {
        let at = piece.find('<').unwrap_or(piece.len());
        [&piece[..at], &piece[at..]]
    }) {
        let closing = tag.starts_with("</");
        depth -= usize::from(closing);
        if !tag.is_empty() && !closing && !tag.starts_with("<path") {
            lines.push_str(&"  ".repeat(depth));
            lines.push_str(tag);
            lines.push('\n');
        }
        let void = tag.starts_with("<input") || tag.ends_with("/>");
        depth += usize::from(tag.starts_with('<') && !closing && !void);
    }
    lines
}
