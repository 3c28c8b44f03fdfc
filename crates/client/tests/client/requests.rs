//! The organization's token, and what goes wrong with a request.

use client::{Blame, ClientBuilder, ClientId, ClientSecret, Exchange, KeySet, Validity};
use demo::Fault;

use crate::fixture::{Parsed as _, SECRET, Server};

#[tokio::test]
async fn the_organizations_token_is_for_the_organization_and_narrowed() {
    let server = Server::start().await;
    let granted = server.client().token_for_organization().await.unwrap();
    assert_eq!(granted.granted.scope, ["organization:owner:cockpit"]);
    assert_eq!(granted.granted.audience, ["moehaha"]);
    assert_eq!(granted.jwt.claims().globalid.as_deref(), Some("moehaha"));
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn audience_validity_and_steps_are_a_matter_of_choice() {
    let server = Server::start().await;
    let validity = Validity::from_seconds(600).unwrap();
    let builder = server.builder().audience("moehaha,ext1".parse_audience()).validity(validity);
    let client = builder.exchange(Exchange::TwoStep).build().unwrap();
    let granted = client.token_for_organization().await.unwrap();
    assert_eq!(granted.granted.audience, ["moehaha", "ext1"]);
    assert_eq!(granted.jwt.claims().expires_at.unwrap().seconds(), 1_795_484_823);
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn a_wrong_secret_is_told_and_not_shown() {
    let server = Server::start().await;
    let id = ClientId::parse("moehaha").unwrap();
    let secret = ClientSecret::parse("canary-9a77").unwrap();
    let builder = ClientBuilder::new(id, secret, KeySet::default());
    let builder = builder.identity_server(&server.address);
    assert!(!format!("{builder:?}").contains("canary"));
    let client = builder.build().unwrap();
    let error = client.token_for_organization().await.unwrap_err();
    assert_eq!((error.code(), error.blame()), ("client-refused", Blame::Configuration));
    assert!(!format!("{client:?} {error:?} {error} {}", error.hint()).contains("canary"));
}

#[tokio::test]
async fn a_token_of_an_unknown_key_is_thrown_away() {
    let server = Server::start().await;
    server.fault(Fault::ForeignKey);
    let error = server.client().token_for_organization().await.unwrap_err();
    assert_eq!((error.code(), error.blame()), ("token-signature", Blame::Configuration));
    assert!(!format!("{error:?}").contains(SECRET));
}

#[test]
fn an_address_that_is_none_is_told_before_anything_is_sent() {
    let id = ClientId::parse("moehaha").unwrap();
    let secret = ClientSecret::parse(SECRET).unwrap();
    let builder = ClientBuilder::new(id, secret, KeySet::default());
    let error = builder.identity_server("http://id.example/").build().unwrap_err();
    assert_eq!(error.code(), "provider-base-url");
    assert_eq!(
        error.to_string(),
        "the identity server's base URL `http://id.example` \
         is not https although it is not on the own machine"
    );
}
