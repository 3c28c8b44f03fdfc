//! The demonstration's client secret: another one each time, unless one is given.

use aws_lc_rs::rand;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

/// The secret from the environment, as the proxy reads it, or a new one.
pub(crate) fn client_secret() -> String {
    match std::env::var("COCKPIT_JWT_CLIENT_SECRET") {
        Ok(secret) if !secret.is_empty() => secret,
        _ => random(),
    }
}

#[expect(clippy::disallowed_methods, reason = "the command is a shell: it brings the randomness")]
fn random() -> String {
    let mut bytes = [0; 32];
    // Nothing may start with a secret that can be guessed; in fact this never fails.
    while rand::fill(&mut bytes).is_err() {}
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    #[test]
    fn is_another_one_each_time() {
        assert_ne!(super::random(), super::random());
        assert_eq!(super::random().len(), 43);
    }
}
