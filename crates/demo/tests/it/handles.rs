//! The servers on real listeners: start, address, key, stop.

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair},
};
use demo::{CockpitApi, CockpitOptions, Fault, IdentityOptions, IdentityServer, SigningKey};
use domain::OrganizationId;
use signature::PublicKey;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
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
    server.faults().set(Fault::Slow { milliseconds: 100 });
    let mut connection = TcpStream::connect(server.address()).await.unwrap();
    connection.write_all(b"GET /v1/oauth/jwt HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    // The server has accepted the connection once another request has been answered.
    let mut other = TcpStream::connect(server.address()).await.unwrap();
    other
        .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .await
        .unwrap();
    other.read_to_end(&mut Vec::new()).await.unwrap();
    server.shutdown().await.unwrap();
    let mut answer = [0; 12];
    connection.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 401");
}

#[tokio::test]
async fn a_given_key_signs() {
    let document =
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, &SystemRandom::new())
            .unwrap();
    let key = || SigningKey::from_pkcs8(document.as_ref()).unwrap();
    let pem = key().public_key_pem();
    let options = IdentityOptions { signing_key: Some(key()), ..options() };
    let server = IdentityServer::start(listener().await, options).unwrap();
    assert_eq!(server.public_key_pem(), pem);
    assert_eq!(PublicKey::from_pem(&pem).unwrap().to_pem().trim(), pem.trim());
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
