//! Whom a token lets in: members, organizations, and whoever would like to be one.

use serde_json::{Value, json};

use crate::{
    attack::{Attack, COCKPIT, DOCUMENTED, STRICT, attack},
    token::good,
};

pub(crate) fn attacks() -> Vec<Attack> {
    [almost_members(), below(), of_organizations(), of_other_kinds(), of_scopes(), with_more()]
        .into_iter()
        .flatten()
        .collect()
}

/// The documented rule needs only the audience, which is right here: a weakness of its own.
fn unauthorized(
    name: &'static str,
    why: &'static str,
    claims: Value,
) -> impl Fn(&str, &str) -> Attack {
    move |code, sentence| {
        attack(name, why, good().with(claims.clone()).signed())
            .refused_by(COCKPIT, code, sentence)
            .refused_by(STRICT, code, sentence)
    }
}

fn almost_members() -> Vec<Attack> {
    const WHY: &str = "scopes are compared as a whole, never searched";
    let almost = |name, scope: &str| {
        unauthorized(name, WHY, json!({ "scope": [scope] }))(
            "membership-missing",
            "the token does not say that you are a member of moehaha",
        )
    };
    let of_acme = |name, claims| attack(name, WHY, good().with(claims).signed()).api("acme");
    let not_of_acme = "the token does not say that you are a member of acme";
    let acme2 = json!({ "aud": ["acme"], "scope": "user:memberof:acme2,user:name" });
    let acme = json!({ "aud": ["acme"], "scope": "user:name, user:memberof:acme" });
    vec![
        of_acme("a member of acme2 at acme", acme2)
            .refused_by(COCKPIT, "membership-missing", not_of_acme)
            .refused_by(STRICT, "membership-missing", not_of_acme),
        of_acme("a member of acme, in a comma-separated text", acme),
        almost("a membership that begins alike", "user:memberof:moehaha2"),
        almost("a membership with a capital", "user:memberOf:moehaha"),
        almost("a membership without its beginning", "memberof:moehaha"),
        almost("a membership with more behind it", "user:memberof:moehaha:write"),
        almost("a membership inside another scope", "x:user:memberof:moehaha"),
        almost("two scopes with a blank between", "user:memberof:moehaha user:name"),
        almost("a membership with a Greek letter", "user:memberof:m\u{3bf}ehaha"),
        almost("another spelling that old documents show", "user:ismemberof:moehaha"),
    ]
}

fn below() -> Vec<Attack> {
    const WHY: &str = "membership is handed down by the server, never up, and never guessed here";
    let member = |scopes: &[&str]| json!({ "scope": scopes });
    let only = "member-below-only";
    vec![
        unauthorized("a member of a team only", WHY, member(&["user:memberof:moehaha.team"]))(
            only,
            "you are a member of moehaha.team only",
        ),
        unauthorized("a member of two teams", WHY, {
            member(&["user:memberof:moehaha.a", "user:memberof:moehaha.b"])
        })(only, "you are a member of moehaha.a and moehaha.b only"),
        attack("a member of the organization, at its team's API", WHY, {
            good().with(json!({ "aud": ["moehaha.team"] })).signed()
        })
        .api("moehaha.team")
        .refused_by(COCKPIT, "membership-missing", TEAM)
        .refused_by(STRICT, "membership-missing", TEAM),
    ]
}

const TEAM: &str = "the token does not say that you are a member of moehaha.team";

fn of_organizations() -> Vec<Attack> {
    const WHY: &str = "the organization's own token is known by its `globalid`";
    let own = |globalid: &str| json!({ "username": null, "globalid": globalid, "scope": ["organization:owner:cockpit"] });
    let other = |name, globalid: &str| {
        let sentence = format!("it is the token of the organization `{globalid}`, not of moehaha");
        unauthorized(name, WHY, own(globalid))("other-organization", &sentence)
    };
    vec![
        attack("the organization's own token", WHY, good().with(own("moehaha")).signed()),
        other("another organization's token", "other"),
        other("the token of an organization below", "moehaha.team"),
        other("the token of an organization that is named alike", "Moehaha"),
        attack("a person's token with globalid null", "as the server derives it", {
            good().claim("globalid", "null").signed()
        }),
        attack("a globalid that is empty", "counts as none", {
            good().claim("globalid", r#""""#).signed()
        }),
        attack("a globalid that is a list", "RFC 7519 §4: a text", {
            good().claim("globalid", r#"["moehaha"]"#).signed()
        })
        .unreadable("jwt-claim-mistyped", "the claim `globalid` is not a text"),
        unauthorized("globalid null, and no membership", WHY, json!({ "scope": [] }))(
            "not-a-member",
            "you are not a member of moehaha",
        ),
    ]
}

fn of_other_kinds() -> Vec<Attack> {
    const WHY: &str = "RFC 8725 §3.12: an ID token is no access token";
    let id_token = json!({
        "username": null, "scope": null, "azp": null, "sub": "bob", "aud": "moehaha",
    });
    let nameless = json!({ "username": null, "scope": ["user:name"] });
    let sentence = "it is an ID token, which says who you are but not what you may do";
    let elsewhere = good().with(json!({
        "username": null, "scope": null, "azp": null, "sub": "bob", "aud": "portal",
    }));
    vec![
        unauthorized("an ID token for the API", WHY, id_token)("id-token", sentence)
            .finds(&["id-token"]),
        attack("an ID token for its client", WHY, elsewhere.signed())
            .refused("id-token", sentence)
            .refused_by(
                DOCUMENTED,
                "neither-for-nor-member",
                "the token is neither for moehaha nor says that you are a member of it",
            )
            .finds(&["id-token"]),
        unauthorized("a token of nobody", "it names whom it is about", nameless)(
            "nameless",
            "the token names neither a person nor an organization",
        ),
        attack("the client is the organization", "`azp` says who asked, not who is let in", {
            good().with(json!({ "azp": "moehaha", "scope": ["user:name"], "aud": null })).signed()
        })
        .refused("membership-missing", "the token does not say that you are a member of moehaha")
        .refused_by(
            DOCUMENTED,
            "neither-for-nor-member",
            "the token is neither for moehaha nor says that you are a member of it",
        )
        .refused_by(STRICT, "no-audience", "the token does not say that it is for moehaha")
        .finds(&["no-audience"]),
    ]
}

fn of_scopes() -> Vec<Attack> {
    let nothing = |name, scope: Value| {
        unauthorized(name, "the server leaves out what is not held", json!({ "scope": scope }))(
            "not-a-member",
            "you are not a member of moehaha",
        )
    };
    let mistyped = |name, scope| {
        attack(name, "RFC 8693 §4.2: a text, or a list of them", {
            good().claim("scope", scope).signed()
        })
        .unreadable("jwt-claim-mistyped", "the claim `scope` is not a text or a list of texts")
    };
    vec![
        nothing("a scope of one empty text", json!([""])),
        nothing("an empty list of scopes", json!([])),
        nothing("a comma for a scope", json!(",")),
        mistyped("a number as scope", "1"),
        mistyped("null as scope", "null"),
        mistyped("a scope that is an object", r#"{"user:memberof:moehaha":true}"#),
        mistyped("a list of memberships in the scope", r#"[["user:memberof:moehaha"]]"#),
    ]
}

fn with_more() -> Vec<Attack> {
    const INSIDE: &str = "a refresh token is inside, so whoever gets the token can renew it";
    let scope = |more: &str| json!({ "scope": ["user:memberof:moehaha", more] });
    vec![
        attack("a refresh token inside", "whoever gets it can renew it for ever", {
            good().with(json!({ "refresh_token": "opensesame" })).signed()
        })
        .refused_by(STRICT, "refresh-token-inside", INSIDE)
        .finds(&["refresh-token"]),
        attack("an owner's scope", "more than the API needs", {
            good().with(scope("organization:owner")).signed()
        })
        .finds(&["powerful-scope"]),
        attack("personal data in the scope", "`store_info` writes it there", {
            good().with(scope("[user:name]:Bob Builder")).signed()
        })
        .finds(&["personal-data"]),
        attack("everything at once", "what matters most comes first", {
            good()
                .with(json!({
                    "iat": null, "exp": null, "aud": null, "refresh_token": "opensesame",
                    "scope": ["user:memberof:moehaha", "user:admin", "[user:name]:Bob Builder"],
                }))
                .signed()
        })
        .until("; the token does not expire")
        .refused_by(STRICT, "no-expiry", "the token does not say when it expires")
        .valid_now("not-applicable")
        .finds(&[
            "powerful-scope",
            "no-expiry",
            "refresh-token",
            "personal-data",
            "no-audience",
            "no-issued-at",
        ]),
    ]
}
