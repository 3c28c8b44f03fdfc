//! Requests built from the same values are the observed requests.

use std::collections::BTreeSet;

use domain::{
    AudienceSet, AuthorizationCode, ClientId, CodeVerifier, RedirectUri, Refreshable, Scope,
    ScopeSet, Validity,
    itsyouonline::{
        AccessToken, ClientAuthentication, Method, Parameters, Request,
        jwt::{self, Wanted},
        token::{ClientCredentials, CodeExchange},
    },
    jwt::CompactJwt,
};

use crate::exchanges::{Exchange, all, named};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// Values of our types, taken from an observed request.
struct Values {
    client_id: ClientId,
    scope: ScopeSet,
    audience: AudienceSet,
    validity: Option<Validity>,
    refreshable: Refreshable,
}

impl Values {
    fn of(exchange: &Exchange) -> Self {
        let asked = ScopeSet::parse(exchange.parameter("scope")).unwrap();
        Self {
            client_id: ClientId::parse("moehaha").unwrap(),
            scope: asked.without(Scope::OFFLINE_ACCESS),
            audience: AudienceSet::parse(exchange.parameter("aud")).unwrap(),
            validity: Validity::parse(exchange.parameter("validity")).unwrap(),
            refreshable: asked.contains(Scope::OFFLINE_ACCESS).into(),
        }
    }

    fn wanted(&self) -> Wanted<'_> {
        Wanted {
            scope: &self.scope,
            audience: &self.audience,
            validity: self.validity,
            refreshable: self.refreshable,
        }
    }
}

fn code_request(exchange: &Exchange, values: &Values) -> Request {
    let code_exchange = CodeExchange {
        client_id: &values.client_id,
        code: &AuthorizationCode::parse(exchange.parameter("code")).unwrap(),
        redirect_uri: &RedirectUri::parse(exchange.parameter("redirect_uri")).unwrap(),
        verifier: &CodeVerifier::parse(VERIFIER).unwrap(),
    };
    match exchange.parameter("response_type") {
        "" => code_exchange.request(),
        _ => code_exchange.jwt_request(&values.wanted()),
    }
}

fn client_request(exchange: &Exchange, values: &Values) -> Request {
    let credentials = ClientCredentials { client_id: &values.client_id };
    match exchange.parameter("response_type") {
        "" => credentials.request(),
        _ => credentials.jwt_request(&values.wanted()),
    }
}

fn header_request(exchange: &Exchange, values: &Values) -> Request {
    let credential = exchange.credential();
    if exchange.request.headers["Authorization"].starts_with("token ") {
        return jwt::request(&AccessToken::parse(credential).unwrap(), &values.wanted());
    }
    let token = CompactJwt::parse(credential).unwrap();
    match exchange.request.path.as_str() {
        jwt::REFRESH_PATH => jwt::refresh_request(&token, values.validity),
        _ => jwt::derive_request(&token, &values.wanted()),
    }
}

/// The request that we build for what an observed request asks for.
fn built(exchange: &Exchange) -> Request {
    let values = Values::of(exchange);
    if exchange.request.headers.contains_key("Authorization") {
        header_request(exchange, &values)
    } else if exchange.parameter("code").is_empty() {
        client_request(exchange, &values)
    } else {
        code_request(exchange, &values)
    }
}

fn pairs(parameters: &Parameters) -> BTreeSet<(String, String)> {
    parameters.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The observed form, with what differs by design: the secret is added by whoever sends the request,
/// the state comes from the verifier, and the type of grant, which the server takes for granted,
/// is said as RFC 6749 §4.1.3 requires.
fn expected_form(exchange: &Exchange) -> BTreeSet<(String, String)> {
    let state = CodeVerifier::parse(VERIFIER).unwrap().state();
    let mut form: BTreeSet<_> = exchange.request.form.iter().cloned().collect();
    form.retain(|(name, _)| name != "client_secret");
    if form.iter().any(|(name, _)| name == "code") {
        form.retain(|(name, _)| name != "state");
        form.insert(("state".to_owned(), state.as_str().to_owned()));
        form.insert(("grant_type".to_owned(), "authorization_code".to_owned()));
    }
    form
}

/// Those that ask for what we never ask for.
const NOT_OURS: [&str; 6] = [
    "access-token-as-bearer",
    "jwt-with-info-not-held",
    "jwt-with-info",
    "jwt-with-grants",
    "organization-jwt-in-one-step-as-json",
    "code-for-jwt-in-one-step-as-json",
];

fn ours() -> impl Iterator<Item = Exchange> {
    all().into_iter().filter(|it| !NOT_OURS.contains(&it.name.as_str()))
}

#[test]
fn the_built_requests_are_the_observed_ones() {
    let mut count = 0;
    for exchange in ours() {
        let (name, observed, request) = (&exchange.name, &exchange.request, built(&exchange));
        let method = if request.method == Method::Get { "GET" } else { "POST" };
        assert_eq!((method, request.path), (&*observed.method, &*observed.path), "{name}");
        assert_eq!(pairs(&request.query), observed.query.iter().cloned().collect(), "{name}");
        assert_eq!(pairs(&request.form), expected_form(&exchange), "{name}");
        let header = request.authorization.as_ref().map(|it| it.expose().to_owned());
        assert_eq!(header.as_ref(), observed.headers.get("Authorization"), "{name}");
        let authenticated = observed.form.iter().any(|(name, _)| name == "client_secret");
        let ours = request.client_authentication == ClientAuthentication::SecretInForm;
        assert_eq!(ours, authenticated, "{name}");
        count += 1;
    }
    assert_eq!(count, 29);
}

#[test]
fn a_jwt_is_asked_for_as_a_jwt() {
    for (name, accept) in [
        ("code-for-access-token", "application/json"),
        ("organization-access-token", "application/json"),
        ("code-for-jwt-in-one-step", "application/jwt"),
        ("organization-jwt-in-one-step", "application/jwt"),
        ("jwt-refreshable", "application/jwt"),
        ("jwt-refreshed", "application/jwt"),
    ] {
        assert_eq!(built(&named(name)).accept, accept, "{name}");
    }
}

#[test]
fn no_request_shows_its_credentials() {
    for exchange in ours() {
        let shown = format!("{:?}", built(&exchange));
        for secret in ["code", "client_secret"].map(|name| exchange.parameter(name)) {
            assert!(secret.is_empty() || !shown.contains(secret), "{}", exchange.name);
        }
        if exchange.request.headers.contains_key("Authorization") {
            assert!(!shown.contains(exchange.credential()), "{}", exchange.name);
        }
        assert!(!shown.contains("vMM1OthHae5hZr1VOEMt6GzLdggFwDUWEDTHOpIjNak"));
    }
}

#[test]
fn a_refreshable_token_of_everything_held_names_offline_access_alone() {
    let request = built(&named("organization-jwt-refreshable"));
    assert!(request.query.iter().eq([("scope", "offline_access")]));
}
