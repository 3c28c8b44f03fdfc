//! The organization's own token: narrowed, or not at all.

use domain::{Validity, itsyouonline::Blame};
use provider::{Granted, ProviderError};
use serde_json::{Value, json};

use crate::{
    fixture::{
        NOW, organization, organization_token, organization_token_for, provider, signed, two_step,
    },
    server::{Reply, Server},
};

const ACCESS_TOKEN: &str = r#"{"access_token":"_Vj-9C2b036ap_x9GhXzHV2ZdXwn","token_type":"bearer",
    "scope":"organization:owner,","expires_in":85799,"info":{"username":""}}"#;

async fn minted(changes: &Value) -> Result<Granted, ProviderError> {
    let server = Server::start([Reply::jwt(&signed(&organization(changes)))]).await;
    organization_token(&provider(&server)).await
}

#[tokio::test]
async fn it_is_asked_for_narrowed() {
    let server = Server::start([Reply::jwt(&signed(&organization(&json!({}))))]).await;
    let granted = organization_token(&provider(&server)).await.unwrap();
    assert_eq!(granted.granted, granted.asked);
    assert_eq!(granted.granted.scope, ["organization:owner:cockpit"]);
    assert_eq!(granted.granted.audience, ["moehaha"]);
    assert_eq!(
        server.arrived()[0].body,
        "grant_type=client_credentials&client_id=moehaha&response_type=id_token\
         &scope=organization%3Aowner%3Acockpit&aud=moehaha\
         &client_secret=canary-2c9f%2B%2F%3D+secret"
    );
}

#[tokio::test]
async fn in_two_steps_it_is_narrowed_in_the_second() {
    let replies = [
        Reply::answer(200, "application/json", ACCESS_TOKEN),
        Reply::jwt(&signed(&organization(&json!({})))),
    ];
    let server = Server::start(replies).await;
    organization_token(&two_step(&server)).await.unwrap();
    assert_eq!(
        server.arrived()[1].request_line(),
        "GET /v1/oauth/jwt?scope=organization%3Aowner%3Acockpit&aud=moehaha HTTP/1.1"
    );
}

#[tokio::test]
async fn more_than_was_asked_for_is_thrown_away() {
    for (changes, grants) in [
        (json!({"scope": ["organization:owner"]}), "`organization:owner`"),
        (
            json!({"scope": ["organization:owner:cockpit", "organization:owner"]}),
            "`organization:owner:cockpit,organization:owner`",
        ),
        (json!({"refresh_token": "Uv38ByGC"}), "a refresh token"),
        (json!({"aud": ["moehaha", "other"]}), "the audience `moehaha,other`"),
        (json!({"aud": ["other"]}), "the audience `other`"),
        (json!({"aud": null}), "the audience ``"),
    ] {
        let error = minted(&changes).await.unwrap_err();
        assert_eq!((error.code(), error.blame()), ("token-not-narrowed", Blame::Provider));
        assert_eq!(
            error.to_string(),
            format!("the organization's token was not narrowed as asked, but grants {grants}")
        );
    }
}

#[tokio::test]
async fn a_validity_that_was_ignored_is_noticed() {
    let validity = Validity::from_seconds(600).ok();
    // Five seconds for the answer and a minute between the clocks are allowed for.
    for (seconds, accepted) in [(600, true), (665, true), (666, false), (86_400, false)] {
        let claims = organization(&json!({"exp": NOW.plus(seconds).seconds()}));
        let server = Server::start([Reply::jwt(&signed(&claims))]).await;
        match organization_token_for(&provider(&server), validity).await {
            Ok(_) => assert!(accepted, "{seconds}"),
            Err(error) => {
                assert!(!accepted, "{seconds}");
                assert_eq!((error.code(), error.blame()), ("token-not-narrowed", Blame::Provider));
                assert_eq!(
                    error.to_string(),
                    format!(
                        "the organization's token was not narrowed as asked, \
                         but grants a validity of {seconds} seconds"
                    )
                );
            }
        }
    }
}

#[tokio::test]
async fn it_has_to_be_that_organizations() {
    for (changes, whose) in [
        (json!({"globalid": "moehaha.portal"}), "the organization `moehaha.portal`"),
        (json!({"globalid": null, "username": "bob"}), "the person `bob`"),
        (json!({"username": "bob"}), "the person `bob` and the organization `moehaha`"),
        (json!({"globalid": null}), "nobody"),
    ] {
        let error = minted(&changes).await.unwrap_err();
        assert_eq!(
            (error.code(), error.blame()),
            ("token-other-organization", Blame::Configuration)
        );
        assert_eq!(
            error.to_string(),
            format!("the token is that of {whose} instead of the organization `moehaha`")
        );
        assert_eq!(
            error.hint(),
            "The client's own token is that of the organization whose API key it has. Whoever runs \
             this service should configure that organization, or switch these tokens off."
        );
    }
}

#[tokio::test]
async fn a_refusal_is_the_operators_matter() {
    let server = Server::start([Reply::answer(400, "text/plain", "Bad Request\n")]).await;
    let error = organization_token(&provider(&server)).await.unwrap_err();
    assert_eq!((error.code(), error.blame()), ("client-refused", Blame::Configuration));
}
