//! JSON text laid out for people without reading its values, so that a number keeps all its digits.

use super::claims::{HIDDEN, REFRESH_TOKEN};
use crate::{
    json_token,
    text::{is_deceptive, json_escape},
};

/// Lays out an object that is known to be valid JSON. The value of a refresh token is left out.
pub(super) fn without_refresh_token(json: &str) -> String {
    let mut layout = Layout::default();
    let mut rest = json.trim_start();
    while let Some((token, after)) = json_token::first(rest) {
        layout.add(token);
        rest = after.trim_start();
    }
    layout.text
}

#[derive(Default)]
struct Layout {
    text: String,
    depth: usize,
    /// A bracket was opened, and nothing stands in it yet.
    fresh: bool,
    member: Member,
}

/// Where in the outermost object the layout stands.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Member {
    /// A name comes.
    #[default]
    Name,
    /// The value of an ordinary member.
    Value,
    /// The value of the refresh token comes.
    Secret,
    /// The value of the refresh token is being left out.
    Hidden,
}

impl Layout {
    fn add(&mut self, token: &str) {
        match token {
            "{" | "[" => self.open(token),
            "}" | "]" => self.close(token),
            "," => self.next(),
            ":" => self.push(": "),
            value => self.value(value),
        }
    }

    fn open(&mut self, bracket: &str) {
        self.hide();
        self.begin();
        self.push(bracket);
        self.depth += 1;
        self.fresh = true;
    }

    fn close(&mut self, bracket: &str) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            self.member = Member::Value;
        }
        if !self.fresh {
            self.new_line();
        }
        self.fresh = false;
        self.push(bracket);
    }

    fn next(&mut self) {
        if self.depth == 1 {
            self.member = Member::Name;
        }
        self.push(",");
        self.new_line();
    }

    fn value(&mut self, value: &str) {
        if value == "null" && self.member == Member::Secret {
            self.member = Member::Value;
        }
        self.hide();
        self.begin();
        for character in value.chars() {
            self.push_visibly(character);
        }
        if self.depth == 1 && self.member == Member::Name {
            // From bytes, as everything else: the page needs no second reader of JSON.
            let name = serde_json::from_slice::<String>(value.as_bytes());
            let secret = name.is_ok_and(|it| it == REFRESH_TOKEN);
            self.member = if secret { Member::Secret } else { Member::Value };
        }
    }

    fn hide(&mut self) {
        if self.member == Member::Secret {
            self.push(&format!("\"{HIDDEN}\""));
            self.member = Member::Hidden;
        }
    }

    fn begin(&mut self) {
        if self.fresh {
            self.fresh = false;
            self.new_line();
        }
    }

    fn new_line(&mut self) {
        self.push("\n");
        for _ in 0..self.depth {
            self.push("  ");
        }
    }

    fn push(&mut self, text: &str) {
        if self.member != Member::Hidden {
            self.text.push_str(text);
        }
    }

    fn push_visibly(&mut self, character: char) {
        if is_deceptive(character) {
            self.push(&json_escape(character));
        } else {
            self.push(character.encode_utf8(&mut [0; 4]));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::without_refresh_token;

    #[test]
    fn claims_are_laid_out_digit_for_digit() {
        assert_eq!(
            without_refresh_token(
                " {\"exp\":1795484223.000000000001,\"scope\":[ \"a\",\"b\\\"}\"],\"e\":{},\n\"l\":[],\"o\":{\"a\":-1e+400}}"
            ),
            "{\n  \"exp\": 1795484223.000000000001,\n  \"scope\": [\n    \"a\",\n    \"b\\\"}\"\n  ],\n  \
             \"e\": {},\n  \"l\": [],\n  \"o\": {\n    \"a\": -1e+400\n  }\n}"
        );
        assert_eq!(without_refresh_token("{}"), "{}");
        assert_eq!(without_refresh_token(""), "");
    }

    #[test]
    fn a_refresh_token_is_left_out_however_it_is_written() {
        for (json, expected) in [
            (
                r#"{"refresh_token":"s3cret","a":1}"#,
                "{\n  \"refresh_token\": \"…\",\n  \"a\": 1\n}",
            ),
            (r#"{"refresh\u005ftoken":"s3cret"}"#, "{\n  \"refresh\\u005ftoken\": \"…\"\n}"),
            (
                r#"{"refresh_token":{"a":["s3cret",{"b":2}]},"a":1}"#,
                "{\n  \"refresh_token\": \"…\",\n  \"a\": 1\n}",
            ),
            (r#"{"refresh_token":["s3cret"]}"#, "{\n  \"refresh_token\": \"…\"\n}"),
            (r#"{"refresh_token":null}"#, "{\n  \"refresh_token\": null\n}"),
        ] {
            assert_eq!(without_refresh_token(json), expected);
        }
    }

    #[test]
    fn what_deceives_is_written_as_an_escape() {
        assert_eq!(
            without_refresh_token("{\"a\":\"x\u{202e}y\u{e0041}\"}"),
            "{\n  \"a\": \"x\\u202ey\\udb40\\udc41\"\n}"
        );
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(".{0,6}", inner, 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_layout_means_the_same(member in json()) {
            let object = serde_json::json!({ "claims": member });
            let laid_out = without_refresh_token(&object.to_string());
            prop_assert_eq!(serde_json::from_str::<Value>(&laid_out).unwrap(), object);
        }
    }
}
