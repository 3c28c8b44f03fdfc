//! How tokens are judged, in the sentences that people read.

mod answers;
mod checks;
mod findings;
mod lens;
mod observed;
mod profiles;
mod properties;
mod report;
mod table;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    OrganizationId, UnixTime,
    judge::{Profile, ProfileName, SignatureState, Unchecked},
    jwt::{Algorithm, UntrustedJwt},
};

/// Nobody has looked at the signature yet.
const PENDING: SignatureState = SignatureState::NotChecked(Unchecked::Pending);

fn organization() -> OrganizationId {
    OrganizationId::parse("moehaha").unwrap()
}

fn profile() -> Profile {
    Profile {
        name: ProfileName::Cockpit,
        organization: organization(),
        issuer: "itsyouonline".to_owned(),
        algorithms: vec![Algorithm::Es384],
        leeway: 0,
    }
}

/// The token with these parts and a signature of nobody.
fn token(header: &str, payload: &str) -> UntrustedJwt {
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let (header, payload) = (encode(header.as_bytes()), encode(payload.as_bytes()));
    UntrustedJwt::parse(&format!("{header}.{payload}.{}", encode(&[7; 96]))).unwrap()
}

/// The token of an ItsYou.online server with these claims.
fn token_with(payload: &str) -> UntrustedJwt {
    token(r#"{"alg":"ES384","typ":"JWT"}"#, payload)
}

/// A clock face that can be compared.
fn local_time(time: UnixTime) -> String {
    time.seconds().to_string()
}
