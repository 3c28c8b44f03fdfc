//! States, events and surroundings to test with.

mod machine;
mod tokens;

pub(crate) use machine::{events, handed_over, holding, in_popup, narrowing, states};
pub(crate) use tokens::{
    PENDING, REFRESH_TOKEN, expired, held, member_token, narrower, narrower_token,
    organization_token, refreshable, refreshable_token, token,
};

use domain::{
    AuthorizationCode, CodeVerifier, Effect, Embedding, Env, Event, Flow, Form, Navigation,
    NavigationKind, OnBehalfOf, Preset, Recalled, RedirectUri, RedirectUriError, SignInMode, State,
    TokenCall, TokenCallBody, Transaction, UnixTime, Wish,
    api::{Grant, PageConfig, Problem, TokenResponse},
    itsyouonline::authorize::{self, Callback},
    judge::SignatureState,
    jwt::{CompactJwt, SignatureError},
    step,
};
use serde_json::{Value, json};

pub(crate) const NOW: UnixTime = UnixTime::from_seconds(1_795_484_223);
pub(crate) const RANDOM: [u8; 32] = [7; 32];
pub(crate) const VISIT: Navigation = Navigation { arrived_at: NOW, kind: NavigationKind::Visit };
pub(crate) const CODE: &str = "HUgOar3eDNVxo3PQZ-oHBKBdXDVc";

/// The identity server's public key.
fn key() -> Value {
    json!({
        "kty": "EC", "crv": "P-384", "alg": "ES384",
        "x": "30vmc3C2Sv8EWSsMA2cDld3F3S6TjjKLwD1TB2uvnd7X6tdjyVlso-H90KjBlzV1",
        "y": "TGEnE2LqltUXjEsZFsBG3YS6EWmAmP6rDmuUNfwcLRmyC40onG9suUeAcD9EjeIJ",
    })
}

pub(crate) fn config() -> PageConfig {
    serde_json::from_value(json!({
        "authorization_endpoint": "https://identity.example/v1/oauth/authorize",
        "dialect": "itsyouonline",
        "client_id": "moehaha",
        "organization": "moehaha",
        "profile": "cockpit",
        "issuer": "itsyouonline",
        "keys": [key()],
        "scopes": ["user:name", "user:memberof:moehaha.team"],
        "redirect_uris": ["https://jwt.example/"],
        "organization_tokens": "members",
        "organization_audiences": ["moehaha", "api.example"],
        "organization_validity": 3600,
        "api": {
            "name": "Cockpit",
            "base": "https://cockpit.example/api",
            "example": "/ays/repository"
        }
    }))
    .unwrap()
}

/// What surrounds a step; change a field to tell another story.
pub(crate) struct World {
    pub(crate) now: UnixTime,
    pub(crate) random: Option<[u8; 32]>,
    pub(crate) config: Option<PageConfig>,
    pub(crate) address: Result<RedirectUri, RedirectUriError>,
    pub(crate) rest: &'static str,
    pub(crate) embedding: Option<Embedding>,
}

impl Default for World {
    fn default() -> Self {
        Self {
            now: NOW,
            random: Some(RANDOM),
            config: Some(config()),
            address: RedirectUri::parse("https://jwt.example/"),
            rest: "",
            embedding: None,
        }
    }
}

impl World {
    /// An element in a portal's page.
    pub(crate) fn embedded(mode: SignInMode) -> Self {
        let embedding = Embedding { name: "#1".into(), mode, preset: Preset::default() };
        let mut config = config();
        for uri in ["https://jwt.example/callback.html", "https://portal.example/cockpit/jwt"] {
            config.redirect_uris.push(RedirectUri::parse(uri).unwrap());
        }
        Self {
            config: Some(config),
            address: RedirectUri::parse("https://portal.example/cockpit/jwt"),
            rest: "?tab=jwt#top",
            embedding: Some(embedding),
            ..Self::default()
        }
    }

    pub(crate) fn step(&self, flow: Flow, event: Event) -> (Flow, Vec<Effect>) {
        let env = Env {
            now: self.now,
            random: self.random,
            config: self.config.as_ref(),
            address: &self.address,
            rest: self.rest,
            embedding: self.embedding.as_ref(),
        };
        step(flow, event, &env)
    }
}

/// The signature of a token was looked at, and is the identity server's.
pub(crate) fn confirmed(of: CompactJwt) -> Event {
    Event::SignatureChecked { of, state: SignatureState::Valid }
}

/// The signature of a token was looked at, and is somebody else's.
pub(crate) fn checked(of: CompactJwt) -> Event {
    Event::SignatureChecked { of, state: SignatureState::Invalid(SignatureError::Mismatch) }
}

pub(crate) fn response(token: CompactJwt) -> TokenResponse {
    TokenResponse { token, asked: Grant::default(), granted: Grant::default() }
}

/// What travels to the proxy.
pub(crate) fn sent(call: &TokenCall) -> Value {
    match &call.body {
        TokenCallBody::Token(body) => serde_json::to_value(body),
        TokenCallBody::Refresh(body) => serde_json::to_value(body),
        TokenCallBody::Derive(body) => serde_json::to_value(body),
    }
    .unwrap()
}

pub(crate) fn wish(on_behalf_of: OnBehalfOf) -> Wish {
    let form = Form { on_behalf_of, ..Form::prefilled(&config()) };
    form.parse(&config()).unwrap()
}

pub(crate) fn transaction(on_behalf_of: OnBehalfOf) -> Transaction {
    Transaction {
        verifier: CodeVerifier::from_random(RANDOM),
        redirect_uri: RedirectUri::parse("https://jwt.example/").unwrap(),
        wish: wish(on_behalf_of),
        begun_at: NOW,
        begun_by: String::new(),
        rest: "?tab=jwt#top".into(),
    }
}

pub(crate) fn problem(code: &str) -> Problem {
    Problem {
        kind: format!("about:{code}"),
        title: "A problem".into(),
        status: 502,
        code: code.into(),
        detail: "the identity server refused the code".into(),
        hint: "Ask again.".into(),
    }
}

pub(crate) fn callback(state: State) -> Callback {
    Callback::Code { code: AuthorizationCode::parse(CODE).unwrap(), state }
}

pub(crate) fn opened(query: &str, recalled: Recalled) -> Event {
    Event::Opened { callback: authorize::callback(query), recalled, navigation: VISIT }
}
