//! `call` to an API with a certificate from an authority of one's own.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

use crate::{person::bobs, stage::Stage};

/// The authority's certificate as PEM, and an acceptor with a certificate from it.
fn authority_and_acceptor() -> (String, TlsAcceptor) {
    let authority_key = KeyPair::generate().unwrap();
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let pem = authority.self_signed(&authority_key).unwrap().pem();
    let issuer = Issuer::new(authority, authority_key);
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(["localhost".to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &issuer).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let tls = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    (pem, TlsAcceptor::from(Arc::new(tls)))
}

/// An API that answers every request with the same.
async fn serve(acceptor: TlsAcceptor, listener: TcpListener) {
    while let Ok((connection, _)) = listener.accept().await {
        let Ok(mut connection) = acceptor.accept(connection).await else { continue };
        let _asked = connection.read(&mut [0; 4096]).await;
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]";
        let _answered = connection.write_all(answer).await;
        let _ended = connection.shutdown().await;
    }
}

#[test]
fn the_authority_that_the_settings_name_is_trusted_and_no_other() {
    let stage = Stage::set();
    let (pem, acceptor) = authority_and_acceptor();
    stage.write("token", &bobs(&stage, &[]));
    stage.write("ca.pem", &pem);
    let listener = stage.runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let api = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    stage.runtime.spawn(serve(acceptor, listener));

    let call = ["call", "GET", "/a", "--api", &api, "--token-file", "token"];
    let trusted = stage.run_with(&call, &[("COCKPIT_JWT_CA_FILE", "ca.pem")], "");
    assert_eq!((trusted.code, &*trusted.stdout), (Some(0), "[]"), "{}", trusted.stderr);
    let unknown = stage.run(&call);
    assert_eq!(unknown.code, Some(7));
    let sentence = format!("the API at {api} has a certificate that is not trusted");
    assert!(unknown.stderr.contains(&sentence), "{}", unknown.stderr);
    let unusable = stage.run_with(&call, &[("COCKPIT_JWT_CA_FILE", "token")], "");
    assert_eq!(unusable.code, Some(3), "{}", unusable.stderr);
}

#[test]
fn why_no_connection_comes_about_is_told() {
    let stage = Stage::set();
    stage.write("token", &bobs(&stage, &[]));
    let plain = stage.api.base_url().replacen("http:", "https:", 1);
    for (api, reason) in [
        (plain.as_str(), "no secure connection (TLS) comes about"),
        ("https://nowhere.invalid", "its name is not known"),
    ] {
        let said = stage.run(&["call", "GET", "/a", "--api", api, "--token-file", "token"]);
        assert_eq!(said.code, Some(7));
        let sentence = format!("the API at {api} cannot be reached: {reason}\n");
        assert!(said.stderr.contains(&sentence), "{}", said.stderr);
    }
}
