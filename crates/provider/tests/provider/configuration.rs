//! What a provider cannot be made from.

use provider::{ConfigurationError, Exchange, Provider};

use crate::fixture::config;

fn refused(base_url: &str, extra_ca: Option<&[u8]>) -> ConfigurationError {
    let mut config = config(base_url, Exchange::OneStep);
    config.extra_ca_pem = extra_ca.map(<[u8]>::to_vec);
    Provider::new(config).unwrap_err()
}

#[test]
fn plain_http_does_not_leave_the_machine() {
    let error = refused("http://id.example", None);
    assert_eq!(error.code(), "provider-base-url");
    assert_eq!(
        error.to_string(),
        "the identity server's base URL `http://id.example` is not https although it is not on the \
         own machine"
    );
}

#[test]
fn an_authority_has_to_be_a_certificate() {
    const NO_CERTIFICATE: &[u8] = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for pem in [b"".as_slice(), b"nonsense", NO_CERTIFICATE] {
        let error = refused("https://id.example", Some(pem));
        assert_eq!(error.code(), "provider-extra-ca");
        assert_eq!(error.to_string(), "the additional authority is not a PEM certificate");
        assert_eq!(error.hint(), "Give a file with one or more PEM blocks `BEGIN CERTIFICATE`.");
    }
}
