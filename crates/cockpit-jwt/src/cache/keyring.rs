//! The system's keyring: the Secret Service on Linux, the Keychain on macOS. One entry holds all
//! tokens, so that it is read, cleared out and removed as a whole.

use std::sync::Arc;

use domain::{
    UnixTime,
    api::Grant,
    jwt::{CompactJwt, UntrustedJwt},
};
use keyring_core::{CredentialStore, Entry, Error};
use serde_json::{Value, json};

use super::Question;
use crate::failure::Failure;

/// How many tokens are kept; the oldest go first.
const MOST: usize = 20;

/// For how many seconds a token must be good to be handed out.
const LEAST_LEFT: u64 = 60;

/// A token as it was had.
pub(super) struct Kept {
    pub(super) jwt: UntrustedJwt,
    /// What the request named.
    pub(super) asked: Grant,
}

/// The entry of the keyring that is ours.
pub(super) struct Keyring(Entry);

impl Keyring {
    /// The system's.
    pub(super) fn open() -> Result<Self, Failure> {
        if let Err(error) = keyring::Entry::store_status() {
            return Err(unusable(error));
        }
        match keyring_core::get_default_store() {
            Some(store) => Self::within(&store),
            None => Err(unusable(&Error::NoDefaultStore)),
        }
    }

    fn within(store: &Arc<CredentialStore>) -> Result<Self, Failure> {
        let entry = Entry::new_in_store(store, "cockpit-jwt", "tokens");
        entry.map(Self).map_err(|error| unusable(&error))
    }

    /// The token that was had for this question, if it is good for a while.
    pub(super) fn token(
        &self,
        question: &Question,
        now: UnixTime,
    ) -> Result<Option<Kept>, Failure> {
        let mut all = self.all()?.into_iter().filter(|one| question.is(&one["question"]));
        let kept = all.next().and_then(|mut one| {
            let asked = serde_json::from_value(one["asked"].take()).ok()?;
            Some(Kept { jwt: jwt(&one)?, asked })
        });
        Ok(kept.filter(|kept| seconds_left(&kept.jwt, now) >= LEAST_LEFT))
    }

    /// Keeps a token for this question instead of a former one, without those that have expired.
    pub(super) fn keep(
        &self,
        question: &Question,
        token: &Kept,
        now: UnixTime,
    ) -> Result<(), Failure> {
        let mut all = self.all()?;
        all.retain(|one| {
            let is_good = jwt(one).is_some_and(|jwt| seconds_left(&jwt, now) > 0);
            is_good && !question.is(&one["question"])
        });
        let Kept { jwt, asked } = token;
        let token = jwt.compact().expose();
        all.push(json!({ "question": question.to_json(), "asked": asked, "token": token }));
        all.drain(..all.len().saturating_sub(MOST));
        let text = Value::from(all).to_string();
        self.0.set_password(&text).map_err(|error| unusable(&error))
    }

    /// Removes all; whether there was anything.
    pub(super) fn forget(&self) -> Result<bool, Failure> {
        match self.0.delete_credential() {
            Ok(()) => Ok(true),
            Err(Error::NoEntry) => Ok(false),
            Err(error) => Err(unusable(&error)),
        }
    }

    /// Everything that is there. What another version wrote, and cannot be read, counts as nothing.
    fn all(&self) -> Result<Vec<Value>, Failure> {
        match self.0.get_password() {
            Ok(text) => Ok(serde_json::from_str(&text).unwrap_or_default()),
            Err(Error::NoEntry | Error::BadEncoding(_)) => Ok(Vec::new()),
            Err(error) => Err(unusable(&error)),
        }
    }
}

fn jwt(kept: &Value) -> Option<UntrustedJwt> {
    UntrustedJwt::parse(CompactJwt::parse(kept["token"].as_str()?).ok()?).ok()
}

/// A token without an end has none left: nobody would notice that it does not hold any more.
fn seconds_left(jwt: &UntrustedJwt, now: UnixTime) -> u64 {
    jwt.peek_claims().expires_at.map_or(0, |end| end.seconds_since(now))
}

fn unusable(error: &Error) -> Failure {
    let reason = match error {
        Error::PlatformFailure(reason) | Error::NoStorageAccess(reason) => reason.to_string(),
        Error::TooLong(..) => "the tokens are too long for it".to_owned(),
        Error::Ambiguous(_) => "it holds several entries of cockpit-jwt".to_owned(),
        other => other.to_string(),
    };
    Failure::no_keyring(reason.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use client::{AudienceSet, Refreshable, ScopeSet};
    use domain::jwt::Algorithm;
    use keyring_core::mock::{Cred, Store};
    use proxy::ClientSettings;
    use signature::SigningKey;

    use super::*;

    const NOW: UnixTime = UnixTime::from_seconds(1_000_000);

    fn keyring() -> Keyring {
        let store: Arc<CredentialStore> = Store::new().unwrap();
        Keyring::within(&store).unwrap()
    }

    /// A token that ends so many seconds from now.
    fn ending_in(seconds: i64) -> Kept {
        let end = i64::try_from(NOW.seconds()).unwrap() + seconds;
        let claims = json!({ "exp": end, "username": "bob" });
        let key = SigningKey::generate(Algorithm::Es384).unwrap();
        let compact = key.sign_jwt(claims.as_object().unwrap()).unwrap();
        let asked = Grant { scope: vec!["user:name".to_owned()], audience: Vec::new() };
        Kept { jwt: UntrustedJwt::parse(compact).unwrap(), asked }
    }

    /// A question that differs from the usual one by a setting, the scope, the audience or the rest.
    fn question(
        variable: (&str, &str),
        scope: &str,
        audience: &str,
        more: Refreshable,
    ) -> Question {
        let variables = [("COCKPIT_JWT_CLIENT_ID", "moehaha"), variable];
        let variables = variables.map(|(name, value)| (name.into(), value.into()));
        let none: Option<&Path> = None;
        let settings = ClientSettings::load(none, variables.into_iter()).unwrap();
        let scope = ScopeSet::parse(scope).unwrap();
        let audience = AudienceSet::parse(audience).unwrap();
        Question::for_person(&settings, &scope, &audience, None, more)
    }

    const NOTHING: (&str, &str) = ("COCKPIT_JWT_LOG_LEVEL", "");

    fn usual() -> Question {
        question(NOTHING, "user:name", "moehaha", Refreshable::No)
    }

    fn signature(kept: &Kept) -> String {
        kept.jwt.compact().expose().to_owned()
    }

    #[test]
    fn only_the_same_question_gets_the_token() {
        let (keyring, token) = (keyring(), ending_in(3600));
        keyring.keep(&usual(), &token, NOW).unwrap();
        let kept = keyring.token(&usual(), NOW).unwrap().unwrap();
        assert_eq!((signature(&kept), &kept.asked), (signature(&token), &token.asked));
        let server = ("COCKPIT_JWT_IDENTITY_SERVER", "http://localhost:1");
        let issuer = ("COCKPIT_JWT_ISSUER", "another");
        let client = ("COCKPIT_JWT_CLIENT_ID", "acme");
        let organization = ("COCKPIT_JWT_ORGANIZATION", "acme");
        for other in [
            question(server, "user:name", "moehaha", Refreshable::No),
            question(issuer, "user:name", "moehaha", Refreshable::No),
            question(client, "user:name", "moehaha", Refreshable::No),
            question(organization, "user:name", "moehaha", Refreshable::No),
            question(NOTHING, "user:name,user:email", "moehaha", Refreshable::No),
            question(NOTHING, "user:name", "acme", Refreshable::No),
            question(NOTHING, "user:name", "moehaha", Refreshable::Yes),
        ] {
            assert!(keyring.token(&other, NOW).unwrap().is_none(), "{other:?}");
        }
    }

    #[test]
    fn what_is_about_to_end_is_not_handed_out_and_what_has_ended_is_removed() {
        let keyring = keyring();
        let other = question(NOTHING, "user:email", "moehaha", Refreshable::No);
        keyring.keep(&usual(), &ending_in(59), NOW).unwrap();
        assert!(keyring.token(&usual(), NOW).unwrap().is_none());
        keyring.keep(&other, &ending_in(60), NOW).unwrap();
        assert!(keyring.token(&other, NOW).unwrap().is_some());
        assert_eq!(keyring.all().unwrap().len(), 2);
        keyring.keep(&other, &ending_in(3600), NOW.plus(59)).unwrap();
        assert_eq!(keyring.all().unwrap().len(), 1);
    }

    #[test]
    fn there_are_never_too_many_and_all_can_be_removed() {
        let keyring = keyring();
        assert!(!keyring.forget().unwrap());
        for number in 0..=MOST {
            let audience = format!("api{number}");
            let question = question(NOTHING, "user:name", &audience, Refreshable::No);
            keyring.keep(&question, &ending_in(3600), NOW).unwrap();
        }
        let audiences =
            keyring.all().unwrap().into_iter().map(|mut one| one["question"]["audience"][0].take());
        let audiences: Vec<_> = audiences.collect();
        assert_eq!((audiences.len(), &audiences[0]), (MOST, &json!("api1")));
        assert!(keyring.forget().unwrap());
        assert!(keyring.token(&usual(), NOW).unwrap().is_none());
    }

    #[test]
    fn what_cannot_be_read_counts_as_nothing() {
        let keyring = keyring();
        for text in ["", "canary", "{}", "[5]", r#"[{"question":null,"token":"a.b.c"}]"#] {
            keyring.0.set_password(text).unwrap();
            assert!(keyring.token(&usual(), NOW).unwrap().is_none(), "{text}");
        }
        keyring.keep(&usual(), &ending_in(3600), NOW).unwrap();
        assert_eq!(keyring.all().unwrap().len(), 1);
    }

    #[test]
    fn a_keyring_that_is_locked_is_told() {
        let keyring = keyring();
        let locked = || Error::NoStorageAccess("the collection is locked".into());
        let fail = || keyring.0.as_any().downcast_ref::<Cred>().unwrap().set_error(locked());
        let sentence = "there is no keyring to keep tokens in: the collection is locked";
        fail();
        assert_eq!(keyring.token(&usual(), NOW).err().unwrap().to_string(), sentence);
        fail();
        assert_eq!(keyring.keep(&usual(), &ending_in(90), NOW).unwrap_err().to_string(), sentence);
        fail();
        assert_eq!(keyring.forget().unwrap_err().to_string(), sentence);
    }
}
