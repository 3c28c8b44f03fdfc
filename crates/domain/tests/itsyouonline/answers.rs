//! Every observed answer, and what is made of it.

use std::collections::BTreeSet;

use domain::{
    Scope, ScopeSet,
    itsyouonline::{
        AnswerError, jwt,
        token::{self, AccessTokenAnswer, Grant},
    },
    jwt::UntrustedJwt,
};

use crate::exchanges::{Exchange, all};

/// The asked scopes as the caller knows them: those of the request or, where a code stands for them,
/// those of the sign-in before it.
fn asked(exchange: &Exchange) -> ScopeSet {
    let named = match (exchange.parameter("scope"), exchange.parameter("code")) {
        ("", "") => "organization:owner",
        ("", _) => "user:memberof:moehaha",
        (scope, _) => scope,
    };
    ScopeSet::parse(named).unwrap().without(Scope::OFFLINE_ACCESS)
}

/// Reads the answer with the function that belongs to the request, and puts the outcome in words.
fn outcome(exchange: &Exchange) -> String {
    let (answer, asked) = (&exchange.answer(), &asked(exchange));
    let grant = match exchange.parameter("code") {
        "" => Grant::ClientCredentials,
        _ => Grant::AuthorizationCode,
    };
    let bearer =
        exchange.request.headers.get("Authorization").is_some_and(|it| it.starts_with("bearer"));
    match (exchange.request.path.as_str(), exchange.parameter("response_type")) {
        (token::PATH, "") => {
            in_words(token::process(answer, grant, asked).map(|answer| access_token(&answer)))
        }
        (token::PATH, _) => {
            in_words(token::process_jwt(answer, grant, asked).map(|jwt| token_in_words(&jwt)))
        }
        (jwt::REFRESH_PATH, _) => {
            in_words(jwt::process_refreshed(answer, asked).map(|jwt| token_in_words(&jwt)))
        }
        (_, _) if bearer => {
            in_words(jwt::process_derived(answer, asked).map(|jwt| token_in_words(&jwt)))
        }
        (_, _) => in_words(jwt::process(answer, asked).map(|jwt| token_in_words(&jwt))),
    }
}

fn in_words(outcome: Result<String, AnswerError>) -> String {
    outcome.unwrap_or_else(|error| format!("{}: {error}", error.code()))
}

fn access_token(answer: &AccessTokenAnswer) -> String {
    let AccessTokenAnswer { access_token: _, scope, username } = answer;
    format!("access token of {} for {}", username.as_deref().unwrap_or("nobody"), scope.join(" "))
}

fn token_in_words(jwt: &UntrustedJwt) -> String {
    let claims = jwt.peek_claims();
    assert_eq!(claims.issuer.as_deref(), Some("itsyouonline"));
    assert_eq!(claims.authorized_party.as_deref(), Some("moehaha"));
    assert_eq!(jwt.algorithm(), "ES384");
    let whose = claims.username.as_ref().or(claims.globalid.as_ref()).unwrap();
    let audience = claims.audience.as_ref().map(|it| format!(" at {}", it.join(" ")));
    let refreshable = if claims.carries_refresh_token() { ", refreshable" } else { "" };
    format!(
        "{whose} until {} for {}{}{refreshable}",
        claims.expires_at.unwrap(),
        claims.scope.join(" "),
        audience.unwrap_or_default()
    )
}

const OUTCOMES: [(&str, &str); 35] = [
    ("organization-access-token", "access token of nobody for organization:owner"),
    ("wrong-secret", CLIENT_REFUSED),
    ("key-without-client-credentials", CLIENT_REFUSED),
    ("organization-jwt", "moehaha until 1795570623 for organization:owner"),
    (
        "access-token-as-bearer",
        "nothing-granted: the identity server granted nothing of `organization:owner`",
    ),
    ("organization-jwt-made-up-suffix", "moehaha until 1795570623 for organization:owner:made:up"),
    (
        "organization-jwt-refreshable",
        "moehaha until 1795570623 for organization:owner, refreshable",
    ),
    ("organization-jwt-refreshed", "moehaha until 1795570624 for organization:owner, refreshable"),
    ("derive-from-organization-jwt", NOT_DERIVABLE),
    ("organization-jwt-in-one-step", "moehaha until 1795570624 for organization:owner at ext1"),
    (
        "organization-jwt-in-one-step-as-json",
        "moehaha until 1795570624 for organization:owner at ext1",
    ),
    (
        "organization-asks-for-a-persons-scope",
        "nothing-granted: the identity server granted nothing of `user:name`",
    ),
    ("organization-jwt-of-one-minute", "moehaha until 1795484284 for organization:owner"),
    ("code-for-access-token", "access token of bob for user:memberof:moehaha"),
    ("code-with-other-state", CODE_REFUSED),
    ("code-too-old", CODE_REFUSED),
    ("code-of-somebody-in-no-organization", NO_MEMBER),
    ("code-of-team-member", "access token of carolx for user:memberof:moehaha.team"),
    ("team-member-asks-for-parent", NO_MEMBER),
    ("code-for-jwt-in-one-step", "bob until 1795570640 for user:memberof:moehaha at api.example"),
    ("code-for-jwt-in-one-step-as-json", "bob until 1795570640 for user:memberof:moehaha"),
    (
        "jwt-with-scope-and-audience",
        "bob until 1795570627 for user:memberof:moehaha at api.example",
    ),
    ("jwt-of-everything-held", "bob until 1795570627 for user:memberof:moehaha"),
    (
        "jwt-of-a-scope-not-held",
        "nothing-granted: the identity server granted nothing of `user:name`",
    ),
    (
        "jwt-of-a-scope-that-only-begins-alike",
        "nothing-granted: the identity server granted nothing of `user:memberof:moehahaXYZ`",
    ),
    ("jwt-with-info-not-held", "bob until 1795570627 for user:memberof:moehaha"),
    (
        "jwt-refreshable",
        "bob until 1795570627 for user:memberof:moehaha at api.example, refreshable",
    ),
    ("jwt-refreshed", "bob until 1795570640 for user:memberof:moehaha at api.example, refreshable"),
    ("expired-jwt-refreshed", "bob until 1795570643 for user:memberof:moehaha, refreshable"),
    (
        "refresh-without-refresh-token",
        "not-refreshable: the identity server does not renew this token",
    ),
    ("derived-from-refreshable", "bob until 1795570643 for user:memberof:moehaha at third"),
    ("derive-from-plain-jwt", NOT_DERIVABLE),
    (
        "jwt-with-info",
        "bob until 1795570643 for user:memberof:moehaha user:name user:email:main user:phone:main \
         user:validated:email:main user:validated:phone:main [user:name]:Bob Builder \
         [user:email:main]:bob@example.com [user:phone:main]:+32470000003 \
         [user:validated:email:main]:bob@example.com [user:validated:phone:main]:+32470000003 at x",
    ),
    ("code-with-openid", "access token of bob for user:memberof:moehaha user:name"),
    ("jwt-with-grants", "bob until 1795570532 for user:memberof:moehaha grant:lab.admin"),
];

const CLIENT_REFUSED: &str =
    "client-refused: the identity server refused this service's client credentials";
const CODE_REFUSED: &str = "code-refused: the identity server refused the code; most likely it is older \
    than ten seconds";
const NO_MEMBER: &str =
    "nothing-granted: the identity server granted nothing of `user:memberof:moehaha`";
const NOT_DERIVABLE: &str =
    "not-derivable: the identity server cannot make a narrower token from this one";

#[test]
fn every_observed_answer_is_read() {
    let exchanges = all();
    for (exchange, (name, expected)) in exchanges.iter().zip(OUTCOMES) {
        assert_eq!(exchange.name, name);
        assert_eq!(outcome(exchange), expected, "{name}");
    }
    assert_eq!(exchanges.len(), OUTCOMES.len());
}

#[test]
fn names_are_unique() {
    let names: BTreeSet<_> = OUTCOMES.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), OUTCOMES.len());
}
