//! Certificates are verified; an authority of one's own can be added.

use std::sync::Arc;

use domain::itsyouonline::Blame;
use provider::{Exchange, Provider};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use serde_json::json;
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

use crate::{
    fixture::{bob, config, exchange, signed},
    server::{Reply, Server},
};

/// The authority's certificate as PEM, and a server with a certificate from it for that name.
fn authority_and_server(name: &str) -> (String, TlsAcceptor) {
    let authority_key = KeyPair::generate().unwrap();
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let pem = authority.self_signed(&authority_key).unwrap().pem();
    let issuer = Issuer::new(authority, authority_key);
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new([name.to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &issuer).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let tls = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    (pem, TlsAcceptor::from(Arc::new(tls)))
}

async fn exchange_over(
    acceptor: TlsAcceptor,
    extra_ca: Option<String>,
) -> (Result<provider::Granted, provider::ProviderError>, Server) {
    let server = Server::start_tls([Reply::jwt(&signed(&bob(&json!({}))))], acceptor).await;
    let mut config = config(&server.base_url, Exchange::OneStep);
    config.extra_ca_pem = extra_ca.map(String::into_bytes);
    (exchange(&Provider::new(config).unwrap()).await, server)
}

#[tokio::test]
async fn a_certificate_of_the_added_authority_is_trusted() {
    let (pem, acceptor) = authority_and_server("localhost");
    let (outcome, server) = exchange_over(acceptor, Some(pem)).await;
    outcome.unwrap();
    assert_eq!(server.arrived().len(), 1);
}

#[tokio::test]
async fn any_other_is_refused_before_anything_is_sent() {
    let (other, _) = authority_and_server("localhost");
    let (_, unknown) = authority_and_server("localhost");
    let (pem, misnamed) = authority_and_server("elsewhere.example");
    for (acceptor, extra_ca) in
        [(unknown.clone(), None), (unknown, Some(other)), (misnamed, Some(pem))]
    {
        let (outcome, server) = exchange_over(acceptor, extra_ca).await;
        let error = outcome.unwrap_err();
        assert_eq!(
            (error.code(), error.blame()),
            ("provider-certificate-refused", Blame::Configuration)
        );
        assert_eq!(error.to_string(), "the identity server's certificate is not trusted");
        assert_eq!(
            error.hint(),
            "Whoever runs this service should check the base URL and, if the identity server's \
             certificate comes from an authority of their own, configure that authority's file."
        );
        assert!(server.arrived().is_empty());
    }
}
