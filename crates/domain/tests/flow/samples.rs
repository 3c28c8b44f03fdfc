//! States, events and surroundings to test with.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    AuthorizationCode, CodeVerifier, CopyFormat, Edit, Effect, Env, Event, Failure, Flow, Form,
    FormErrors, HeldToken, Navigation, NavigationKind, Notice, OnBehalfOf, Recalled, RedirectUri,
    RedirectUriError, Refreshable, RequestFailure, Scope, State, TimeLeft, TokenCall,
    TokenCallBody, Transaction, UnixTime, Wish,
    api::{Grant, PageConfig, Problem, TokenResponse},
    itsyouonline::authorize::{self, Callback},
    judge::{SignatureState, Unchecked},
    jwt::{CompactJwt, SignatureError, UntrustedJwt},
    step,
};
use serde_json::{Value, json};

pub(crate) const NOW: UnixTime = UnixTime::from_seconds(1_795_484_223);
pub(crate) const RANDOM: [u8; 32] = [7; 32];
pub(crate) const VISIT: Navigation = Navigation { arrived_at: NOW, kind: NavigationKind::Visit };
pub(crate) const REFRESH_TOKEN: &str = "kMVeOldXUmzsCBYrZhFoxkRKnpXS";
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
}

impl Default for World {
    fn default() -> Self {
        Self {
            now: NOW,
            random: Some(RANDOM),
            config: Some(config()),
            address: RedirectUri::parse("https://jwt.example/"),
        }
    }
}

impl World {
    pub(crate) fn step(&self, flow: Flow, event: Event) -> (Flow, Vec<Effect>) {
        let env = Env {
            now: self.now,
            random: self.random,
            config: self.config.as_ref(),
            address: &self.address,
        };
        step(flow, event, &env)
    }
}

/// A token with these claims and a signature of nothing.
pub(crate) fn token(claims: &Value) -> CompactJwt {
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let header = encode(br#"{"alg":"ES384","typ":"JWT"}"#);
    let claims = encode(claims.to_string().as_bytes());
    CompactJwt::parse(&format!("{header}.{claims}.{}", encode(&[1; 96]))).unwrap()
}

pub(crate) fn member_token() -> CompactJwt {
    token(&json!({
        "username": "bob", "azp": "moehaha", "iss": "itsyouonline", "aud": ["moehaha"],
        "scope": ["user:memberof:moehaha"], "exp": NOW.seconds() + 3600,
    }))
}

pub(crate) fn organization_token() -> CompactJwt {
    token(&json!({
        "globalid": "moehaha", "azp": "moehaha", "iss": "itsyouonline", "aud": ["moehaha"],
        "scope": ["organization:owner:cockpit"], "exp": NOW.seconds() + 3600,
    }))
}

/// A token that can be renewed, and narrowed while it is valid: until `end`.
pub(crate) fn refreshable_token(end: u64) -> CompactJwt {
    token(&json!({
        "username": "bob", "azp": "moehaha", "iss": "itsyouonline", "aud": ["moehaha"],
        "scope": ["user:memberof:moehaha", "user:name"], "refresh_token": REFRESH_TOKEN,
        "exp": end,
    }))
}

/// What has the form of a token, but says nothing.
fn unreadable_token() -> CompactJwt {
    CompactJwt::parse("aGVhZGVy.cGF5bG9hZA.c2ln").unwrap()
}

/// The signature of a token was looked at, and is somebody else's.
pub(crate) fn checked(of: CompactJwt) -> Event {
    Event::SignatureChecked { of, state: SignatureState::Invalid(SignatureError::Mismatch) }
}

/// A copy of it with less, and without the refresh token.
pub(crate) fn narrower_token() -> CompactJwt {
    token(&json!({
        "username": "bob", "globalid": null, "azp": "moehaha", "iss": "itsyouonline",
        "aud": ["moehaha"], "scope": ["user:memberof:moehaha"], "exp": NOW.seconds() + 1800,
    }))
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
    }
}

pub(crate) const PENDING: SignatureState = SignatureState::NotChecked(Unchecked::Pending);

fn holding_of(token: CompactJwt) -> HeldToken {
    let granted = Grant {
        scope: vec!["user:memberof:moehaha".into(), "user:name".into()],
        audience: vec!["moehaha".into()],
    };
    HeldToken {
        jwt: UntrustedJwt::parse(token).unwrap(),
        wish: wish(OnBehalfOf::Myself),
        asked: Grant::default(),
        granted,
        signature: SignatureState::Valid,
        told: TimeLeft::Ample,
        origin: None,
    }
}

pub(crate) fn held() -> HeldToken {
    holding_of(member_token())
}

pub(crate) fn refreshable() -> HeldToken {
    let wish = Wish { refreshable: Refreshable::Yes, ..wish(OnBehalfOf::Myself) };
    HeldToken { wish, ..holding_of(refreshable_token(NOW.seconds() + 3600)) }
}

/// What can still be renewed, but not narrowed.
pub(crate) fn expired() -> HeldToken {
    let token = holding_of(refreshable_token(NOW.seconds()));
    HeldToken { told: TimeLeft::Over, ..token }
}

pub(crate) fn narrower() -> HeldToken {
    HeldToken { origin: Some(Box::new(refreshable())), ..holding_of(narrower_token()) }
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

fn reloaded(recalled: Recalled) -> Event {
    let navigation = Navigation { arrived_at: NOW, kind: NavigationKind::Reload };
    Event::Opened { callback: Ok(Callback::None), recalled, navigation }
}

fn foreign(recalled: Recalled) -> Event {
    opened(&format!("?code={CODE}&state=foreign"), recalled)
}

fn refused(recalled: Recalled) -> Event {
    let state = transaction(OnBehalfOf::Myself).state();
    opened(&format!("?error=access_denied&state={}", state.as_str()), recalled)
}

fn asking(form: Form, behind: Option<HeldToken>) -> Flow {
    Flow::Asking { form, errors: FormErrors::default(), behind }
}

fn redirecting(behind: Option<HeldToken>) -> Flow {
    Flow::Redirecting {
        transaction: transaction(OnBehalfOf::Myself),
        address: "https://identity.example/".into(),
        behind,
    }
}

pub(crate) fn holding(token: HeldToken) -> Flow {
    Flow::Holding { token, notice: None }
}

pub(crate) fn narrowing(scope: &str) -> Flow {
    let form = Form { scope: scope.into(), ..Form::prefilled(&config()) };
    Flow::Narrowing { form, errors: FormErrors::default(), token: refreshable() }
}

/// One of each state, and of the variants that make a difference.
pub(crate) fn states() -> Vec<(&'static str, Flow)> {
    let prefilled = Form::prefilled(&config());
    let organization = Form { on_behalf_of: OnBehalfOf::Organization, ..prefilled.clone() };
    let wrong = Form { scope: "memberof:moehaha".into(), ..prefilled.clone() };
    let failed = |behind| Flow::Failed {
        failure: Failure::ProxyUnreachable,
        form: Some(prefilled.clone()),
        behind,
    };
    let exchanging = |whose| Flow::Exchanging {
        transaction: transaction(whose),
        arrived_at: NOW,
        sent_at: NOW.plus(1),
    };
    vec![
        ("idle", Flow::new()),
        ("asking", asking(prefilled.clone(), None)),
        ("asking with a mistake", asking(wrong, None)),
        ("asking beside a token", asking(prefilled.clone(), Some(held()))),
        ("asking for the organization", asking(organization.clone(), None)),
        ("asking for the organization beside a token", asking(organization, Some(held()))),
        ("redirecting", redirecting(None)),
        ("redirecting beside a token", redirecting(Some(held()))),
        ("exchanging", exchanging(OnBehalfOf::Myself)),
        ("exchanging for the organization", exchanging(OnBehalfOf::Organization)),
        ("minting", Flow::Minting { wish: wish(OnBehalfOf::Organization), behind: Some(held()) }),
        ("narrowing", narrowing("user:name")),
        ("narrowing to more than there is", narrowing("user:email")),
        ("deriving", Flow::Deriving { wish: wish(OnBehalfOf::Myself), token: refreshable() }),
        ("renewing", Flow::Renewing { token: refreshable() }),
        (
            "holding",
            Flow::Holding { token: held(), notice: Some(Notice::CopyRefused(CopyFormat::Token)) },
        ),
        ("holding, not looked at", holding(HeldToken { signature: PENDING, ..held() })),
        ("holding a refreshable token", holding(refreshable())),
        ("holding an expired refreshable token", holding(expired())),
        ("holding a narrower copy", holding(narrower())),
        ("failed", failed(None)),
        ("failed beside a token", failed(Some(held()))),
    ]
}

/// One of each event, and of the variants that make a difference.
pub(crate) fn events() -> Vec<(&'static str, Event)> {
    let pending = || Recalled::Pending(transaction(OnBehalfOf::Myself));
    let code = |recalled| Event::Opened {
        callback: Ok(callback(transaction(OnBehalfOf::Myself).state())),
        recalled,
        navigation: VISIT,
    };
    let copy = CopyFormat::Token;
    vec![
        ("opened", opened("", Recalled::Nothing)),
        ("opened anew", reloaded(Recalled::Nothing)),
        ("opened anew while pending", reloaded(pending())),
        ("opened while pending", opened("", pending())),
        ("opened without storage", opened("", Recalled::Unavailable)),
        ("opened with a code", code(pending())),
        ("opened with a code, unknown", code(Recalled::Nothing)),
        ("opened with a code, without storage", code(Recalled::Unavailable)),
        ("opened with a code, foreign state", foreign(pending())),
        ("opened with an error", refused(pending())),
        ("opened with an error, unknown", opened("?error=access_denied&state=x", pending())),
        ("opened with two codes", opened("?code=a&code=b&state=x", Recalled::Nothing)),
        ("restored", Event::Restored),
        ("generate requested", Event::GenerateRequested),
        ("edited", Event::Edited(Edit::Refreshable(Refreshable::Yes))),
        ("scope toggled", Event::Edited(Edit::ScopeToggled(Scope::parse("user:name").unwrap()))),
        ("confirmed", Event::Confirmed),
        ("cancelled", Event::Cancelled),
        ("remembered", Event::Remembered),
        ("remember refused", Event::RememberRefused),
        ("token arrived", Event::TokenArrived(response(member_token()))),
        ("another thing arrived", Event::TokenArrived(response(unreadable_token()))),
        ("request failed", Event::RequestFailed(RequestFailure::Unreachable)),
        ("copy requested", Event::CopyRequested(copy)),
        ("copied", Event::Copied(copy)),
        ("copy refused", Event::CopyRefused(copy)),
        ("retry requested", Event::RetryRequested),
        ("start over requested", Event::StartOverRequested),
        ("renew requested", Event::RenewRequested),
        ("narrow requested", Event::NarrowRequested),
        ("origin requested", Event::OriginRequested),
        ("settings arrived", Event::SettingsArrived),
        ("signature refused", checked(member_token())),
        ("signature of another token refused", checked(organization_token())),
        ("woken", Event::Woken),
    ]
}
