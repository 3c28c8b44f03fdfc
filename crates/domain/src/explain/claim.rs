//! What the members of a token say.

use serde_json::{Number, Value};

use super::{Moment, words};
use crate::{UnixTime, text::shown};

/// What a member says, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The value as it stands there, made safe to show.
    pub value: String,
    /// The value on the person's clock, in UTC and as a distance, if it is a time.
    pub time: Option<String>,
    /// What the member is for; empty for one that is not known.
    pub words: &'static str,
}

/// Explains a claim (RFC 7519 §4.1, `OpenID` Connect Core §5.1, RFC 9068, and those of
/// `ItsYou.online`).
pub fn meaning(name: &str, value: &Value, moment: Moment) -> Meaning {
    let time = is_time(name).then(|| time(value, moment)).flatten();
    Meaning { value: text(value), time, words: words::of_claim(name) }
}

/// Explains a member of the header (RFC 7515 §4.1).
pub fn header_meaning(name: &str, value: &Value) -> Meaning {
    Meaning { value: text(value), time: None, words: words::of_header(name) }
}

/// Whether it is known what a claim is for.
pub fn is_known(name: &str) -> bool {
    !words::of_claim(name).is_empty()
}

fn is_time(name: &str) -> bool {
    matches!(name, "exp" | "nbf" | "iat" | "auth_time" | "updated_at")
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and only what lies between 1970 and 9999 is kept"
)]
fn time(value: &Value, moment: Moment) -> Option<String> {
    let latest = 253_402_300_799.0;
    let seconds = value.as_f64().filter(|seconds| (0.0..=latest).contains(seconds))?;
    let time = UnixTime::from_seconds(seconds as u64);
    Some(moment.in_full(time))
}

/// A text as it is, a list of texts with commas, and anything else as JSON.
fn text(value: &Value) -> String {
    const LONGEST: usize = 500;
    let mut text = String::new();
    match value {
        Value::String(one) => text.push_str(one),
        Value::Array(values) if !values.is_empty() && values.iter().all(Value::is_string) => {
            let texts: Vec<_> = values.iter().filter_map(Value::as_str).collect();
            text = texts.join(", ");
        }
        other => write_json(&mut text, other),
    }
    shown(&text, LONGEST)
}

/// Like `Value`'s own `Display`, but without the tables that print a floating-point number to the
/// last digit: they would be a fiftieth of the page, and three digits are enough to look at.
fn write_json(text: &mut String, value: &Value) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(number) => text.push_str(&digits(number)),
        Value::String(one) => write_text(text, one),
        Value::Array(values) => {
            text.push('[');
            for (position, value) in values.iter().enumerate() {
                text.push_str(if position == 0 { "" } else { "," });
                write_json(text, value);
            }
            text.push(']');
        }
        Value::Object(members) => {
            text.push('{');
            for (position, (name, value)) in members.iter().enumerate() {
                text.push_str(if position == 0 { "" } else { "," });
                write_text(text, name);
                text.push(':');
                write_json(text, value);
            }
            text.push('}');
        }
    }
}

fn write_text(text: &mut String, one: &str) {
    text.push('"');
    for character in one.chars() {
        if matches!(character, '"' | '\\') {
            text.push('\\');
        }
        text.push(character);
    }
    text.push('"');
}

#[expect(clippy::cast_possible_truncation, reason = "only what fits is cast")]
fn digits(number: &Number) -> String {
    if let Some(whole) = number.as_u64() {
        return whole.to_string();
    }
    if let Some(whole) = number.as_i64() {
        return whole.to_string();
    }
    let thousandths = number.as_f64().unwrap_or_default() * 1000.0;
    if thousandths.abs() >= 9e18 {
        return "a number out of all bounds".to_owned();
    }
    let thousandths = thousandths as i64;
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, rest) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    format!("{sign}{whole}.{rest:03}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn explained(name: &str, value: &Value) -> (String, Option<String>) {
        let moment = Moment::utc(UnixTime::from_seconds(1_795_484_223));
        let meaning = meaning(name, value, moment);
        (meaning.value, meaning.time)
    }

    #[test]
    fn values_are_shown_as_people_write_them() {
        for (value, expected) in [
            (json!("bob"), "bob"),
            (json!(["user:name", "user:memberof:moehaha"]), "user:name, user:memberof:moehaha"),
            (json!([]), "[]"),
            (json!([1, "a"]), r#"[1,"a"]"#),
            (json!(null), "null"),
            (json!({"a": true}), r#"{"a":true}"#),
            (json!("a\u{202e}b"), "a\\u{202e}b"),
            (
                json!({"a\"": ["\\", -3, 1.5, -0.25, 1e300, false]}),
                r#"{"a\"":["\\",-3,1.5,-0.25,a number out of all bounds,false]}"#,
            ),
        ] {
            assert_eq!(explained("anything", &value), (expected.to_owned(), None));
        }
    }

    #[test]
    fn times_are_told_in_full() {
        let (value, time) = explained("exp", &json!(1_795_487_823));
        assert_eq!(value, "1795487823");
        assert_eq!(time.unwrap(), "24 Nov 2026, 02:37:03 UTC, in 1 hour");
        let (_, fraction) = explained("iat", &json!(1_795_484_163.9));
        assert_eq!(fraction.unwrap(), "24 Nov 2026, 01:36:03 UTC, 1 minute ago");
        for name in ["nbf", "auth_time", "updated_at"] {
            let time = explained(name, &json!(1_795_484_223)).1;
            assert_eq!(time.unwrap(), "24 Nov 2026, 01:37:03 UTC, now", "{name}");
        }
        for strange in [json!(-1), json!("soon"), json!(1e300), json!(null)] {
            assert_eq!(explained("exp", &strange).1, None);
        }
        for (other, value) in [("jti", json!(1)), ("name", json!(1_795_484_223))] {
            assert_eq!(explained(other, &value).1, None);
        }
    }

    #[test]
    fn claims_and_header_are_explained_apart() {
        let moment = Moment::utc(UnixTime::from_seconds(0));
        let claim = meaning("azp", &json!("portal"), moment);
        assert_eq!(claim.words, "the application it was issued to");
        assert!(is_known("azp"));
        assert!(!is_known("alg"));
        let member = header_meaning("alg", &json!("ES384"));
        assert_eq!(
            member,
            Meaning {
                value: "ES384".into(),
                time: None,
                words: "how it is signed, as it says itself",
            }
        );
        // What a claim would be is none in the header.
        assert_eq!(header_meaning("exp", &json!(0)).time, None);
    }
}
