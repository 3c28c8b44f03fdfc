//! Answers that no honest server gives, each with its own code, sentence, blame and hint.

use domain::{
    ScopeSet,
    itsyouonline::{
        Answer, AnswerError, Blame, jwt,
        token::{self, Grant},
    },
};

use crate::exchanges::named;

const JSON: Option<&str> = Some("application/json");
const JWT: Option<&str> = Some("application/jwt");

fn asked() -> ScopeSet {
    ScopeSet::parse("user:name,user:memberof:moehaha").unwrap()
}

fn as_jwt(status: u16, content_type: Option<&str>, body: &[u8]) -> AnswerError {
    jwt::process(&Answer { status, content_type, body }, &asked()).unwrap_err()
}

fn as_access_token(content_type: Option<&str>, body: &[u8]) -> AnswerError {
    let answer = Answer { status: 200, content_type, body };
    token::process(&answer, Grant::AuthorizationCode, &asked()).unwrap_err()
}

#[track_caller]
fn check(error: &AnswerError, code: &str, blame: Blame, sentence: &str, hint: &str) {
    assert_eq!(error.code(), code);
    assert_eq!(error.blame(), blame);
    assert_eq!(error.to_string(), sentence);
    assert_eq!(error.hint(), hint);
}

const AGAIN: &str = "Try again in a minute. If it stays so, tell whoever runs this service.";
const BASE_URL: &str = "Whoever runs this service should check that the configured base URL is the \
    identity server's own.";

#[test]
fn a_web_page() {
    for content_type in ["text/html; charset=utf-8", "TEXT/HTML", "application/xhtml+xml"] {
        check(
            &as_jwt(200, Some(content_type), b"<!doctype html><p>Sign in</p>"),
            "provider-answered-html",
            Blame::Provider,
            "the identity server answered with a web page instead of a token",
            BASE_URL,
        );
    }
    assert_eq!(as_access_token(Some("text/html"), b"<p>").code(), "provider-answered-html");
}

#[test]
fn another_content_type() {
    for (content_type, found) in [
        (Some("text/plain"), "text/plain"),
        (None, "none"),
        (Some(""), "none"),
        (Some("a\u{202e}b"), "a\\u{202e}b"),
    ] {
        check(
            &as_jwt(200, content_type, b"a.b.c"),
            "provider-content-type",
            Blame::Provider,
            &format!(
                "the identity server answered with the content type `{found}` \
                 instead of `application/jwt`"
            ),
            AGAIN,
        );
    }
    assert_eq!(
        as_access_token(JWT, b"a.b.c").to_string(),
        "the identity server answered with the content type `application/jwt` \
         instead of `application/json`"
    );
}

#[test]
fn a_jwt_that_is_none() {
    check(
        &as_jwt(200, JWT, b"a.b"),
        "provider-answer-not-a-jwt",
        Blame::Provider,
        "the identity server answered with no JWT: the token has 2 parts, but a JWT has three",
        AGAIN,
    );
    for body in ["", "a.b.c", "a.b.c\n", "Bad Request", "eyJhbGciOiJub25lIn0.e30.x.y"] {
        assert_eq!(as_jwt(200, JWT, body.as_bytes()).code(), "provider-answer-not-a-jwt", "{body}");
    }
}

#[test]
fn too_much() {
    check(
        &as_jwt(200, JWT, &vec![b'a'; Answer::LARGEST + 1]),
        "provider-answer-too-large",
        Blame::Provider,
        "the identity server answered with more than 64 KiB",
        AGAIN,
    );
    let large = as_access_token(JSON, &vec![b' '; Answer::LARGEST + 1]);
    assert_eq!(large, AnswerError::TooLarge);
}

#[test]
fn no_text() {
    check(
        &as_jwt(200, JWT, b"\xff\xfe"),
        "provider-answer-not-utf8",
        Blame::Provider,
        "the identity server answered with something other than UTF-8",
        AGAIN,
    );
}

#[test]
fn no_json() {
    let token = r#""access_token":"LEKeiYuPs4rJ","token_type":"bearer""#;
    for body in [
        String::new(),
        "null".to_owned(),
        "[]".to_owned(),
        r#"["LEKeiYuPs4rJ","bearer","user:name",{}]"#.to_owned(),
        format!("{{{token}}}}}"),
        format!("{{{token},{token}}}"),
        format!("{{{token},\"scope\":[]}}"),
    ] {
        check(
            &as_access_token(JSON, body.as_bytes()),
            "provider-answer-not-json",
            Blame::Provider,
            "the identity server answered without the JSON object expected",
            AGAIN,
        );
    }
    assert_eq!(as_jwt(200, JSON, b"{").code(), "provider-answer-not-json");
    assert_eq!(as_jwt(200, JSON, br#"["a.b.c"]"#).code(), "provider-answer-not-json");
}

#[test]
fn json_without_a_usable_token() {
    for body in [
        "{}",
        r#"{"access_token":null,"token_type":"bearer"}"#,
        r#"{"access_token":"","token_type":"bearer"}"#,
        r#"{"access_token":"a\r\nb","token_type":"bearer"}"#,
        r#"{"access_token":"LEKeiYuPs4rJ"}"#,
        r#"{"access_token":"LEKeiYuPs4rJ","token_type":"mac"}"#,
    ] {
        check(
            &as_access_token(JSON, body.as_bytes()),
            "provider-access-token-missing",
            Blame::Provider,
            "the identity server answered without a usable `access_token`",
            AGAIN,
        );
    }
    assert_eq!(as_jwt(200, JSON, b"{}").code(), "provider-access-token-missing");
}

#[test]
fn scopes_in_the_strangest_lists() {
    let process = |scope: &str| {
        let body = format!(r#"{{"access_token":"a","token_type":"Bearer","scope":"{scope}"}}"#);
        let answer = Answer { status: 200, content_type: JSON, body: body.as_bytes() };
        token::process(&answer, Grant::AuthorizationCode, &asked()).map(|answer| answer.scope)
    };
    assert_eq!(process("user:name,").unwrap(), ["user:name"]);
    assert_eq!(process(", user:name ,,user:see").unwrap(), ["user:name", "user:see"]);
    for nothing in ["", ",", " , ,"] {
        assert_eq!(process(nothing), Err(AnswerError::NothingGranted { asked: asked() }));
    }
}

#[test]
fn whoever_asks_for_nothing_gets_it() {
    let observed = named("jwt-of-a-scope-that-only-begins-alike");
    let jwt = jwt::process(&observed.answer(), &ScopeSet::default()).unwrap();
    assert!(jwt.peek_claims().scope.is_empty());
    assert_eq!(
        AnswerError::NothingGranted { asked: ScopeSet::default() }.to_string(),
        "the identity server granted nothing"
    );
}

#[test]
fn statuses_without_a_meaning() {
    check(
        &as_jwt(502, Some("text/html"), b"<h1>Bad Gateway</h1>"),
        "provider-failed",
        Blame::Provider,
        "the identity server failed with status 502",
        AGAIN,
    );
    check(
        &as_jwt(418, None, b""),
        "provider-status-unexpected",
        Blame::Provider,
        "the identity server answered with status 418",
        AGAIN,
    );
    check(
        &as_jwt(301, None, b""),
        "provider-redirected",
        Blame::Configuration,
        "the identity server answered with a redirect",
        BASE_URL,
    );
    check(
        &as_jwt(404, Some("text/plain"), b"404 page not found\n"),
        "provider-endpoint-missing",
        Blame::Configuration,
        "the identity server does not have this endpoint",
        BASE_URL,
    );
    for status in [100, 201, 204, 206] {
        assert_eq!(as_jwt(status, JWT, b"a.b.c").code(), "provider-status-unexpected");
    }
}

#[test]
fn an_empty_500_speaks_of_the_token_only_where_one_was_derived() {
    let answer = Answer { status: 500, content_type: None, body: b"" };
    check(
        &jwt::process_derived(&answer, &asked()).unwrap_err(),
        "not-derivable",
        Blame::Person,
        "the identity server cannot make a narrower token from this one",
        "Sign in anew and ask for just what the narrower token is to have.",
    );
    let failed = AnswerError::ServerFailed { status: 500 };
    assert_eq!(jwt::process(&answer, &asked()).unwrap_err(), failed);
    assert_eq!(jwt::process_refreshed(&answer, &asked()).unwrap_err(), failed);
    let told = Answer { body: b"panic", ..answer };
    assert_eq!(jwt::process_derived(&told, &asked()).unwrap_err(), failed);
}

#[test]
fn refusals_say_what_to_do() {
    let refused = |status| Answer { status, content_type: Some("text/plain"), body: b"no\n" };
    check(
        &token::process(&refused(400), Grant::AuthorizationCode, &asked()).unwrap_err(),
        "code-refused",
        Blame::Person,
        "the identity server refused the code; most likely it is older than ten seconds",
        "Start again, and let the page finish loading. If it happens each time, whoever runs this \
         service should compare the client secret with the API key whose callback URL begins this \
         page's address.",
    );
    check(
        &token::process_jwt(&refused(400), Grant::ClientCredentials, &asked()).unwrap_err(),
        "client-refused",
        Blame::Configuration,
        "the identity server refused this service's client credentials",
        "Whoever runs this service should compare client id and secret with the API key at the \
         identity server, and see that it may use client credentials.",
    );
    check(
        &jwt::process_refreshed(&refused(401), &asked()).unwrap_err(),
        "not-refreshable",
        Blame::Person,
        "the identity server does not renew this token",
        "Generate a new token, with refreshable ticked if it is to be renewed or narrowed later.",
    );
    check(
        &jwt::process_derived(&refused(401), &asked()).unwrap_err(),
        "derivation-refused",
        Blame::Person,
        "the identity server refused to make this narrower token",
        "Ask for fewer scopes, or sign in anew and ask for just what the narrower token is to have.",
    );
    assert_eq!(
        jwt::process(&refused(400), &asked()).unwrap_err().code(),
        "provider-status-unexpected"
    );
}

#[test]
fn nothing_granted_names_the_organization() {
    let refused = Answer { status: 401, content_type: Some("text/plain"), body: b"Unauthorized\n" };
    check(
        &token::process_jwt(&refused, Grant::AuthorizationCode, &asked()).unwrap_err(),
        "nothing-granted",
        Blame::Person,
        "the identity server granted nothing of `user:name,user:memberof:moehaha`",
        "You are not a member of moehaha. Ask one of its owners for an invitation, or sign in as \
         somebody who is. Membership of a part such as moehaha.team does not count; ask for it by \
         its own scope, user:memberof:moehaha.team.",
    );
    let name = ScopeSet::parse("user:name").unwrap();
    assert_eq!(
        jwt::process(&refused, &name).unwrap_err().hint(),
        "Ask for a scope that you hold, or sign in as somebody who holds it."
    );
}

#[test]
fn debug_shows_no_body() {
    let observed = named("code-for-access-token");
    assert_eq!(
        format!("{:?}", observed.answer()),
        "Answer(200, Some(\"application/json\"), 148 bytes)"
    );
}
