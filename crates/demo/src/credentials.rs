//! The value of an `Authorization` header (RFC 9110 §11.4).

/// What stands behind `scheme`, which may be written in any case.
pub(crate) fn credentials<'h>(value: &'h str, scheme: &str) -> Option<&'h str> {
    let (named, credentials) = value.split_once(' ')?;
    named.eq_ignore_ascii_case(scheme).then(|| credentials.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_is_read_in_any_case_and_must_be_there() {
        for value in ["bearer abc", "Bearer  abc ", "BEARER abc"] {
            assert_eq!(credentials(value, "bearer"), Some("abc"), "{value}");
        }
        for value in ["", "abc", "bearer", "token abc", " bearer abc", "bearer\tabc"] {
            assert_eq!(credentials(value, "bearer"), None, "{value}");
        }
    }
}
