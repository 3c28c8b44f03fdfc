//! An identity server that fails, each way with its own code and sentence. Nothing is tried twice.

use std::{net::Ipv4Addr, time::Duration};

use domain::itsyouonline::Blame;
use provider::{Exchange, Limits, Provider, ProviderError};
use tokio::net::TcpSocket;

use crate::{
    fixture::{config, exchange, exchange_at, provider, two_step},
    server::{Reply, Server},
};

const TRY_AGAIN: &str = "Try again in a minute. If it stays so, whoever runs this service should see \
    whether the identity server can be reached from it.";

#[track_caller]
fn check(error: &ProviderError, code: &str, blame: Blame, sentence: &str) {
    assert_eq!((error.code(), error.blame()), (code, blame));
    assert_eq!(error.to_string(), sentence);
}

#[tokio::test]
async fn statuses() {
    for (status, body, code, blame, sentence) in [
        (
            400,
            "Bad Request\n",
            "code-refused",
            Blame::Person,
            "the identity server refused the code; most likely it is older than ten seconds",
        ),
        (
            401,
            "Unauthorized\n",
            "nothing-granted",
            Blame::Person,
            "the identity server granted nothing of `user:memberof:moehaha`",
        ),
        (500, "", "provider-failed", Blame::Provider, "the identity server failed with status 500"),
        (
            404,
            "404 page not found\n",
            "provider-endpoint-missing",
            Blame::Configuration,
            "the identity server does not have this endpoint",
        ),
    ] {
        let server = Server::start([Reply::answer(status, "text/plain", body)]).await;
        let error = exchange(&provider(&server)).await.unwrap_err();
        check(&error, code, blame, sentence);
        assert_eq!(server.arrived().len(), 1);
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let server = Server::start([Reply::answer(301, "text/html", ""), Reply::jwt("a.b.c")]).await;
    let error = exchange(&provider(&server)).await.unwrap_err();
    check(
        &error,
        "provider-redirected",
        Blame::Configuration,
        "the identity server answered with a redirect",
    );
    assert_eq!(server.arrived().len(), 1);
}

#[tokio::test]
async fn a_web_page_instead_of_a_token() {
    let error = exchange_at(Reply::answer(200, "text/html", "<p>Sign in</p>")).await.unwrap_err();
    check(
        &error,
        "provider-answered-html",
        Blame::Provider,
        "the identity server answered with a web page instead of a token",
    );
}

/// Lets time run out, but not before the server has fallen silent.
async fn exchange_in_silence(server: &Server, steps: Exchange) -> ProviderError {
    let mut config = config(&server.base_url, steps);
    config.limits.whole = Duration::from_mins(10);
    let provider = Provider::new(config).unwrap();
    let silence = async {
        server.silent().await;
        tokio::time::pause();
    };
    tokio::join!(exchange(&provider), silence).0.unwrap_err()
}

async fn check_silence_after(sent: &'static str) {
    let server = Server::start([Reply::Silence(sent)]).await;
    let error = exchange_in_silence(&server, Exchange::OneStep).await;
    check(
        &error,
        "provider-timeout",
        Blame::Provider,
        "the identity server did not answer in time",
    );
    assert_eq!(error.hint(), TRY_AGAIN);
    server.given_up().await;
    assert_eq!(server.arrived().len(), 1);
}

#[tokio::test]
async fn no_answer() {
    check_silence_after("").await;
}

#[tokio::test]
async fn half_a_head() {
    check_silence_after("HTTP/1.1 200 OK\r\n").await;
}

#[tokio::test]
async fn half_a_body() {
    check_silence_after("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na.b").await;
}

#[tokio::test]
async fn no_answer_in_the_second_step() {
    let access_token = r#"{"access_token":"a","token_type":"bearer","scope":"user:name"}"#;
    let replies = [Reply::answer(200, "application/json", access_token), Reply::Silence("")];
    let server = Server::start(replies).await;
    let error = exchange_in_silence(&server, Exchange::TwoStep).await;
    assert_eq!(error.code(), "provider-timeout");
    assert_eq!(server.arrived().len(), 2);
}

#[test]
fn two_seconds_for_a_connection_and_five_for_everything() {
    let (connect, whole) = (Duration::from_secs(2), Duration::from_secs(5));
    assert_eq!(Limits::STANDARD, Limits { connect, whole });
}

#[tokio::test]
async fn nobody_listens() {
    // Taken, so that nobody else can listen there, and not listened on.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
    let base_url = format!("http://{}", socket.local_addr().unwrap());
    let provider = Provider::new(config(&base_url, Exchange::OneStep)).unwrap();
    let error = exchange(&provider).await.unwrap_err();
    check(
        &error,
        "provider-unreachable",
        Blame::Provider,
        "the identity server cannot be reached: connection refused",
    );
    assert_eq!(error.hint(), TRY_AGAIN);
}

#[tokio::test]
async fn cut_off_in_the_middle_and_not_tried_again() {
    for sent in [
        "",
        "HTTP/1.1 200 OK\r\nContent-Type: applic",
        "HTTP/1.1 200 OK\r\nContent-Type: application/jwt\r\nContent-Length: 300\r\n\r\neyJhbGci",
        "HTTP/1.1 200 OK\r\nContent-Type: application/jwt\r\nTransfer-Encoding: chunked\r\n\r\n8\r\neyJh",
        "not http at all\r\n\r\n",
    ] {
        let server = Server::start([Reply::CutOff(sent), Reply::jwt("a.b.c")]).await;
        let error = exchange(&provider(&server)).await.unwrap_err();
        check(
            &error,
            "provider-cut-off",
            Blame::Provider,
            "the identity server broke off in the middle of its answer",
        );
        assert_eq!(error.hint(), TRY_AGAIN);
        assert_eq!(server.arrived().len(), 1, "{sent}");
    }
}

#[tokio::test]
async fn cut_off_on_a_connection_that_was_used_before() {
    let server = Server::start([
        Reply::answer(400, "text/plain", "Bad Request\n"),
        Reply::CutOff(""),
        Reply::jwt("a.b.c"),
    ])
    .await;
    let provider = provider(&server);
    assert_eq!(exchange(&provider).await.unwrap_err().code(), "code-refused");
    assert_eq!(exchange(&provider).await.unwrap_err().code(), "provider-cut-off");
    assert_eq!(server.arrived().len(), 2);
}

#[tokio::test]
async fn an_endless_answer_is_stopped() {
    let server = Server::start([Reply::Endless]).await;
    let error = exchange(&provider(&server)).await.unwrap_err();
    check(
        &error,
        "provider-answer-too-large",
        Blame::Provider,
        "the identity server answered with more than 64 KiB",
    );
    server.given_up().await;
}

#[tokio::test]
async fn an_answer_of_64_kib_is_read_and_one_byte_more_is_not() {
    let of = |length: usize| Reply::answer(200, "application/jwt", &"a".repeat(length));
    let error = exchange_at(of(64 * 1024)).await.unwrap_err();
    assert_eq!(error.code(), "provider-answer-not-a-jwt");
    let error = exchange_at(of(64 * 1024 + 1)).await.unwrap_err();
    assert_eq!(error.code(), "provider-answer-too-large");
}

#[tokio::test]
async fn half_of_the_two_steps() {
    let no_token = Reply::answer(200, "application/json", "{}");
    let server = Server::start([no_token]).await;
    let error = exchange(&two_step(&server)).await.unwrap_err();
    check(
        &error,
        "provider-access-token-missing",
        Blame::Provider,
        "the identity server answered without a usable `access_token`",
    );
}
