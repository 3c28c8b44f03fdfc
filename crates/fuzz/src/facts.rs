//! What a token says, read in another way than the judge reads it, and what follows from that.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::judge::{Profile, ProfileName};
use serde::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

/// The members of a well-formed token.
pub(crate) struct Facts {
    header: Value,
    claims: Value,
}

impl Facts {
    pub(crate) fn of(compact: &str) -> Self {
        let mut parts = compact.split('.').map(|part| {
            let bytes = URL_SAFE_NO_PAD.decode(part).expect("a part that was read is base64url");
            has_no_name_twice(&bytes);
            serde_json::from_slice(&bytes)
        });
        let mut next = || parts.next().and_then(Result::ok).expect("a part that was read is JSON");
        Self { header: next(), claims: next() }
    }

    /// Whether an API has to let in who comes with this token, its signature being right.
    pub(crate) fn suffices(&self, profile: &Profile, now: u64) -> bool {
        let algorithms = profile.algorithms.iter().map(|algorithm| algorithm.name());
        let is_pinned = algorithms.into_iter().any(|name| self.header["alg"] == *name);
        let is_right = self.claims["iss"] == *profile.issuer && is_pinned;
        is_right && self.lasts(profile, now) && self.has_begun(profile, now) && self.opens(profile)
    }

    fn lasts(&self, profile: &Profile, now: u64) -> bool {
        self.second("exp").is_none_or(|end| end.saturating_add(profile.leeway) > now)
    }

    fn has_begun(&self, profile: &Profile, now: u64) -> bool {
        let Some(start) = self.claims["nbf"].as_f64() else { return true };
        whole(start.ceil()) <= now.saturating_add(profile.leeway)
    }

    fn opens(&self, profile: &Profile) -> bool {
        let organization = profile.organization.as_str();
        let is_for = self.audience().contains(&organization);
        let is_members = self.scopes().contains(&&*format!("user:memberof:{organization}"));
        let is_let_in = is_members || self.claims["globalid"] == *organization;
        match profile.name {
            ProfileName::Cockpit => (is_for || self.claims.get("aud").is_none()) && is_let_in,
            ProfileName::Documented => is_for || is_members,
            ProfileName::Strict => is_for && is_let_in && self.takes_no_risk(),
        }
    }

    /// Of one kind, with an end, and without a refresh token.
    fn takes_no_risk(&self) -> bool {
        let is_named = |claim| self.claims[claim].as_str().is_some_and(|name| !name.is_empty());
        let named_type = self.header["typ"].as_str().unwrap_or("JWT").to_lowercase();
        ["jwt", "at+jwt", "application/jwt", "application/at+jwt"].contains(&&*named_type)
            && is_named("username") != is_named("globalid")
            && self.claims.get("exp").is_some()
            && self.claims["refresh_token"].is_null()
    }

    fn audience(&self) -> Vec<&str> {
        match &self.claims["aud"] {
            Value::String(one) => vec![one],
            several => texts(several),
        }
    }

    fn scopes(&self) -> Vec<&str> {
        match &self.claims["scope"] {
            Value::String(list) => list.split(',').map(str::trim).collect(),
            several => texts(several),
        }
    }

    /// The last second before something changes for who allows clocks to differ so much, that of the
    /// change, and two at which it has long happened or never will.
    pub(crate) fn times(&self, leeway: u64) -> Vec<u64> {
        let end = self.second("exp").map(|end| end.saturating_add(leeway));
        let beginning = self.claims["nbf"].as_f64().map(|time| whole(time.ceil()));
        let beginning = beginning.map(|time| time.saturating_sub(leeway));
        let changes = [beginning, end].into_iter().flatten();
        let around = changes.flat_map(|time| [time.saturating_sub(1), time]);
        around.chain([1_800_000_000, u64::MAX]).collect()
    }

    /// Every member of header and claims.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &Value)> {
        let members = [&self.header, &self.claims].into_iter().filter_map(Value::as_object);
        members.flatten().map(|(name, value)| (name.as_str(), value))
    }

    fn second(&self, claim: &str) -> Option<u64> {
        self.claims[claim].as_f64().map(|time| whole(time.floor()))
    }
}

/// Of two members of one name each reader would take another one. Looked for in the outermost object.
fn has_no_name_twice(object: &[u8]) {
    struct Names;
    impl<'de> Visitor<'de> for Names {
        type Value = Vec<String>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Vec<String>, A::Error> {
            let mut names = Vec::new();
            while let Some((name, IgnoredAny)) = members.next_entry()? {
                names.push(name);
            }
            Ok(names)
        }
    }
    let mut names = serde_json::Deserializer::from_slice(object)
        .deserialize_map(Names)
        .expect("a part that was read is an object");
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all, "a name stands twice");
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a time that was read is rounded, not negative, and before the year 10000"
)]
fn whole(seconds: f64) -> u64 {
    seconds as u64
}
