//! Blocks of text that hold bytes (RFC 7468).

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::PublicKeyError;
use crate::text::quoted;

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";
const LABEL: &str = "PUBLIC KEY";

/// What stands between two lines of dashes.
pub(super) struct Block<'a> {
    label: &'a str,
    body: &'a str,
}

/// Whether there is a block in the text at all.
pub(super) fn begins(text: &str) -> bool {
    text.contains(BEGIN)
}

/// The blocks of which the text consists: at least one, none of them private.
pub(super) fn blocks(text: &str) -> Result<Vec<Block<'_>>, PublicKeyError> {
    let mut pieces = text.split(BEGIN);
    let before = pieces.next().unwrap_or_default();
    let pieces: Vec<_> = pieces.collect();
    if pieces.is_empty() {
        return Err(PublicKeyError::NotPem);
    }
    for piece in &pieces {
        refuse_private(piece)?;
    }
    if !before.trim().is_empty() {
        return Err(PublicKeyError::TextAround);
    }
    pieces.into_iter().map(block).collect()
}

/// A private key is told as such, whatever else is wrong with the text.
fn refuse_private(piece: &str) -> Result<(), PublicKeyError> {
    match piece.split_once(DASHES) {
        Some((label, _)) if label.contains("PRIVATE KEY") => {
            Err(PublicKeyError::Private { found: quoted(label) })
        }
        Some(_) | None => Ok(()),
    }
}

/// The block that begins with its label.
fn block(piece: &str) -> Result<Block<'_>, PublicKeyError> {
    let whole = || {
        let (label, rest) = piece.split_once(DASHES)?;
        let (body, rest) = rest.split_once(END)?;
        let after = rest.strip_prefix(label)?.strip_prefix(DASHES)?;
        Some((Block { label, body }, after))
    };
    match whole() {
        Some((block, after)) if after.trim().is_empty() => Ok(block),
        Some(_) => Err(PublicKeyError::TextAround),
        None => Err(PublicKeyError::NotPem),
    }
}

impl Block<'_> {
    /// The bytes of a public key's block.
    pub(super) fn public_key(&self) -> Result<Vec<u8>, PublicKeyError> {
        match self.label {
            LABEL => {
                let body: String = self.body.split_ascii_whitespace().collect();
                STANDARD.decode(body).map_err(|_| PublicKeyError::NotBase64)
            }
            "CERTIFICATE" => Err(PublicKeyError::Certificate),
            "RSA PUBLIC KEY" => Err(PublicKeyError::Pkcs1),
            other => Err(PublicKeyError::OtherPem { label: quoted(other) }),
        }
    }
}

/// A public key's block.
pub(super) fn write(der: &[u8]) -> String {
    let mut pem = format!("{BEGIN}{LABEL}{DASHES}\n");
    for (position, character) in STANDARD.encode(der).chars().enumerate() {
        if position > 0 && position % 64 == 0 {
            pem.push('\n');
        }
        pem.push(character);
    }
    pem + &format!("\n{END}{LABEL}{DASHES}\n")
}
