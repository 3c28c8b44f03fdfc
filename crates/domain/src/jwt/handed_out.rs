//! From whom a token has to come, to which client, and when: what everybody asks first who is handed
//! a token, whatever it is for.

use super::Claims;
use crate::{ClientId, UnixTime};

/// What a token is held against.
#[derive(Debug, Clone, Copy)]
pub struct HandedOut<'a> {
    /// By this issuer, `iss`.
    pub by: &'a str,
    /// To this client, `azp`.
    pub to: &'a ClientId,
    /// Valid now. A token without an end is not: it would be valid for ever.
    pub now: UnixTime,
}

/// In which respect a token is another than expected. What it says itself is not part of this, but
/// stands in its claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandedOutOtherwise {
    /// By another issuer, or by nobody.
    ByAnother,
    /// To another client, or to nobody.
    ToAnother,
    /// It has expired, or does not say when it will.
    Expired,
    /// Its time has not come.
    NotYetValid,
}

impl HandedOut<'_> {
    /// Compares a token's claims, which are worth nothing unless its signature has been verified.
    ///
    /// # Errors
    /// The first respect in which the token is another.
    pub fn check(self, claims: &Claims) -> Result<(), HandedOutOtherwise> {
        if claims.issuer.as_deref() != Some(self.by) {
            return Err(HandedOutOtherwise::ByAnother);
        }
        if claims.authorized_party.as_deref() != Some(self.to.as_str()) {
            return Err(HandedOutOtherwise::ToAnother);
        }
        if claims.expires_at.is_none_or(|end| end <= self.now) {
            return Err(HandedOutOtherwise::Expired);
        }
        match claims.not_before {
            Some(beginning) if beginning > self.now => Err(HandedOutOtherwise::NotYetValid),
            _ => Ok(()),
        }
    }
}
