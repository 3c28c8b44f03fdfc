//! Tokens that end, begin, or do neither.

use serde_json::json;

use crate::{
    attack::{Attack, STRICT, attack},
    token::{NOW, good},
};

pub(crate) fn attacks() -> Vec<Attack> {
    [at_the_edge(), of_numbers(), not_yet(), for_long()].into_iter().flatten().collect()
}

fn at_the_edge() -> Vec<Attack> {
    const WHY: &str = "RFC 7519 §4.1.4: on or after this time it is over";
    let ending = |name, exp: String| attack(name, WHY, good().claim("exp", &exp).signed());
    let over = |it: Attack| it.refused("expired", "the token has expired").valid_now("fail");
    let now = " until 01:37";
    vec![
        over(ending("ends now", NOW.to_string())),
        ending("ends in a second", (NOW + 1).to_string()).until(now),
        over(ending("ended a second ago", (NOW - 1).to_string())),
        over(ending("ends within this second", format!("{NOW}.9"))),
        ending("ends in a second and a half", format!("{}.5", NOW + 1)).until(now),
        ending("ended within the leeway", (NOW - 9).to_string()).leeway(10).until(now),
        over(ending("ended as long ago as the leeway", (NOW - 10).to_string())).leeway(10),
        over(ending("ended when time began", "0".to_owned())),
        over(ending("ended before its time, minus zero", "-0.0".to_owned())),
        over(ending("ends in milliseconds' year 1970", "1795484.223".to_owned())),
    ]
}

/// Numbers that are none, or that overflow.
fn of_numbers() -> Vec<Attack> {
    const WHY: &str = "RFC 7519 §2: NumericDate is a number of seconds";
    let refused = |name, claim: &str, value| {
        let sentence = format!(
            "the claim `{claim}` is not a number of seconds between the years 1970 and 9999"
        );
        attack(name, WHY, good().claim(claim, value).signed())
            .unreadable("jwt-claim-mistyped", &sentence)
    };
    vec![
        refused("an end as text", "exp", r#""1795487823""#),
        refused("an end in words", "exp", r#""never""#),
        refused("an end that is true", "exp", "true"),
        refused("an end that is null", "exp", "null"),
        refused("an end in a list", "exp", "[1795487823]"),
        refused("an end before 1970", "exp", "-1"),
        refused("an end beyond all numbers", "exp", "1e300"),
        refused("an end of 20 digits", "exp", "18446744073709551616"),
        refused("an end in milliseconds", "exp", "1795487823000"),
        refused("an end after the year 9999", "exp", "253402300800"),
        refused("a beginning before 1970", "nbf", "-1795487823"),
        refused("a beginning as text", "nbf", r#""0""#),
        refused("an issue time as text", "iat", r#""now""#),
        attack("an end with a number that JSON cannot hold", WHY, {
            good().claim("exp", "1e999").signed()
        })
        .unreadable("jwt-not-json", "the payload of the token is not valid JSON"),
    ]
}

fn not_yet() -> Vec<Attack> {
    const WHY: &str = "RFC 7519 §4.1.5: not before this time";
    let beginning = |name, nbf: String| attack(name, WHY, good().claim("nbf", &nbf).signed());
    let early =
        |it: Attack| it.refused("not-yet-valid", "the token is not valid yet").valid_now("fail");
    vec![
        beginning("begins now", NOW.to_string()),
        early(beginning("begins in a second", (NOW + 1).to_string())),
        early(beginning("begins within this second", format!("{NOW}.1"))),
        beginning("begins within the leeway", (NOW + 10).to_string()).leeway(10),
        early(beginning("begins after the leeway", (NOW + 11).to_string())).leeway(10),
        early(beginning("begins after its end", (NOW + 7200).to_string())),
        attack("issued tomorrow", "RFC 7519 §4.1.6: tells an age, and refuses nothing", {
            good().claim("iat", &(NOW + 86_400).to_string()).signed()
        }),
    ]
}

/// Longer than is good.
fn for_long() -> Vec<Attack> {
    const WHY: &str =
        "RFC 9068 §2.2 wants an end, and RFC 10017 a near one: long is told, not refused";
    vec![
        attack("a day-long life", WHY, {
            good().with(json!({ "iat": NOW - 60, "exp": NOW + 86_340 })).signed()
        })
        .until(" until tomorrow 01:36")
        .finds(&["long-life"]),
        attack("a day-long life of unknown beginning", WHY, {
            good().with(json!({ "iat": null, "exp": NOW + 86_340 })).signed()
        })
        .until(" until tomorrow 01:36")
        .finds(&["long-life", "no-issued-at"]),
        attack("until the end of time", WHY, good().claim("exp", "253402300799").signed())
            .until(" until 31 Dec 9999, 23:59")
            .finds(&["long-life"]),
        attack("no end", WHY, good().with(json!({ "exp": null })).signed())
            .until("; the token does not expire")
            .refused_by(STRICT, "no-expiry", "the token does not say when it expires")
            .valid_now("not-applicable")
            .finds(&["no-expiry"]),
    ]
}
