//! A source of tokens: one request however many ask, and never a token that is too short.

use std::{sync::Arc, time::Duration};

use client::{Blame, ClientError, Refreshable, TokenSource, Validity, VerifiedJwt};
use demo::Fault;
use tokio::{
    task::JoinSet,
    time::{Instant, timeout},
};

use crate::fixture::Server;

type Answer = Result<Arc<VerifiedJwt>, ClientError>;

/// As many callers at once.
async fn callers(source: &TokenSource, count: usize) -> Vec<Answer> {
    let mut tasks = JoinSet::new();
    for _ in 0..count {
        let source = source.clone();
        tasks.spawn(async move { source.token().await });
    }
    tasks.join_all().await
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_callers_cause_one_request() {
    let server = Server::start().await;
    let source = TokenSource::for_organization(server.client());
    let answers = callers(&source, 10_000).await;
    let first = source.token().await.unwrap();
    assert_eq!(answers.len(), 10_000);
    assert!(answers.into_iter().all(|answer| Arc::ptr_eq(&answer.unwrap(), &first)));
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn before_a_token_gets_too_short_the_next_one_is_fetched_while_it_is_still_handed_out() {
    let server = Server::start().await;
    let hour = Validity::from_seconds(3600).unwrap();
    let source = TokenSource::for_organization(server.builder().validity(hour).build().unwrap());
    let first = source.token().await.unwrap();
    server.pass(3600 - 60 - 300);
    assert!(Arc::ptr_eq(&source.token().await.unwrap(), &first));
    assert_eq!(server.requests(), 1);

    server.pass(1);
    let meanwhile = callers(&source, 100).await;
    assert!(meanwhile.into_iter().all(|answer| Arc::ptr_eq(&answer.unwrap(), &first)));
    server.arrived(2).await;
    // From here on the first one will not do, and callers wait for the second if they must.
    server.pass(300);
    let second = source.token().await.unwrap();
    assert!(!Arc::ptr_eq(&second, &first));
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn a_caller_who_needs_a_longer_life_gets_one() {
    let server = Server::start().await;
    let hour = Validity::from_seconds(3600).unwrap();
    let source = TokenSource::for_organization(server.builder().validity(hour).build().unwrap());
    let first = source.token().await.unwrap();
    server.pass(1801);
    let longer = source.at_least(Duration::from_mins(30));
    let second = longer.token().await.unwrap();
    assert_eq!(second.claims().expires_at.unwrap().seconds(), 1_795_484_223 + 1801 + 3600);
    assert!(!Arc::ptr_eq(&first, &second));
    assert!(Arc::ptr_eq(&source.token().await.unwrap(), &second));
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn a_token_that_comes_too_short_is_not_handed_out() {
    let server = Server::start().await;
    let short = Validity::from_seconds(59).unwrap();
    let source = TokenSource::for_organization(server.builder().validity(short).build().unwrap());
    let error = source.token().await.unwrap_err();
    assert_eq!((error.code(), error.blame()), ("token-short-lived", Blame::Configuration));
    assert_eq!(error.to_string(), "the new token is valid for 59 seconds, not for 1 minute");
    assert_eq!(
        error.hint(),
        "Ask for a longer validity, or be content with a shorter remaining life."
    );
    assert!(source.at_least(Duration::from_secs(59)).token().await.is_ok());
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn a_failure_is_told_to_everybody_who_waited_and_to_nobody_else() {
    let server = Server::start().await;
    let source = TokenSource::for_organization(server.client());
    server.fault(Fault::InternalError);
    let begun = now();
    let answers = callers(&source, 1000).await;
    let first = answers.first().unwrap().as_ref().unwrap_err();
    assert_eq!(first.blame(), Blame::Provider);
    assert!(answers.iter().all(|answer| answer.as_ref().unwrap_err() == first));
    assert_eq!(server.requests(), 1);

    server.behave();
    assert!(callers(&source, 1000).await.iter().all(Result::is_ok));
    assert_eq!(server.requests(), 2);
    // The second request did not leave before the pause was over.
    assert!(begun.elapsed() >= Duration::from_millis(250));
}

#[tokio::test]
async fn a_caller_who_gives_up_does_not_end_the_request_of_the_others() {
    let server = Server::start().await;
    let source = TokenSource::for_organization(server.client());
    server.fault(Fault::Slow { milliseconds: 200 });
    let given_up = timeout(Duration::from_millis(20), source.token()).await;
    assert!(given_up.is_err());
    assert!(source.token().await.is_ok());
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn while_the_server_is_in_trouble_the_old_token_is_handed_out_for_as_long_as_it_is_good() {
    let server = Server::start().await;
    let hour = Validity::from_seconds(3600).unwrap();
    let source = TokenSource::for_organization(server.builder().validity(hour).build().unwrap());
    let first = source.token().await.unwrap();
    server.fault(Fault::InternalError);
    server.pass(3600 - 60);
    assert!(Arc::ptr_eq(&source.token().await.unwrap(), &first));
    server.arrived(2).await;
    assert!(Arc::ptr_eq(&source.token().await.unwrap(), &first));
    server.pass(1);
    assert_eq!(source.token().await.unwrap_err().blame(), Blame::Provider);
}

#[tokio::test]
async fn a_persons_token_is_renewed_for_as_long_as_it_can_be() {
    let server = Server::start().await;
    let granted = server.bobs("user:memberof:moehaha", Refreshable::Yes).await;
    let asked = server.requests();
    let source = TokenSource::renewing(server.client(), granted.jwt);
    let first = source.token().await.unwrap();
    assert_eq!(server.requests(), asked);
    server.pass(90_000);
    let second = source.token().await.unwrap();
    assert_eq!(second.claims().username.as_deref(), Some("bob"));
    assert!(second.claims().expires_at > first.claims().expires_at);
    assert_eq!(server.requests(), asked + 1);

    server.end_membership("bob");
    server.pass(90_000);
    assert_eq!(source.token().await.unwrap_err().code(), "nothing-granted");
}

#[test]
fn a_runtime_that_ends_takes_nobody_down_with_it() {
    let (runtime, server, source) = {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let server = runtime.block_on(Server::start());
        let source = TokenSource::for_organization(server.client());
        (runtime, server, source)
    };
    server.fault(Fault::Slow { milliseconds: 60_000 });
    runtime.block_on(async {
        let waiting = source.clone();
        tokio::spawn(async move { waiting.token().await });
        server.arrived(1).await;
    });
    // Until the listener is closed too, so that nobody answers any more.
    runtime.shutdown_timeout(Duration::from_secs(10));
    let other = tokio::runtime::Runtime::new().unwrap();
    // The request of the first runtime is gone with it; the next caller makes one of their own.
    let error = other.block_on(source.token()).unwrap_err();
    assert_eq!(error.code(), "provider-unreachable");
}

#[tokio::test]
async fn nothing_of_it_shows_a_token_or_the_secret() {
    let server = Server::start().await;
    let source = TokenSource::for_organization(server.client());
    let token = source.token().await.unwrap();
    let shown = format!("{source:?} {token:?}");
    assert!(!shown.contains(crate::fixture::SECRET), "{shown}");
    assert!(!shown.contains(token.compact().expose()), "{shown}");
}

/// Tokio's clock.
#[expect(clippy::disallowed_methods, reason = "the test measures a pause")]
fn now() -> Instant {
    Instant::now()
}
