//! Over real connections: ending in good order, and what is no HTTP.

use std::time::Duration;

use domain::jwt::Algorithm;
use proxy::serve;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
    time::timeout,
};

use crate::support::{read, settings};

struct Server {
    address: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

async fn start() -> Server {
    let key = signature::SigningKey::generate(Algorithm::Es384).unwrap().public_key().to_pem();
    let router = proxy::router(read(settings("http://127.0.0.1:1", key)));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(serve(listener, router, async {
        stopped.await.unwrap();
    }));
    Server { address, stop, task }
}

async fn rest(stream: &mut TcpStream) -> String {
    let mut text = String::new();
    let whole = timeout(Duration::from_secs(5), stream.read_to_string(&mut text)).await;
    whole.expect("the server ends the connection").unwrap();
    text
}

#[tokio::test]
async fn a_request_under_way_is_answered_and_no_new_one_is_taken() {
    let Server { address, stop, task } = start().await;
    let mut idle = TcpStream::connect(address).await.unwrap();
    let mut busy = TcpStream::connect(address).await.unwrap();
    let head = "POST /api/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\
        Cockpit-Jwt-Request: 1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
    busy.write_all(head.as_bytes()).await.unwrap();
    // The server asks for the body: the request is under way.
    let mut continued = [0; 25];
    busy.read_exact(&mut continued).await.unwrap();
    assert_eq!(&continued, b"HTTP/1.1 100 Continue\r\n\r\n");

    stop.send(()).unwrap();
    assert_eq!(rest(&mut idle).await, "", "an idle connection ends at once");
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
    busy.write_all(b"{}").await.unwrap();
    let answer = rest(&mut busy).await;
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert!(answer.contains("member-missing"), "{answer}");
    timeout(Duration::from_secs(5), task).await.expect("the server ends").unwrap();
}

#[tokio::test]
async fn what_is_no_http_is_refused_before_any_route() {
    let Server { address, stop, task } = start().await;
    for text in [
        "nonsense\r\n\r\n".to_owned(),
        "POST /api/token HTTP/1.1\r\nHost: x\r\nContent-Length: a\r\n\r\n".to_owned(),
        "POST /api/token HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
            .to_owned(),
        format!("GET / HTTP/1.1\r\nHost: x\r\nX: {}\r\n\r\n", "x".repeat(64 * 1024)),
    ] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        let answer = rest(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    stop.send(()).unwrap();
    task.await.unwrap();
}
