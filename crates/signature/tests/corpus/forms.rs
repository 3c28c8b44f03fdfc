//! Texts that are not quite base64url in three parts.

use crate::{
    attack::{Attack, attack},
    signatures::with_trailing_bits,
    signer::{ES256, RS256},
    token::{Pasted, base64url, good},
};

pub(crate) fn attacks() -> Vec<Attack> {
    [of_parts(), with_trailing_letters(), of_letters(), of_size()].into_iter().flatten().collect()
}

/// The text of the good token, with a signature of nobody.
fn written() -> String {
    format!("{}.{}", good().input(), base64url([7; 96]))
}

fn of_parts() -> Vec<Attack> {
    const WHY: &str = "RFC 7515 §7.1: three parts with dots between";
    let good = good();
    let counted = |name, text: String, found| {
        let sentence = format!("the token has {found} parts, but a JWT has three");
        attack(name, WHY, Pasted::text(text)).unreadable("jwt-part-count", &sentence)
    };
    let empty = |name, text: String, part| {
        let sentence = format!("the {part} of the token is empty");
        attack(name, WHY, Pasted::text(text)).unreadable("jwt-empty-part", &sentence)
    };
    let (header, payload) = {
        let input = good.input();
        let (header, payload) = input.split_once('.').unwrap();
        (header.to_owned(), payload.to_owned())
    };
    vec![
        attack("one part", WHY, Pasted::text(header.clone())).unreadable(
            "jwt-part-count",
            "the token has no dots, but a JWT has three parts with dots between",
        ),
        counted("two parts", format!("{header}.{payload}"), 2),
        counted("four parts", format!("{}.AAAA", written()), 4),
        attack("five parts", "RFC 7516 §3.1: an encrypted token", {
            Pasted::text(format!("{}.AAAA.AAAA", written()))
        })
        .unreadable(
            "jwt-encrypted",
            "the token has five parts: it is encrypted and cannot be read here",
        ),
        counted("a hundred parts", format!("{header}{}", ".AAAA".repeat(99)), 100),
        empty("no payload", format!("{header}..AAAA"), "payload"),
        attack("no header", WHY, Pasted::text(format!(".{payload}.AAAA")))
            .unreadable("paste-no-token", "there is no token in this text"),
    ]
}

const HEADER: &str = r#"{"alg":"ES384","typ":"JWT"} "#;

fn good_payload() -> String {
    good().input().split_once('.').unwrap().1.to_owned()
}

/// Second spellings of the same bytes.
fn with_trailing_letters() -> Vec<Attack> {
    const WHY: &str = "RFC 4648 §3.5: bits that no byte needs are zero, or one token is two texts";
    let refused = |name, why, pasted, part| {
        let sentence = format!("the {part} of the token is not base64url");
        attack(name, why, pasted).unreadable("jwt-not-base64url", &sentence)
    };
    let with_bits = base64url(HEADER).replace("IA", "IB");
    let header = Pasted::text(format!("{with_bits}.{}.AAAA", good_payload()));
    let by_rsa = good().algorithm("RS256").signed_by(RS256);
    let longer = good().signed().then(Pasted::text("A"));
    vec![
        refused("trailing bits in the signature", WHY, with_trailing_bits(), "signature"),
        refused("trailing bits in the header", WHY, header, "header"),
        refused(
            "trailing bits in an RSA signature",
            WHY,
            by_rsa.with_changed_signature(with_another_bit),
            "signature",
        ),
        refused(
            "a letter too many in the signature",
            "RFC 4648 §4: no byte has six bits",
            longer,
            "signature",
        ),
    ]
}

/// The other base64.
fn of_letters() -> Vec<Attack> {
    const PADDING: &str = "RFC 7515 §2: base64url without padding";
    vec![
        attack("padding behind the signature", PADDING, {
            good().algorithm("ES256").signed_by(ES256).then(Pasted::text("=="))
        })
        .keys("ES256"),
        attack("padding inside", PADDING, {
            let header = base64url(r#"{"alg":"ES384"} "#);
            Pasted::text(format!("{header}==.{}.AAAA", good_payload()))
        })
        .unreadable(
            "jwt-forbidden-character",
            "the token contains the character `=`, which no JWT has",
        ),
        attack("the alphabet of plain base64", "RFC 7515 §2: `-` and `_`, not `+` and `/`", {
            let payload = base64url(r#"{"iss":"itsyouonline","username":"???>>>"}"#);
            let payload = payload.replace('-', "+").replace('_', "/");
            assert!(payload.contains(['+', '/']));
            Pasted::text(format!("{}.{payload}.AAAA", base64url(HEADER.trim())))
        })
        .unreadable(
            "jwt-forbidden-character",
            "the token contains the character `/`, which no JWT has",
        ),
    ]
}

/// The last letter with the least of its bits set, of which no byte is made.
fn with_another_bit(signature: &str) -> String {
    let (rest, last) = signature.split_at(signature.len() - 1);
    let next = char::from(last.as_bytes()[0] + 1);
    format!("{rest}{next}")
}

fn of_size() -> Vec<Attack> {
    const WHY: &str = "RFC 8725 §3.10: what somebody else made is bounded before it is read";
    let long = |letters| {
        let input = good().input();
        Pasted::text(input + ".").then(Pasted::repeated("A", letters))
    };
    let too_long = "the token is longer than 65536 bytes";
    let signature = "the signature has 48000 bytes instead of 96";
    vec![
        attack("a signature of 48,000 bytes", WHY, long(64_000))
            .badly_signed("signature-length-mismatch", signature),
        attack("a token of 100 KB", WHY, long(100_000)).unreadable("jwt-too-long", too_long),
        attack("a token of 1 MB", WHY, long(1_000_000)).unreadable("jwt-too-long", too_long),
        attack("more than 1 MB", WHY, long(1_100_000))
            .unreadable("paste-too-long", "the text is longer than a megabyte"),
        attack("1 MB of what is almost a beginning", WHY, Pasted::repeated("eyJ ", 250_000))
            .unreadable("paste-no-token", "there is no token in this text"),
        attack("1 MB of beginnings", WHY, Pasted::repeated("eyJh\n", 200_000)).unreadable(
            "jwt-part-count",
            "the token has no dots, but a JWT has three parts with dots between",
        ),
    ]
}
