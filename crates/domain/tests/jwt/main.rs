//! How tokens are read: those of a real server, those of the standards, and those of attackers.

mod attacks;
mod claims;
mod handed_out;
mod observed;
mod properties;
mod vectors;
mod verify;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

/// The header of an ItsYou.online server.
const HEADER: &str = r#"{"alg":"ES384","typ":"JWT"}"#;

fn base64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A token with a signature of nobody.
fn token(header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>) -> String {
    format!("{}.{}.{}", base64url(header), base64url(payload), base64url([7; 96]))
}
