//! A token so that one is told from another, and is of no use.

use crate::jwt::CompactJwt;

/// The beginning and the end of a token: enough to recognise it, too little to use it.
pub fn shortened(token: &CompactJwt) -> String {
    const BEGINNING: usize = 8;
    const END: usize = 4;
    let text = token.expose();
    // A token is ASCII, and longer than both together.
    let beginning = text.get(..BEGINNING).unwrap_or_default();
    let end = text.len().checked_sub(END).and_then(|start| text.get(start..)).unwrap_or_default();
    format!("{beginning}…{end}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jwt::UntrustedJwt;

    #[test]
    fn both_ends_are_seen() {
        let jwt = UntrustedJwt::parse("eyJhbGciOiJFUzM4NCJ9.e30.c2lnbmF0dXJl").unwrap();
        assert_eq!(shortened(jwt.compact()), "eyJhbGci…dXJl");
    }
}
