//! No error and no `Debug` shows a secret, a code, a token or the provider's own words.

use provider::{Exchange, Provider, ProviderError};
use serde_json::json;

use crate::{
    fixture::{CODE, STATE, bob, config, exchange_at, organization, signed},
    server::{Reply, Server},
};

fn everything_said(error: &ProviderError) -> String {
    format!("{error} {error:?} {} {}", error.code(), error.hint())
}

#[tokio::test]
async fn no_error_repeats_what_the_server_said() {
    const ECHO: &str = "client_secret=canary-2c9f code=HUgOar3eDNVxo3PQZ-oHBKBdXDVc";
    let token = signed(&bob(&json!({"azp": "x"})));
    for reply in [
        Reply::answer(400, "text/plain", ECHO),
        Reply::answer(401, "text/plain", ECHO),
        Reply::answer(418, "text/plain", ECHO),
        Reply::answer(500, "text/plain", ECHO),
        Reply::answer(200, "text/plain", ECHO),
        Reply::answer(200, "text/html", ECHO),
        Reply::answer(200, "application/jwt", ECHO),
        Reply::answer(200, "application/json", ECHO),
        Reply::jwt(&token),
        Reply::jwt(&signed(&organization(&json!({})))),
        Reply::CutOff("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\ncanary-2c9f"),
    ] {
        let said = everything_said(&exchange_at(reply).await.unwrap_err());
        for secret in ["canary", CODE, STATE, token.as_str(), "eyJ"] {
            assert!(!said.contains(secret), "{said}");
        }
    }
}

#[tokio::test]
async fn debug_shows_no_secret() {
    let server = Server::start([]).await;
    let config = config(&server.base_url, Exchange::OneStep);
    let shown = format!("{config:?}");
    assert!(shown.contains("ClientSecret(redacted)"), "{shown}");
    let shown = format!("{shown} {:?}", Provider::new(config).unwrap());
    assert!(!shown.contains("canary"), "{shown}");
}

#[tokio::test]
async fn a_granted_token_is_not_shown() {
    let token = signed(&bob(&json!({})));
    let shown = format!("{:?}", exchange_at(Reply::jwt(&token)).await.unwrap());
    assert!(token.split('.').all(|part| !shown.contains(part)), "{shown}");
}
