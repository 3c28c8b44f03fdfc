//! What goes over the wire, and what does not.

use serde_json::json;

use crate::{
    fixture::{CANARY, CODE, STATE, bob, config, exchange, provider, signed},
    server::{Reply, Server},
};
use provider::{Exchange, Provider};

fn good() -> Reply {
    Reply::jwt(&signed(&bob(&json!({}))))
}

#[tokio::test]
async fn the_exchange_is_one_form() {
    let server = Server::start([good()]).await;
    exchange(&provider(&server)).await.unwrap();
    let arrived = &server.arrived()[0];
    assert_eq!(arrived.request_line(), "POST /v1/oauth/access_token HTTP/1.1");
    assert_eq!(arrived.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(arrived.header("accept"), Some("application/jwt"));
    assert_eq!(
        arrived.body,
        format!(
            "grant_type=authorization_code&code={CODE}&client_id=moehaha\
             &redirect_uri=http%3A%2F%2Flocalhost%3A8090%2Fcallback&state={STATE}\
             &response_type=id_token&aud=moehaha&client_secret=canary-2c9f%2B%2F%3D+secret"
        )
    );
}

#[tokio::test]
async fn the_secret_stands_in_the_body_alone() {
    let server = Server::start([good()]).await;
    exchange(&provider(&server)).await.unwrap();
    for arrived in server.arrived() {
        assert!(!arrived.head.contains("canary"), "{}", arrived.head);
        assert!(!arrived.head.contains(CODE), "{}", arrived.head);
        assert!(!arrived.body.contains(CANARY), "it is form-encoded");
    }
}

#[tokio::test]
async fn connections_are_kept_and_cookies_are_not() {
    let server = Server::start([good(), good(), good()]).await;
    let provider = provider(&server);
    for _ in 0..3 {
        exchange(&provider).await.unwrap();
    }
    let arrived = server.arrived();
    assert_eq!(server.connections(), 1);
    assert!(arrived.iter().all(|request| request.connection == 1));
    for request in &arrived {
        for name in ["cookie", "referer", "origin", "authorization"] {
            assert_eq!(request.header(name), None);
        }
    }
}

#[tokio::test]
async fn a_base_url_may_have_a_path() {
    for path in ["/identity", "/identity/"] {
        let server = Server::start([good()]).await;
        let base_url = format!("{}{path}", server.base_url);
        let provider = Provider::new(config(&base_url, Exchange::OneStep)).unwrap();
        exchange(&provider).await.unwrap();
        assert_eq!(
            server.arrived()[0].request_line(),
            "POST /identity/v1/oauth/access_token HTTP/1.1"
        );
    }
}
