//! Tokens renewed, and tokens derived from others.

use domain::{AudienceSet, ScopeSet, Validity, itsyouonline::Blame, jwt::VerifiedJwt};
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
    derived_from(provider, &verified(&bob(&json!({"refresh_token": "Uv38ByGC"}))), MEMBER).await
}

/// A copy for `third` that is valid for a minute.
async fn derived_from(
    provider: &Provider,
    from: &VerifiedJwt,
    scope: &str,
) -> Result<Granted, ProviderError> {
    let derivation = Derivation {
        scope: &ScopeSet::parse(scope).unwrap(),
        audience: &AudienceSet::parse("third").unwrap(),
        validity: Validity::from_seconds(60).ok(),
    };
    provider.derive(from, &derivation, NOW).await
}

fn in_seconds(seconds: u64) -> u64 {
    NOW.plus(seconds).seconds()
}

#[tokio::test]
async fn an_expired_token_is_renewed() {
    let renewed = bob(&json!({"refresh_token": "x", "exp": in_seconds(600)}));
    let server = Server::start([Reply::jwt(&signed(&renewed))]).await;
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
async fn a_renewed_token_of_or_for_somebody_else_is_thrown_away() {
    for (changes, code, sentence) in [
        (
            json!({"username": "alice"}),
            "token-foreign-person",
            "the token is that of the person `alice` instead of the person `bob`",
        ),
        (
            json!({"azp": "somebody-else"}),
            "token-foreign-client",
            "the token was issued to the client `somebody-else` instead of `moehaha`",
        ),
        (
            json!({"aud": ["moehaha", "other"]}),
            "token-foreign-audience",
            "the renewed token is for `moehaha,other` instead of `moehaha`",
        ),
        (
            json!({"aud": null}),
            "token-foreign-audience",
            "the renewed token is for nobody in particular instead of `moehaha`",
        ),
    ] {
        let error = refreshed(Reply::jwt(&signed(&bob(&changes)))).await.unwrap_err();
        assert_eq!((error.code(), error.to_string().as_str()), (code, sentence));
        assert_eq!(error.blame(), Blame::Provider);
    }
}

#[tokio::test]
async fn the_order_of_an_audience_does_not_matter() {
    let old = verified(&bob(&json!({"aud": ["a", "b"], "refresh_token": "x"})));
    let renewed = signed(&bob(&json!({"aud": ["b", "a"], "refresh_token": "x"})));
    let server = Server::start([Reply::jwt(&renewed)]).await;
    provider(&server).refresh(&old, None, NOW).await.unwrap();
}

#[tokio::test]
async fn what_the_old_token_granted_counts_as_asked() {
    let told = [MEMBER, "user:name", "[user:name]:Bob", "grant:lab.admin"];
    let old = verified(&bob(&json!({"scope": told, "refresh_token": "x"})));
    let server = Server::start([Reply::jwt(&signed(&bob(&json!({}))))]).await;
    let granted = provider(&server).refresh(&old, None, NOW).await.unwrap();
    assert_eq!(granted.asked.scope, [MEMBER, "user:name"]);
    assert_eq!(granted.asked.audience, ["moehaha"]);
    assert_eq!(granted.granted.scope, [MEMBER]);
}

#[tokio::test]
async fn nothing_is_asked_for_a_token_without_a_refresh_token() {
    let server = Server::start([]).await;
    let provider = provider(&server);
    let plain = verified(&bob(&json!({})));
    for error in [
        provider.refresh(&plain, None, NOW).await.unwrap_err(),
        derived_from(&provider, &plain, MEMBER).await.unwrap_err(),
    ] {
        assert_eq!((error.code(), error.blame()), ("not-refreshable", Blame::Person));
        assert_eq!(error.to_string(), "the token carries no refresh token");
        assert_eq!(
            error.hint(),
            "Generate a new token, with refreshable ticked if it is to be renewed or narrowed later."
        );
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_narrower_token_is_derived() {
    let token = signed(&bob(&json!({"aud": ["third"], "globalid": null, "exp": in_seconds(60)})));
    let server = Server::start([Reply::jwt(&token)]).await;
    let granted = derived(&provider(&server)).await.unwrap();
    assert_eq!(granted.granted.audience, ["third"]);
    assert_eq!(
        server.arrived()[0].request_line(),
        "GET /v1/oauth/jwt?scope=user%3Amemberof%3Amoehaha&aud=third&validity=60 HTTP/1.1"
    );
}

#[tokio::test]
async fn more_than_was_asked_is_not_handed_on() {
    let good = json!({"aud": ["third"], "exp": in_seconds(60)});
    for (name, value, grants) in [
        ("scope", json!([MEMBER, "user:name"]), "`user:memberof:moehaha,user:name`"),
        ("refresh_token", json!("Uv38ByGC"), "a refresh token"),
        ("aud", json!(["moehaha"]), "the audience `moehaha`"),
        ("aud", json!(["third", "moehaha"]), "the audience `third,moehaha`"),
        ("aud", Value::Null, "the audience ``"),
        ("exp", json!(in_seconds(126)), "a validity of 126 seconds"),
    ] {
        let mut changes = good.clone();
        changes[name] = value;
        let server = Server::start([Reply::jwt(&signed(&bob(&changes)))]).await;
        let error = derived(&provider(&server)).await.unwrap_err();
        assert_eq!((error.code(), error.blame()), ("token-not-narrowed", Blame::Provider));
        assert_eq!(
            error.to_string(),
            format!("the narrower token was not narrowed as asked, but grants {grants}")
        );
    }
    let server = Server::start([Reply::jwt(&signed(&bob(&changed(&good, "username", "alice"))))]);
    let error = derived(&provider(&server.await)).await.unwrap_err();
    assert_eq!(error.code(), "token-foreign-person");
}

fn changed(claims: &Value, name: &str, value: &str) -> Value {
    let mut claims = claims.clone();
    claims[name] = value.into();
    claims
}

#[tokio::test]
async fn a_validity_that_was_ignored_in_renewing_is_noticed() {
    let server = Server::start([Reply::jwt(&signed(&bob(&json!({"exp": in_seconds(86_400)}))))]);
    let validity = Validity::from_seconds(600).ok();
    let error =
        provider(&server.await).refresh(&verified(&old()), validity, NOW).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the renewed token was not narrowed as asked, but grants a validity of 86400 seconds"
    );
    refreshed(Reply::jwt(&signed(&bob(&json!({"exp": in_seconds(86_400)}))))).await.unwrap();
}

#[tokio::test]
async fn only_what_the_first_token_has_can_be_asked_for() {
    let first = [MEMBER, "user:phone:main", "user:name"];
    let first = verified(&bob(&json!({"scope": first, "refresh_token": "x"})));
    for scope in ["user:memberof:moehaha.team", "user:name,user:phone:main"] {
        let server = Server::start([Reply::answer(401, "text/plain", "Unauthorized\n")]).await;
        let error = derived_from(&provider(&server), &first, scope).await.unwrap_err();
        assert_eq!(error.code(), "derivation-refused", "the identity server was asked");
    }
    for scope in [
        "user:memberof:moehaha2",
        "user:memberof:other",
        "user:phone:main:write",
        "user:name:x",
        "user:phone",
        "user:email",
    ] {
        let server = Server::start([]).await;
        let asked = format!("user:name,{scope}");
        let error = derived_from(&provider(&server), &first, &asked).await.unwrap_err();
        assert_eq!((error.code(), error.blame()), ("scope-not-held", Blame::Person));
        assert_eq!(error.to_string(), format!("the token lacks the scope `{scope}`"));
        assert_eq!(
            error.hint(),
            "Ask only for scopes that this token has, or sign in anew and ask for the others."
        );
        assert_eq!(server.connections(), 0);
    }
}

#[tokio::test]
async fn a_token_of_nobody_is_not_renewed_as_anybodys() {
    let server = Server::start([Reply::jwt(&signed(&bob(&json!({}))))]).await;
    let nobodys = verified(&bob(&json!({"username": null, "refresh_token": "x"})));
    let error = provider(&server).refresh(&nobodys, None, NOW).await.unwrap_err();
    assert_eq!(error.code(), "token-foreign-person");
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
