//! Reads the body of a request for a token strictly, and says where and what is wrong with it without
//! repeating it: it can hold a code and a verifier.

mod error;
mod table;

use std::fmt;

use serde::{
    Deserialize,
    de::{MapAccess, Visitor},
};
use serde_json::Value;

pub(crate) use self::error::BodyError;
use self::table::{Request, known, value_of};

/// Reads a body.
pub(crate) fn parse<T: Request>(body: &[u8]) -> Result<T, BodyError> {
    let Members(members) = serde_json::from_slice(body).map_err(|error| BodyError::from(&error))?;
    if let Some(repeated) = first_repeated(&members) {
        return Err(repeated);
    }
    let object = Value::Object(members.iter().cloned().collect());
    T::deserialize(object).map_err(|_| explain::<T>(&members))
}

/// The members of an object in order, repeated ones too.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

fn first_repeated(members: &[(String, Value)]) -> Option<BodyError> {
    members.iter().enumerate().find_map(|(position, (name, _))| {
        let before = members.iter().take(position).any(|(earlier, _)| earlier == name);
        before.then(|| BodyError::Repeated { member: known(name) })
    })
}

/// Finds the member because of which the body is not the request.
fn explain<T: Request>(given: &[(String, Value)]) -> BodyError {
    let table = match T::table(given) {
        Ok(table) => table,
        Err(error) => return error,
    };
    for member in table {
        match value_of(given, member.name) {
            None if member.needed => return BodyError::Missing { member: member.name },
            Some(value) if !member.form.fits(value) => {
                return BodyError::WrongForm { member: member.name, form: member.form.name() };
            }
            Some(value) => {
                if let Some(reason) = (member.refuse)(value) {
                    return BodyError::Refused { member: member.name, reason };
                }
            }
            None => {}
        }
    }
    BodyError::Unknown { known: table.iter().map(|member| member.name).collect() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::{
        api::{DeriveRequest, RefreshRequest, TokenRequest},
        catalogue::CallRequest,
    };
    use serde::Serialize;
    use serde_json::json;

    use super::{
        table::{AUTHORIZATION_CODE, CALL, DERIVE, Member, ORGANIZATION, REFRESH},
        *,
    };

    const GOOD: &str = r#"{"grant":"authorization_code","code":"HUgOar3eDNVxo3PQZ-oHBKBdXDVc",
        "verifier":"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        "redirect_uri":"http://localhost:8090/","scope":["user:name"],"audience":["moehaha"]}"#;

    fn sentence(body: &str) -> String {
        parse::<TokenRequest>(body.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn both_grants_are_read() {
        let request = parse(GOOD.as_bytes()).unwrap();
        assert!(matches!(request, TokenRequest::AuthorizationCode { .. }));
        let request = parse(br#"{"grant":"organization","audience":[],"validity":60}"#).unwrap();
        assert!(matches!(request, TokenRequest::Organization { validity: Some(_), .. }));
    }

    #[test]
    fn what_is_not_json_is_told_by_place() {
        assert_eq!(sentence("secret"), "the body is not JSON from line 1, column 1 on");
        assert_eq!(
            sentence(&format!("{GOOD}\n}}")),
            "the body is not JSON from line 4, column 1 on"
        );
        assert_eq!(sentence("{\"grant\":"), "the body ends before its JSON does");
        assert_eq!(sentence(""), "the body ends before its JSON does");
        assert_eq!(sentence("[1]"), "the body is not a JSON object");
        assert_eq!(sentence(r#"["organization",["a"],null]"#), "the body is not a JSON object");
        assert_eq!(sentence("\u{feff}{}"), "the body is not JSON from line 1, column 1 on");
    }

    #[test]
    fn the_guilty_member_is_named() {
        for (from, to, expected) in [
            (r#""grant":"authorization_code","#, "", "the member `grant` is missing"),
            ("authorization_code", "password", "there is no such `grant`"),
            (r#""code":"#, r#""kode":"#, "the member `code` is missing"),
            (
                r#""code":"HUg"#,
                r#""code":5,"code":"HUg"#,
                "the member `code` stands in the body more than once",
            ),
            (r#""code":"#, r#""x":1,"x":2,"code":"#, "a member stands in the body more than once"),
            (
                r#""code":"#,
                r#""x":1,"code":"#,
                "the body has a member that the request does not know",
            ),
        ] {
            assert_eq!(sentence(&GOOD.replacen(from, to, 1)), expected, "{to}");
        }
    }

    #[test]
    fn a_value_is_refused_without_showing_what_is_secret() {
        let more = |member| format!(r#"["moehaha"],{member}"#);
        for (from, to, expected) in [
            (
                "oHBKBdXDVc",
                "oHBK BdXDVc",
                "the parameter `code` is empty, too long, or not visible ASCII",
            ),
            ("WFOEjXk", "WFOEj", "the `verifier` is not 43 base64url characters"),
            (r#"["user:name"]"#, r#""user:name""#, "the member `scope` is not an array of strings"),
            (r#"["user:name"]"#, "[1]", "the member `scope` is not an array of strings"),
            (
                r#"["moehaha"]"#,
                &more(r#""refreshable":1"#),
                "the member `refreshable` is not true or false",
            ),
            (
                r#"["moehaha"]"#,
                &more(r#""validity":-1"#),
                "the member `validity` is not a whole number that is not negative",
            ),
            (
                r#"["moehaha"]"#,
                &more(r#""validity":0"#),
                "the validity is zero, but must be at least one second",
            ),
            (
                "http://localhost:8090/",
                "ftp://a",
                "the redirect URI `ftp://a` does not begin with https:// (or http:// on the own machine)",
            ),
        ] {
            assert_eq!(sentence(&GOOD.replacen(from, to, 1)), expected, "{to}");
        }
    }

    /// That a request has the members of its table, none missing and none too many, and that each is
    /// explained as the type reads it. In `body` stands every member.
    fn check<T: Request + Serialize>(table: &'static [Member], body: &Value) {
        let error = |body: &Value| parse::<T>(body.to_string().as_bytes()).err();
        let request = parse::<T>(body.to_string().as_bytes()).unwrap();
        let written = serde_json::to_value(&request).unwrap();
        let written: BTreeSet<_> = written.as_object().unwrap().keys().cloned().collect();
        let listed = table.iter().map(|member| member.name.to_owned());
        assert_eq!(
            written.into_iter().filter(|it| it != "grant").collect::<BTreeSet<_>>(),
            listed.collect()
        );

        for Member { name: member, needed, form, .. } in table {
            let mut wrong = body.clone();
            wrong[member] = json!({});
            let expected = BodyError::WrongForm { member, form: form.name() };
            assert_eq!(error(&wrong), Some(expected));
            let mut lacking = body.clone();
            lacking.as_object_mut().unwrap().remove(*member);
            assert_eq!(error(&lacking), needed.then_some(BodyError::Missing { member }));
        }
        let mut foreign = body.clone();
        foreign["bogus"] = json!({});
        let known = table.iter().map(|member| member.name).collect();
        assert_eq!(error(&foreign), Some(BodyError::Unknown { known }));
    }

    #[test]
    fn every_request_has_its_table() {
        let mut code: Value = serde_json::from_str(GOOD).unwrap();
        code["validity"] = json!(60);
        code["refreshable"] = json!(true);
        check::<TokenRequest>(AUTHORIZATION_CODE, &code);
        let organization = json!({"grant": "organization", "audience": [], "validity": 60});
        check::<TokenRequest>(ORGANIZATION, &organization);
        check::<RefreshRequest>(REFRESH, &json!({"validity": 60}));
        let derive = json!({"scope": ["user:name"], "audience": [], "validity": 60});
        check::<DeriveRequest>(DERIVE, &derive);
        let call = json!({
            "method": "GET", "path": "/a", "query": [["a", "b"]], "headers": [["a", "b"]],
            "media_type": "text/plain", "body": "x",
        });
        check::<CallRequest>(CALL, &call);
    }
}
