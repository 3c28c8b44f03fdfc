//! The private half of a key: made, read, and signed with.

use aws_lc_rs::{
    encoding::{AsDer as _, PublicKeyX509Der},
    error::{KeyRejected, Unspecified},
    rand::SystemRandom,
    rsa::{KeyPair as RsaKeyPair, KeyPairComponents, KeySize, PublicKeyComponents},
    signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair,
        EcdsaSigningAlgorithm, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RSA_PSS_SHA256,
        RsaEncoding,
    },
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    jwt::Algorithm,
    key::{Curve, KeyMaterial},
};
use serde_json::{Map, Value};

/// A private key, by the way in which it signs.
pub(crate) enum PrivateKey {
    Ecdsa(EcdsaKeyPair),
    Rsa(RsaKeyPair, &'static dyn RsaEncoding),
    Ed25519(Ed25519KeyPair),
}

impl PrivateKey {
    /// A new key.
    pub(crate) fn generate(algorithm: Algorithm) -> Result<Self, Unspecified> {
        let ecdsa = |algorithm| EcdsaKeyPair::generate(algorithm).map(Self::Ecdsa);
        match algorithm {
            Algorithm::Es384 => ecdsa(&ECDSA_P384_SHA384_FIXED_SIGNING),
            Algorithm::Es256 => ecdsa(&ECDSA_P256_SHA256_FIXED_SIGNING),
            Algorithm::EdDsa => Ed25519KeyPair::generate().map(Self::Ed25519),
            Algorithm::Rs256 | Algorithm::Ps256 => {
                Ok(Self::Rsa(RsaKeyPair::generate(KeySize::Rsa2048)?, padding(algorithm)))
            }
        }
    }

    /// The key of which `material` is the public half and the JWK `members` hold the private one.
    pub(crate) fn from_jwk(
        algorithm: Algorithm,
        material: &KeyMaterial,
        members: &Map<String, Value>,
    ) -> Result<Self, KeyRejected> {
        let private = |name| decoded(members, name);
        match material {
            KeyMaterial::Ec { curve, x, y } => {
                let point = [&[4], x.as_slice(), y].concat();
                let algorithm = ecdsa(*curve);
                EcdsaKeyPair::from_private_key_and_public_key(algorithm, &private("d"), &point)
                    .map(Self::Ecdsa)
            }
            KeyMaterial::Ed25519 { x } => {
                Ed25519KeyPair::from_seed_and_public_key(&private("d"), x).map(Self::Ed25519)
            }
            KeyMaterial::Rsa { modulus, exponent } => {
                let public_key = PublicKeyComponents { n: modulus.clone(), e: exponent.clone() };
                let components = KeyPairComponents {
                    public_key,
                    d: private("d"),
                    p: private("p"),
                    q: private("q"),
                    dP: private("dp"),
                    dQ: private("dq"),
                    qInv: private("qi"),
                };
                let pair = RsaKeyPair::from_components(&components)?;
                Ok(Self::Rsa(pair, padding(algorithm)))
            }
        }
    }

    /// The public half, as a `SubjectPublicKeyInfo`.
    pub(crate) fn public_key(&self) -> Result<PublicKeyX509Der<'static>, Unspecified> {
        match self {
            Self::Ecdsa(pair) => pair.public_key().as_der(),
            Self::Rsa(pair, _) => pair.public_key().as_der(),
            Self::Ed25519(pair) => pair.public_key().as_der(),
        }
    }

    /// The signature of `message`.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Unspecified> {
        let random = SystemRandom::new();
        match self {
            Self::Ecdsa(pair) => Ok(pair.sign(&random, message)?.as_ref().to_vec()),
            Self::Ed25519(pair) => Ok(pair.try_sign(message)?.as_ref().to_vec()),
            Self::Rsa(pair, padding) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(*padding, &random, message, &mut signature)?;
                Ok(signature)
            }
        }
    }
}

fn ecdsa(curve: Curve) -> &'static EcdsaSigningAlgorithm {
    match curve {
        Curve::P256 => &ECDSA_P256_SHA256_FIXED_SIGNING,
        Curve::P384 => &ECDSA_P384_SHA384_FIXED_SIGNING,
    }
}

fn padding(algorithm: Algorithm) -> &'static dyn RsaEncoding {
    if algorithm == Algorithm::Ps256 { &RSA_PSS_SHA256 } else { &RSA_PKCS1_SHA256 }
}

/// What a member says, or nothing, which is no private key.
fn decoded(members: &Map<String, Value>, name: &str) -> Vec<u8> {
    let text = members.get(name).and_then(Value::as_str).unwrap_or_default();
    URL_SAFE_NO_PAD.decode(text).unwrap_or_default()
}
