//! A person's token: by a sign-in, renewed, and made narrower.

use client::{Derivation, RedirectUri, Refreshable, SignInError, Validity};
use demo::Fault;

use crate::fixture::{Parsed as _, SECRET, Server, sign_in};

const MEMBER: &str = "user:memberof:moehaha";

#[tokio::test]
async fn a_code_becomes_the_persons_token() {
    let server = Server::start().await;
    let granted = server.bobs(MEMBER, Refreshable::No).await;
    assert_eq!(granted.jwt.claims().username.as_deref(), Some("bob"));
    assert_eq!(granted.granted.scope, [MEMBER]);
    assert_eq!(granted.granted.audience, ["moehaha"]);
    assert!(!granted.jwt.claims().carries_refresh_token());
}

#[tokio::test]
async fn what_a_consent_can_never_give_is_not_asked_there() {
    let server = Server::start().await;
    let client = server.client();
    let sign_in = sign_in(&client, &format!("{MEMBER},offline_access"));
    assert!(!sign_in.address().contains("offline_access"));
    assert!(!format!("{sign_in:?}").contains("BwcHBwcH"));
    let uri = RedirectUri::parse("http://127.0.0.1:8094/").unwrap();
    let error = client.sign_in(uri, "organization:owner".parse_scope(), [7; 32]).unwrap_err();
    assert_eq!(error.code(), "scope-organization-owner");
}

#[tokio::test]
async fn only_the_answer_to_this_sign_in_is_taken() {
    let server = Server::start().await;
    let sign_in = sign_in(&server.client(), MEMBER);
    let state = sign_in.address().rsplit_once("state=").unwrap().1.to_owned();
    for (query, code, sentence) in [
        (String::new(), "callback-no-code", "the address has no `code`"),
        ("code=HUgOar3e".to_owned(), "callback-state-missing", "the address has no `state`"),
        (
            "code=HUgOar3eDNVxo3PQZ-oHBKBdXDVc&state=other".to_owned(),
            "callback-foreign-state",
            "the `state` in the address is not that of this sign-in",
        ),
        (
            format!("error=access_denied&state={state}"),
            "sign-in-refused",
            "the identity server refused the sign-in: access_denied",
        ),
        (
            "error=access_denied&state=other".to_owned(),
            "callback-foreign-state",
            "the `state` in the address is not that of this sign-in",
        ),
        (
            format!("code=a&code=b&state={state}"),
            "callback-duplicate-parameter",
            "the parameter `code` stands more than once in the address",
        ),
    ] {
        let error = sign_in.code(&query).unwrap_err();
        assert_eq!((error.code(), error.to_string().as_str()), (code, sentence));
    }
    assert_eq!(SignInError::ForeignState.hint(), "Begin the sign-in again, and finish that one.");
    assert_eq!(
        SignInError::NoCode.hint(),
        "Give the whole address at which the sign-in ended, with its `code`."
    );
}

#[tokio::test]
async fn a_token_is_renewed_even_when_it_has_expired() {
    let server = Server::start().await;
    let old = server.bobs(MEMBER, Refreshable::Yes).await.jwt;
    server.pass(100_000);
    let validity = Validity::from_seconds(900).ok();
    let renewed = server.client().refresh(old.compact(), validity).await.unwrap();
    let end = renewed.jwt.claims().expires_at.unwrap();
    assert_eq!(end.seconds(), 1_795_484_223 + 100_000 + 900);
    assert!(renewed.jwt.claims().carries_refresh_token());
}

#[tokio::test]
async fn a_narrower_token_can_be_handed_on() {
    let server = Server::start().await;
    let from = server.bobs(MEMBER, Refreshable::Yes).await.jwt;
    let (scope, audience) =
        ("user:memberof:moehaha.team".parse_scope(), "moehaha.team".parse_audience());
    let derivation = Derivation { scope: &scope, audience: &audience, validity: None };
    let narrow = server.client().narrow(from.compact(), &derivation).await.unwrap();
    assert_eq!(narrow.granted.scope, ["user:memberof:moehaha.team"]);
    assert_eq!(narrow.granted.audience, ["moehaha.team"]);
    assert!(!narrow.jwt.claims().carries_refresh_token());

    let more = "user:email".parse_scope();
    let derivation = Derivation { scope: &more, ..derivation };
    let error = server.client().narrow(from.compact(), &derivation).await.unwrap_err();
    assert_eq!(error.code(), "scope-not-held");
    assert_eq!(error.to_string(), "the token lacks the scope `user:email`");
}

#[tokio::test]
async fn only_the_identity_servers_tokens_are_sent_to_it() {
    let server = Server::start().await;
    let (client, other) = (server.client(), Server::start().await);
    let foreign = other.bobs(MEMBER, Refreshable::Yes).await.jwt;
    let error = client.refresh(foreign.compact(), None).await.unwrap_err();
    assert_eq!(error.code(), "signature-mismatch");
    assert_eq!(
        error.to_string(),
        "the token to begin with cannot be trusted: the signature does not match"
    );
    let error = client.refresh(&"e30.e30.".parse_jwt(), None).await.unwrap_err();
    assert_eq!(error.code(), "jwt-missing-algorithm");
    assert_eq!(error.to_string(), "the header of the token lacks the algorithm, `alg`");
    assert_eq!(server.requests(), 0);
}

#[tokio::test]
async fn without_a_refresh_token_nothing_is_asked() {
    let server = Server::start().await;
    let old = server.bobs(MEMBER, Refreshable::No).await.jwt;
    let before = server.requests();
    let error = server.client().refresh(old.compact(), None).await.unwrap_err();
    assert_eq!(error.to_string(), "the token carries no refresh token");
    assert_eq!(server.requests(), before);
}

#[tokio::test]
async fn a_code_that_is_too_old_is_told() {
    let server = Server::start().await;
    let client = server.client();
    let sign_in = sign_in(&client, MEMBER);
    let query = server.consented("bob", sign_in.address()).await;
    server.fault(Fault::CodeExpired);
    let (code, audience) = (sign_in.code(&query).unwrap(), "moehaha".parse_audience());
    let redemption = sign_in.redemption(&code, &audience, None, Refreshable::No);
    let error = client.token_from_code(&redemption).await.unwrap_err();
    assert_eq!(error.code(), "code-refused");
    assert!(!format!("{redemption:?} {error:?}").contains(SECRET));
    assert!(!format!("{redemption:?} {error:?}").contains(code.expose()));
}
