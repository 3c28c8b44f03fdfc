//! Tokens renewed, and tokens derived from others.

use domain::{AudienceSet, ScopeSet, Validity, itsyouonline::Blame};
use provider::{Derivation, Granted, Provider, ProviderError};
use serde_json::{Value, json};

use crate::{
    fixture::{MEMBER, NOW, bob, provider, signed, verified},
    server::{Reply, Server},
};

fn old() -> Value {
    let ended = NOW.seconds() - 1;
    bob(&json!({
        "exp": ended,
        "refresh_token": "Uv38ByGC",
        "scope": [MEMBER, "[user:name]:Bob Builder"],
    }))
}

async fn refreshed(reply: Reply) -> Result<Granted, ProviderError> {
    let server = Server::start([reply]).await;
    provider(&server).refresh(&verified(&old()), None, NOW).await
}

async fn derived(provider: &Provider) -> Result<Granted, ProviderError> {
    let derivation = Derivation {
        scope: &ScopeSet::parse(MEMBER).unwrap(),
        audience: &AudienceSet::parse("third").unwrap(),
        validity: Some(Validity::from_seconds(60).unwrap()),
    };
    provider.derive(&verified(&bob(&json!({"refresh_token": "Uv38ByGC"}))), &derivation, NOW).await
}

#[tokio::test]
async fn an_expired_token_is_renewed() {
    let server = Server::start([Reply::jwt(&signed(&bob(&json!({"refresh_token": "x"}))))]).await;
    let validity = Some(Validity::from_seconds(600).unwrap());
    let old = verified(&old());
    let granted = provider(&server).refresh(&old, validity, NOW).await.unwrap();
    assert_eq!(granted.granted.scope, [MEMBER]);
    let arrived = &server.arrived()[0];
    assert_eq!(arrived.request_line(), "GET /v1/oauth/jwt/refresh?validity=600 HTTP/1.1");
    assert_eq!(
        arrived.header("authorization").unwrap(),
        format!("bearer {}", old.compact().expose())
    );
}

#[tokio::test]
async fn a_token_that_cannot_be_renewed() {
    let error = refreshed(Reply::answer(401, "text/plain", "Unauthorized\n")).await.unwrap_err();
    assert_eq!((error.code(), error.blame()), ("not-refreshable", Blame::Person));
}

#[tokio::test]
async fn a_membership_that_has_ended() {
    let reply = Reply::jwt(&signed(&bob(&json!({"scope": [""]}))));
    let error = refreshed(reply).await.unwrap_err();
    assert_eq!(error.code(), "nothing-granted");
    assert_eq!(error.to_string(), "the identity server granted nothing of `user:memberof:moehaha`");
}

#[tokio::test]
async fn a_renewed_token_of_somebody_else_is_thrown_away() {
    for (changes, code) in [
        (json!({"username": "alice"}), "token-foreign-person"),
        (json!({"azp": "somebody-else"}), "token-foreign-client"),
    ] {
        let error = refreshed(Reply::jwt(&signed(&bob(&changes)))).await.unwrap_err();
        assert_eq!(error.code(), code);
    }
}

#[tokio::test]
async fn a_narrower_token_is_derived() {
    let token = signed(&bob(&json!({"aud": ["third"], "globalid": null})));
    let server = Server::start([Reply::jwt(&token)]).await;
    let granted = derived(&provider(&server)).await.unwrap();
    assert_eq!(granted.granted.audience, ["third"]);
    assert_eq!(
        server.arrived()[0].request_line(),
        "GET /v1/oauth/jwt?scope=user%3Amemberof%3Amoehaha&aud=third&validity=60 HTTP/1.1"
    );
}

#[tokio::test]
async fn an_empty_500_means_that_nothing_can_be_derived() {
    let server = Server::start([
        Reply::answer(500, "", ""),
        Reply::answer(500, "text/plain", "panic"),
        Reply::answer(401, "text/plain", "Unauthorized\n"),
    ])
    .await;
    let provider = provider(&server);
    for (code, blame) in [
        ("not-derivable", Blame::Person),
        ("provider-failed", Blame::Provider),
        ("derivation-refused", Blame::Person),
    ] {
        let error = derived(&provider).await.unwrap_err();
        assert_eq!((error.code(), error.blame()), (code, blame));
    }
}
