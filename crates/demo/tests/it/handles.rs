//! The servers on real listeners: start, address, key, stop.

use demo::{CockpitApi, CockpitOptions, IdentityOptions, IdentityServer};
use domain::OrganizationId;
use signature::PublicKey;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::yield_now,
};

use crate::support::SECRET;

async fn listener() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.unwrap()
}

fn options() -> IdentityOptions {
    IdentityOptions::demo(SECRET, ["http://localhost:8090/"])
}

#[tokio::test]
async fn a_stopped_server_refuses_connections() {
    let server = IdentityServer::start(listener().await, options()).unwrap();
    let address = server.address();
    assert_eq!(server.base_url(), format!("http://{address}"));
    drop(TcpStream::connect(address).await.unwrap());
    server.shutdown().await.unwrap();
    let error = TcpStream::connect(address).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionRefused);
}

#[tokio::test]
async fn a_request_under_way_is_finished_before_the_end() {
    let server = IdentityServer::start(listener().await, options()).unwrap();
    let address = server.address();
    let mut connection = TcpStream::connect(address).await.unwrap();
    let head = b"POST /v1/oauth/access_token HTTP/1.1\r\nHost: localhost\r\n\
        Content-Length: 3\r\nExpect: 100-continue\r\n\r\n";
    connection.write_all(head).await.unwrap();
    // By this the server says that it has begun with the request and waits for the body.
    let mut interim = [0; 25];
    connection.read_exact(&mut interim).await.unwrap();
    assert_eq!(&interim, b"HTTP/1.1 100 Continue\r\n\r\n");
    let stopping = tokio::spawn(server.shutdown());
    while TcpStream::connect(address).await.is_ok() {
        yield_now().await;
    }
    connection.write_all(b"a=b").await.unwrap();
    let mut answer = [0; 12];
    connection.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 400");
    stopping.await.unwrap().unwrap();
}

#[tokio::test]
async fn the_api_says_where_its_operations_begin() {
    let identity = IdentityServer::start(listener().await, options()).unwrap();
    let key = PublicKey::from_pem(&identity.public_key_pem()).unwrap();
    let organization = OrganizationId::parse(IdentityOptions::ORGANIZATION).unwrap();
    let api = CockpitApi::start(listener().await, CockpitOptions::new(organization, key)).unwrap();
    assert_eq!(api.base_url(), format!("http://{}/api", api.address()));
    let mut connection = TcpStream::connect(api.address()).await.unwrap();
    let request =
        b"GET /api/ays/repository HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    connection.write_all(request).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 401 Unauthorized\r\n"), "{answer}");
    api.shutdown().await.unwrap();
    identity.shutdown().await.unwrap();
}
