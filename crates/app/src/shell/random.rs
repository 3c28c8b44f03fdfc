//! Random bytes for the code verifier.

use super::window;

/// 32 bytes from the browser's cryptographic source; `None` where it has none.
#[expect(clippy::disallowed_methods, reason = "this is the shell")]
pub fn bytes() -> Option<[u8; 32]> {
    let crypto = window()?.crypto().ok()?;
    let mut bytes = [0; 32];
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}
