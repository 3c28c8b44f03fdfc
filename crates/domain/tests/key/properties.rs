//! Whatever comes in, reading ends with a key or a sentence.

use domain::key::{PublicKey, parse_keys};
use proptest::prelude::*;

use crate::{ED25519, JWKS, P256, P384, RSA, der, pem};

fn look_at(text: &str) {
    match parse_keys(text) {
        Ok(read) => {
            assert!(!read.keys.is_empty());
            for key in &read.keys {
                assert_eq!(&PublicKey::from_jwk(&key.to_jwk()).unwrap(), key);
            }
        }
        Err(error) => assert!(!error.to_string().is_empty() && error.hint().ends_with('.')),
    }
}

/// One encoding, one key: what is read is written in the same bytes.
fn look_at_bytes(bytes: &[u8]) {
    match PublicKey::from_spki(bytes) {
        Ok(key) => assert_eq!(key.to_spki(), bytes),
        Err(error) => assert!(!error.to_string().is_empty() && error.hint().ends_with('.')),
    }
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        look_at(&text);
        look_at(&format!("-----BEGIN {text}-----END {text}-----"));
    }

    #[test]
    fn any_bytes(bytes in any::<Vec<u8>>()) {
        look_at(&pem(&bytes));
        look_at_bytes(&bytes);
    }

    #[test]
    fn nearly_a_key(which in 0_usize..4, place in any::<prop::sample::Index>(), byte in any::<u8>(), cut in 0_usize..4) {
        let mut bytes = der([P256, P384, RSA, ED25519][which]);
        let place = place.index(bytes.len());
        bytes[place] = byte;
        bytes.truncate(bytes.len() - cut);
        look_at_bytes(&bytes);
    }

    #[test]
    fn nearly_a_jwk(which in 0_usize..4, place in any::<prop::sample::Index>(), byte in "[\"{}:,A-Za-z0-9_=-]") {
        let mut text = JWKS.lines().nth(which).unwrap().to_owned();
        let place = place.index(text.len());
        text.replace_range(place..=place, &byte);
        look_at(&text);
        look_at(&format!("[{text},{text}]"));
    }
}
