//! A person's token for a code.

use domain::{Refreshable, api::Grant, itsyouonline::Blame, jwt::Algorithm};
use provider::{Exchange, Granted, Provider};
use serde_json::json;
use signature::SigningKey;

use crate::{
    fixture::{
        MEMBER, NOW, bob, config, exchange, exchange_at, exchange_for, organization, provider,
        signed, signed_by, two_step,
    },
    server::{Reply, Server},
};

const ACCESS_TOKEN: &str = r#"{"access_token":"LEKeiYuPs4rJNqv9gEuV8uY0kHvD","token_type":"bearer",
    "scope":"user:memberof:moehaha,","expires_in":85799,"info":{"username":"bob"}}"#;

fn grant(scope: &[&str]) -> Grant {
    let scope = scope.iter().map(ToString::to_string).collect();
    Grant { scope, audience: vec!["moehaha".to_owned()] }
}

#[tokio::test]
async fn a_member_gets_a_token() {
    let token = signed(&bob(&json!({})));
    let Granted { jwt, asked, granted } = exchange_at(Reply::jwt(&token)).await.unwrap();
    assert_eq!(jwt.compact().expose(), token);
    assert_eq!(jwt.claims().username.as_deref(), Some("bob"));
    assert_eq!((asked, granted), (grant(&[MEMBER]), grant(&[MEMBER])));
}

#[tokio::test]
async fn in_two_steps_too() {
    let token = signed(&bob(&json!({})));
    let replies = [Reply::answer(200, "application/json", ACCESS_TOKEN), Reply::jwt(&token)];
    let server = Server::start(replies).await;
    let granted = exchange(&two_step(&server)).await.unwrap();
    assert_eq!(granted.jwt.compact().expose(), token);
    let second = &server.arrived()[1];
    assert_eq!(second.request_line(), "GET /v1/oauth/jwt?aud=moehaha HTTP/1.1");
    assert_eq!(second.header("authorization"), Some("token LEKeiYuPs4rJNqv9gEuV8uY0kHvD"));
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_token_for_somebody_else_than_the_access_token_is_thrown_away() {
    let token = signed(&bob(&json!({"username": "alice"})));
    let replies = [Reply::answer(200, "application/json", ACCESS_TOKEN), Reply::jwt(&token)];
    let server = Server::start(replies).await;
    let error = exchange(&two_step(&server)).await.unwrap_err();
    assert_eq!((error.code(), error.blame()), ("token-foreign-person", Blame::Provider));
    assert_eq!(
        error.to_string(),
        "the token is that of the person `alice` instead of the person `bob`"
    );
}

#[tokio::test]
async fn less_than_asked_is_returned_to_be_shown() {
    let token = signed(&bob(&json!({"scope": ["user:memberof:moehaha.team"]})));
    let Granted { asked, granted, .. } = exchange_at(Reply::jwt(&token)).await.unwrap();
    assert_eq!(asked, grant(&[MEMBER]));
    assert_eq!(granted, grant(&["user:memberof:moehaha.team"]));
}

#[tokio::test]
async fn nothing_of_what_was_asked_is_an_error() {
    for scope in [json!([""]), json!([]), json!("")] {
        let token = signed(&bob(&json!({"scope": scope})));
        let error = exchange_at(Reply::jwt(&token)).await.unwrap_err();
        assert_eq!((error.code(), error.blame()), ("nothing-granted", Blame::Person));
        assert_eq!(
            error.to_string(),
            "the identity server granted nothing of `user:memberof:moehaha`"
        );
        assert_eq!(
            error.hint(),
            "You are not a member of moehaha. Ask one of its owners for an invitation, or sign in \
             as somebody who is. Membership of a part such as moehaha.team does not count; ask for \
             it by its own scope, user:memberof:moehaha.team."
        );
    }
}

#[tokio::test]
async fn nothing_granted_ends_after_the_first_step() {
    let nothing = ACCESS_TOKEN.replace("user:memberof:moehaha,", ",");
    let server = Server::start([Reply::answer(200, "application/json", &nothing)]).await;
    let error = exchange(&two_step(&server)).await.unwrap_err();
    assert_eq!(error.code(), "nothing-granted");
    assert_eq!(server.arrived().len(), 1);
}

#[tokio::test]
async fn a_refreshable_token_is_asked_for_without_naming_scopes_again() {
    let token = signed(&bob(&json!({"refresh_token": "Uv38ByGCZU8WP18PmmIdcpVmx00Q"})));
    let server = Server::start([Reply::jwt(&token)]).await;
    let granted = exchange_for(&provider(&server), MEMBER, Refreshable::Yes).await.unwrap();
    assert!(granted.jwt.claims().carries_refresh_token());
    assert!(server.arrived()[0].body.contains("&scope=offline_access&"));
}

#[tokio::test]
async fn a_token_signed_by_another_key_is_thrown_away() {
    let other = SigningKey::generate(Algorithm::Es384).unwrap();
    let error = exchange_at(Reply::jwt(&signed_by(&other, &bob(&json!({}))))).await.unwrap_err();
    assert_eq!((error.code(), error.blame()), ("token-signature", Blame::Configuration));
    assert_eq!(
        error.to_string(),
        "the identity server's token cannot be trusted: the signature does not match"
    );
    assert_eq!(
        error.hint(),
        "Whoever runs this service should compare the configured key and issuer with the identity \
         server's. Until then, trust no token from it."
    );
}

#[tokio::test]
async fn a_token_with_wrong_claims_is_thrown_away() {
    for (changes, code, sentence) in [
        (
            json!({"azp": "somebody-else"}),
            "token-foreign-client",
            "the token was issued to the client `somebody-else` instead of `moehaha`",
        ),
        (
            json!({"azp": null}),
            "token-foreign-client",
            "the token was issued to the client `` instead of `moehaha`",
        ),
        (
            json!({"iss": "elsewhere\u{202e}"}),
            "token-issuer-mismatch",
            "the token was issued by `elsewhere\\u{202e}` instead of `itsyouonline`",
        ),
        (json!({"exp": NOW.seconds()}), "token-expired", "the token has expired already"),
        (json!({"exp": null}), "token-expired", "the token has expired already"),
        (
            json!({"nbf": NOW.plus(1).seconds()}),
            "token-not-yet-valid",
            "the token is not valid yet",
        ),
    ] {
        let error = exchange_at(Reply::jwt(&signed(&bob(&changes)))).await.unwrap_err();
        assert_eq!((error.code(), error.to_string().as_str()), (code, sentence));
    }
}

#[tokio::test]
async fn a_token_without_issuer_is_thrown_away_whatever_the_issuer_is() {
    let token = signed(&bob(&json!({"iss": null})));
    let server = Server::start([Reply::jwt(&token)]).await;
    let mut config = config(&server.base_url, Exchange::OneStep);
    config.issuer = String::new();
    let error = exchange(&Provider::new(config).unwrap()).await.unwrap_err();
    assert_eq!(error.code(), "token-issuer-mismatch");
}

#[tokio::test]
async fn a_code_is_not_worth_the_organizations_token() {
    let error = exchange_at(Reply::jwt(&signed(&organization(&json!({}))))).await.unwrap_err();
    assert_eq!(error.code(), "token-foreign-person");
    assert_eq!(
        error.to_string(),
        "the token is that of the organization `moehaha` instead of a person"
    );
    assert_eq!(
        error.hint(),
        "The token was thrown away. Tell whoever runs this service: the identity server, or \
         something in front of it, hands out wrong tokens."
    );
}
