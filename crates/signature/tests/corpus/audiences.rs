//! Whom tokens are for, and who made them.

use serde_json::json;

use crate::{
    attack::{Attack, COCKPIT, DOCUMENTED, STRICT, attack},
    token::good,
};

pub(crate) fn attacks() -> Vec<Attack> {
    [of_forms(), of_types(), of_issuers()].into_iter().flatten().collect()
}

/// The documented rule takes a member's token whatever its audience is.
fn for_others(name: &'static str, aud: &str, audience: &str) -> Attack {
    const WHY: &str = "RFC 7519 §4.1.3: whoever is not in the audience refuses the token";
    let sentence = format!("the token is for {audience}, not for moehaha");
    attack(name, WHY, good().claim("aud", aud).signed())
        .refused_by(COCKPIT, "audience-mismatch", &sentence)
        .refused_by(STRICT, "audience-mismatch", &sentence)
}

fn of_forms() -> Vec<Attack> {
    const WHY: &str = "RFC 7519 §4.1.3: one text, or a list";
    let to = |name: &str| format!("another audience (`{name}`)");
    vec![
        attack("an audience as text", WHY, good().claim("aud", r#""moehaha""#).signed()),
        attack("several audiences", WHY, good().claim("aud", r#"["a","moehaha"]"#).signed()),
        for_others("another audience", r#"["ext1"]"#, &to("ext1")),
        for_others("two other audiences", r#"["a","b"]"#, "another audience (`a` and `b`)"),
        for_others("an empty list of audiences", "[]", "an empty audience"),
        for_others("an audience that is an empty text", r#""""#, &to("\"\"")),
        for_others("an audience that begins alike", r#""moehaha2""#, &to("moehaha2")),
        for_others("an audience below", r#""moehaha.team""#, &to("moehaha.team")),
        for_others("an audience with a capital", r#""Moehaha""#, &to("Moehaha")),
        for_others("an audience with a Greek letter", "\"m\u{3bf}ehaha\"", &to("m\u{3bf}ehaha")),
        for_others("an audience with a blank", r#""moehaha ""#, &to("moehaha ")),
        for_others("audiences in one text", r#""moehaha,ext1""#, &to("moehaha,ext1")),
        attack("no audience", "RFC 9068 §4 wants one; the Cockpit takes a token without", {
            good().with(json!({ "aud": null })).signed()
        })
        .refused_by(STRICT, "no-audience", "the token does not say that it is for moehaha")
        .finds(&["no-audience"]),
    ]
}

fn of_types() -> Vec<Attack> {
    const WHY: &str = "RFC 7519 §4.1.3: nothing but texts";
    let refused = |name, value| {
        attack(name, WHY, good().claim("aud", value).signed())
            .unreadable("jwt-claim-mistyped", "the claim `aud` is not a text or a list of texts")
    };
    vec![
        refused("an audience that is null", "null"),
        refused("an audience that is a number", "1"),
        refused("an audience that is an object", r#"{"moehaha":true}"#),
        refused("a list within the audience", r#"[["moehaha"]]"#),
        refused("null within the audience", r#"["moehaha",null]"#),
    ]
}

fn of_issuers() -> Vec<Attack> {
    const WHY: &str = "RFC 8725 §3.8: the issuer is compared letter for letter";
    let issued = |name, iss: &str, shown: &str| {
        attack(name, WHY, good().claim("iss", iss).signed())
            .refused("issuer-mismatch", &format!("issued by `{shown}`, not by itsyouonline"))
    };
    let mistyped = |name, value| {
        attack(name, WHY, good().claim("iss", value).signed())
            .unreadable("jwt-claim-mistyped", "the claim `iss` is not a text")
    };
    vec![
        issued("an issuer in capitals", r#""ITSYOUONLINE""#, "ITSYOUONLINE"),
        issued("an issuer that begins alike", r#""itsyouonline.evil""#, "itsyouonline.evil"),
        issued(
            "an issuer that is an address",
            r#""https://itsyou.online""#,
            "https://itsyou.online",
        ),
        issued("an empty issuer", r#""""#, "\"\""),
        mistyped("a list of issuers", r#"["itsyouonline","other"]"#),
        mistyped("an issuer that is null", "null"),
        attack("no issuer", WHY, good().with(json!({ "iss": null })).signed()).refused(
            "issuer-mismatch",
            "the token does not say that it was issued by itsyouonline",
        ),
        attack("the documented rule asks for either", "the audience, or the membership", {
            good().with(json!({ "aud": ["ext1"], "scope": ["user:name"] })).signed()
        })
        .refused("audience-mismatch", "the token is for another audience (`ext1`), not for moehaha")
        .refused_by(
            DOCUMENTED,
            "neither-for-nor-member",
            "the token is neither for moehaha nor says that you are a member of it",
        ),
    ]
}
