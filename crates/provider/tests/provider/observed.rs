//! Answers observed from an ItsYou.online server, served again to the provider.

use domain::{UnixTime, jwt::UntrustedJwt};
use provider::{Exchange, Provider};
use serde_json::Value;
use signature::{KeySet, PublicKey};

use crate::{
    fixture::{config, exchange, organization_token},
    server::{Reply, Server},
};

fn observed_keys() -> KeySet {
    let pem = include_str!("../../../domain/tests/fixtures/exchanges.pem");
    KeySet::from(PublicKey::from_pem(pem).unwrap())
}

fn exchanges() -> Vec<Value> {
    include_str!("../../../domain/tests/fixtures/exchanges.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn body(name: &str) -> String {
    let exchanges = exchanges();
    let exchange = exchanges.iter().find(|exchange| exchange["name"] == name).unwrap();
    exchange["response"]["body"].as_str().unwrap().to_owned()
}

async fn provider_answering(exchange: Exchange, replies: Vec<Reply>) -> (Provider, Server) {
    let server = Server::start(replies).await;
    let mut config = config(&server.base_url, exchange);
    config.keys = observed_keys();
    (Provider::new(config).unwrap(), server)
}

#[tokio::test]
async fn bobs_token_in_one_step() {
    let reply = Reply::jwt(&body("code-for-jwt-in-one-step"));
    let (provider, _server) = provider_answering(Exchange::OneStep, vec![reply]).await;
    let granted = exchange(&provider).await.unwrap();
    assert_eq!(granted.granted.audience, ["api.example"]);
    assert_eq!(granted.jwt.claims().expires_at, Some(UnixTime::from_seconds(1_795_570_640)));
}

#[tokio::test]
async fn bobs_token_in_two_steps() {
    let first = Reply::answer(200, "application/json", &body("code-for-access-token"));
    let second = Reply::jwt(&body("jwt-of-everything-held"));
    let (provider, _server) = provider_answering(Exchange::TwoStep, vec![first, second]).await;
    let granted = exchange(&provider).await.unwrap();
    assert_eq!(granted.granted.scope, ["user:memberof:moehaha"]);
}

#[tokio::test]
async fn the_organizations_token_with_its_full_power_is_thrown_away() {
    let reply = Reply::jwt(&body("organization-jwt-in-one-step"));
    let (provider, _server) = provider_answering(Exchange::OneStep, vec![reply]).await;
    let error = organization_token(&provider).await.unwrap_err();
    assert_eq!(error.code(), "token-not-narrowed");
}

#[test]
fn every_observed_token_has_a_valid_signature() {
    let keys = observed_keys();
    let texts =
        exchanges().into_iter().map(|it| it["response"]["body"].as_str().unwrap().to_owned());
    let tokens: Vec<_> = texts.filter_map(|text| UntrustedJwt::parse(&text).ok()).collect();
    assert_eq!(tokens.len(), 18);
    for token in tokens {
        assert!(keys.verify(token).is_ok());
    }
}
