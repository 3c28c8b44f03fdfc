//! What the identity server remembers: sessions, consents, codes and tokens.

use std::collections::{BTreeSet, HashMap};

use domain::UnixTime;

/// A session lasts this long after its last use.
pub(super) const SESSION_SECONDS: u64 = 600;

/// A code can be redeemed for so long, even more than once.
const CODE_SECONDS: u64 = 10;

/// A refresh token ends when it was not used for so long.
const REFRESH_SECONDS: u64 = 30 * 86_400;

/// All of it. Nothing lasts longer than the process.
#[derive(Default)]
pub(super) struct Book {
    sessions: HashMap<String, Session>,
    consents: HashMap<(String, String), BTreeSet<String>>,
    codes: HashMap<String, Authorization>,
    access_tokens: HashMap<String, AccessToken>,
    refresh_tokens: HashMap<String, RefreshToken>,
}

struct Session {
    username: String,
    last_used: UnixTime,
}

/// What a code stands for.
#[derive(Clone)]
pub(super) struct Authorization {
    pub(super) held: Held,
    pub(super) redirect_uri: String,
    pub(super) state: String,
    pub(super) created: UnixTime,
}

/// Who holds which scopes, in whose hands.
#[derive(Clone)]
pub(super) struct Held {
    pub(super) holder: Holder,
    pub(super) client: String,
    pub(super) scopes: Vec<String>,
}

/// Whom a token speaks for.
#[derive(Clone)]
pub(super) enum Holder {
    Person(String),
    Organization(String),
}

#[derive(Clone)]
pub(super) struct AccessToken {
    pub(super) held: Held,
    pub(super) expires: UnixTime,
}

#[derive(Clone)]
pub(super) struct RefreshToken {
    pub(super) held: Held,
    pub(super) audience: Vec<String>,
    pub(super) last_used: UnixTime,
}

impl Authorization {
    fn is_expired(&self, now: UnixTime) -> bool {
        now.seconds_since(self.created) > CODE_SECONDS
    }
}

impl Book {
    pub(super) fn begin_session(&mut self, id: String, username: &str, now: UnixTime) {
        self.sessions.retain(|_, session| !session.is_over(now));
        self.sessions.insert(id, Session { username: username.to_owned(), last_used: now });
    }

    /// The person of a session, which is thereby used.
    pub(super) fn use_session(&mut self, id: &str, now: UnixTime) -> Option<String> {
        let session = self.sessions.get_mut(id).filter(|session| !session.is_over(now))?;
        session.last_used = now;
        Some(session.username.clone())
    }

    pub(super) fn end_session(&mut self, id: &str) {
        self.sessions.remove(id);
    }

    /// Remembers a consent, also one to nothing in particular.
    pub(super) fn consent(
        &mut self,
        username: &str,
        client: &str,
        scopes: impl IntoIterator<Item = String>,
    ) {
        let key = (username.to_owned(), client.to_owned());
        self.consents.entry(key).or_default().extend(scopes);
    }

    /// Whether the person consented to all of this before.
    pub(super) fn has_consent(&self, username: &str, client: &str, scopes: &[String]) -> bool {
        let key = (username.to_owned(), client.to_owned());
        let given = self.consents.get(&key);
        given.is_some_and(|given| scopes.iter().all(|scope| given.contains(scope)))
    }

    pub(super) fn add_code(&mut self, code: String, authorization: Authorization) {
        let now = authorization.created;
        self.codes.retain(|_, other| !other.is_expired(now));
        self.codes.insert(code, authorization);
    }

    pub(super) fn authorization(&self, code: &str, now: UnixTime) -> Option<Authorization> {
        self.codes.get(code).filter(|authorization| !authorization.is_expired(now)).cloned()
    }

    pub(super) fn add_access_token(&mut self, token: String, stands_for: AccessToken) {
        self.access_tokens.insert(token, stands_for);
    }

    pub(super) fn access_token(&self, token: &str, now: UnixTime) -> Option<AccessToken> {
        self.access_tokens.get(token).filter(|token| now < token.expires).cloned()
    }

    pub(super) fn add_refresh_token(&mut self, token: String, stands_for: RefreshToken) {
        self.refresh_tokens.insert(token, stands_for);
    }

    /// What a refresh token stands for, which is thereby used.
    pub(super) fn use_refresh_token(&mut self, token: &str, now: UnixTime) -> Option<RefreshToken> {
        let found = self.refresh_tokens.get_mut(token).filter(|token| !token.is_over(now))?;
        found.last_used = now;
        Some(found.clone())
    }
}

impl Session {
    fn is_over(&self, now: UnixTime) -> bool {
        now.seconds_since(self.last_used) > SESSION_SECONDS
    }
}

impl RefreshToken {
    fn is_over(&self, now: UnixTime) -> bool {
        now.seconds_since(self.last_used) > REFRESH_SECONDS
    }
}
