//! Misbehaviour on request.

use std::time::Duration;

use demo::{Fault, FaultControl, IdentityOptions, IdentityServer};
use domain::jwt::UntrustedJwt;
use signature::PublicKey;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    time::Instant,
};

use crate::support::{Bench, MEMBER, SECRET, encoded};

/// A form that gets the organization's JWT in one step.
fn one_step() -> [(&'static str, &'static str); 4] {
    [
        ("grant_type", "client_credentials"),
        ("client_id", "moehaha"),
        ("client_secret", SECRET),
        ("response_type", "id_token"),
    ]
}

async fn server(fault_control: FaultControl) -> IdentityServer {
    let options = IdentityOptions {
        fault_control,
        ..IdentityOptions::demo(SECRET, ["http://localhost:8090/"])
    };
    IdentityServer::start(TcpListener::bind("127.0.0.1:0").await.unwrap(), options).unwrap()
}

/// Sends one request and returns the connection to read from.
async fn request(server: &IdentityServer, path: &str, content_type: &str, body: &str) -> TcpStream {
    let mut connection = TcpStream::connect(server.address()).await.unwrap();
    let length = body.len();
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Content-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    connection.write_all(request.as_bytes()).await.unwrap();
    connection
}

async fn exchange(server: &IdentityServer) -> TcpStream {
    let form = encoded(&one_step());
    request(server, "/v1/oauth/access_token", "application/x-www-form-urlencoded", &form).await
}

/// Everything that comes until the connection ends, gracefully or not.
async fn read_all(mut connection: TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut chunk = [0; 1024];
    while let Ok(length @ 1..) = connection.read(&mut chunk).await {
        bytes.extend_from_slice(&chunk[..length]);
    }
    String::from_utf8(bytes).unwrap()
}

#[tokio::test(start_paused = true)]
#[expect(clippy::disallowed_methods, reason = "Tokio's paused clock, which only a sleep moves")]
async fn slow_answers_come_late_but_right() {
    let bench = Bench::new();
    bench.identity.faults().set(Fault::Slow { milliseconds: 3_000 });
    let begun = Instant::now();
    assert_eq!(bench.exchange(&one_step()).await.status, 200);
    assert!(begun.elapsed() >= Duration::from_secs(3));
    bench.identity.faults().clear();
    let begun = Instant::now();
    assert_eq!(bench.exchange(&one_step()).await.status, 200);
    assert_eq!(begun.elapsed(), Duration::ZERO);
}

#[tokio::test]
async fn an_internal_error_says_nothing() {
    let bench = Bench::new();
    bench.identity.faults().set(Fault::InternalError);
    for path in ["/v1/oauth/jwt", "/v1/oauth/jwt/refresh"] {
        let seen = bench.get(path).await;
        assert_eq!((seen.status, seen.body.as_str()), (500, ""));
    }
    assert_eq!(bench.get("/login").await.status, 200, "pages are spared");
}

#[tokio::test]
async fn html_comes_instead_of_a_token() {
    let bench = Bench::new();
    bench.identity.faults().set(Fault::Html);
    let seen = bench.exchange(&one_step()).await;
    assert_eq!((seen.status, seen.header("content-type")), (200, "text/html; charset=utf-8"));
}

#[tokio::test]
async fn a_token_can_be_signed_by_another_key_or_made_for_another_client() {
    let bench = Bench::new();
    let key = PublicKey::from_pem(&bench.identity.public_key_pem()).unwrap();
    let verified = |jwt: &str| UntrustedJwt::parse(jwt).unwrap().verify(&key).is_ok();
    for (fault, is_verified, azp) in
        [(Fault::ForeignKey, false, "moehaha"), (Fault::ForeignAzp, true, "somebody-else")]
    {
        bench.identity.faults().set(fault);
        let seen = bench.exchange(&one_step()).await;
        assert_eq!(verified(&seen.body), is_verified);
        assert_eq!(seen.claims()["azp"], azp);
    }
    bench.identity.faults().clear();
    assert!(verified(&bench.exchange(&one_step()).await.body));
}

#[tokio::test]
async fn every_code_can_be_taken_for_expired() {
    let bench = Bench::new();
    let code = bench.code("bob", MEMBER).await;
    bench.identity.faults().set(Fault::CodeExpired);
    bench.exchange_code(&code, &[]).await.assert_failure(400, "Bad Request\n");
    bench.identity.faults().clear();
    assert_eq!(bench.exchange_code(&code, &[]).await.status, 200);
}

#[tokio::test]
async fn an_answer_can_be_cut_off_in_the_middle() {
    let server = server(FaultControl::Absent).await;
    let whole = read_all(exchange(&server).await).await;
    server.faults().set(Fault::CutOff);
    let half = read_all(exchange(&server).await).await;
    let (head, body) = half.split_once("\r\n\r\n").unwrap();
    let length = whole.split_once("\r\n\r\n").unwrap().1.len();
    assert!(head.contains(&format!("content-length: {length}")), "{head}");
    assert_eq!(body.len(), length / 2);
}

#[tokio::test]
async fn a_body_can_be_without_end() {
    let server = server(FaultControl::Absent).await;
    server.faults().set(Fault::EndlessBody);
    let mut connection = exchange(&server).await;
    let mut bytes = vec![0; 1 << 20];
    connection.read_exact(&mut bytes).await.unwrap();
    drop(connection);
    server.faults().clear();
    assert!(read_all(exchange(&server).await).await.starts_with("HTTP/1.1 200 OK"));
}

#[tokio::test]
async fn another_process_can_set_and_clear_the_fault_where_that_is_wanted() {
    let server = server(FaultControl::ForThisMachine).await;
    let order = async |body: &str, content_type: &str| {
        let answer = read_all(request(&server, "/_demo/faults", content_type, body).await).await;
        answer.split(' ').nth(1).unwrap().parse::<u16>().unwrap()
    };
    let json = "application/json";
    assert_eq!(order(r#"{"fault":"slow","milliseconds":5}"#, json).await, 204);
    assert_eq!(server.faults().current(), Some(Fault::Slow { milliseconds: 5 }));
    for (name, fault) in [
        ("internal-error", Fault::InternalError),
        ("cut-off", Fault::CutOff),
        ("html", Fault::Html),
        ("endless-body", Fault::EndlessBody),
        ("foreign-key", Fault::ForeignKey),
        ("foreign-azp", Fault::ForeignAzp),
        ("not-derivable", Fault::NotDerivable),
        ("code-expired", Fault::CodeExpired),
    ] {
        assert_eq!(order(&format!(r#"{{"fault":"{name}"}}"#), json).await, 204);
        assert_eq!(server.faults().current(), Some(fault));
    }
    assert_eq!(order(r#"{"fault":"none"}"#, "text/plain").await, 415, "no foreign page can");
    assert_eq!(order(r#"{"fault":"unheard-of"}"#, json).await, 422);
    assert_eq!(server.faults().current(), Some(Fault::CodeExpired));
    assert_eq!(order(r#"{"fault":"none"}"#, json).await, 204);
    assert_eq!(server.faults().current(), None);
}

#[tokio::test]
async fn where_it_is_not_wanted_the_control_is_not_there() {
    let server = server(FaultControl::Absent).await;
    let connection = request(&server, "/_demo/faults", "application/json", r#"{"fault":"html"}"#);
    assert!(read_all(connection.await).await.starts_with("HTTP/1.1 404 Not Found"));
    assert_eq!(server.faults().current(), None);
}
