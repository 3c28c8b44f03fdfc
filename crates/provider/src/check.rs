//! What a token has to be before it is handed on.

use std::{collections::BTreeSet, time::Duration};

use domain::{
    AudienceSet, ClientId, OrganizationId, Scope, ScopeSet, UnixTime, Validity,
    jwt::{Claims, HandedOut, HandedOutOtherwise, TokenKind, UntrustedJwt, VerifiedJwt},
    quoted,
};
use signature::KeySet;

use crate::ProviderError;

/// All that the organization's token may do: open the Cockpit. With the scope without its suffix it
/// would open the organization's own API at the identity server, with the secrets that lie there.
pub(crate) const NARROWED: &str = "organization:owner:cockpit";

/// Whose token is expected.
#[derive(Clone, Copy)]
pub(crate) enum Whose<'a> {
    /// A person's.
    Anybodys,
    /// That person's.
    Persons(&'a str),
    /// The organization's own.
    Organizations(&'a OrganizationId),
}

/// What every token has to match.
pub(crate) struct Expected {
    pub(crate) client_id: ClientId,
    pub(crate) issuer: String,
    pub(crate) keys: KeySet,
}

impl Expected {
    /// Verifies the signature first, then what the claims say.
    pub(crate) fn check(
        &self,
        jwt: UntrustedJwt,
        whose: Whose<'_>,
        now: UnixTime,
    ) -> Result<VerifiedJwt, ProviderError> {
        let jwt = self.keys.verify(jwt).map_err(ProviderError::Signature)?;
        let expected = HandedOut { by: &self.issuer, to: &self.client_id, now };
        expected.check(jwt.claims()).map_err(|other| self.explain(other, jwt.claims()))?;
        check_whose(jwt.claims(), whose)?;
        Ok(jwt)
    }

    fn explain(&self, otherwise: HandedOutOtherwise, claims: &Claims) -> ProviderError {
        let shown = |claim: &Option<String>| quoted(claim.as_deref().unwrap_or_default());
        match otherwise {
            HandedOutOtherwise::ByAnother => ProviderError::IssuerMismatch {
                expected: self.issuer.clone(),
                found: shown(&claims.issuer),
            },
            HandedOutOtherwise::ToAnother => ProviderError::ForeignClient {
                expected: self.client_id.to_string(),
                found: shown(&claims.authorized_party),
            },
            HandedOutOtherwise::Expired => ProviderError::Expired,
            HandedOutOtherwise::NotYetValid => ProviderError::NotYetValid,
        }
    }
}

fn check_whose(claims: &Claims, whose: Whose<'_>) -> Result<(), ProviderError> {
    let found = owner(claims);
    match (whose, claims.kind()) {
        (Whose::Anybodys, TokenKind::Person) => Ok(()),
        (Whose::Anybodys, _) => {
            Err(ProviderError::ForeignPerson { expected: "a person".to_owned(), found })
        }
        (Whose::Persons(name), TokenKind::Person) if claims.username.as_deref() == Some(name) => {
            Ok(())
        }
        (Whose::Persons(name), _) => {
            let expected = format!("the person `{}`", quoted(name));
            Err(ProviderError::ForeignPerson { expected, found })
        }
        (Whose::Organizations(id), TokenKind::Organization)
            if claims.globalid.as_deref() == Some(id.as_str()) =>
        {
            Ok(())
        }
        (Whose::Organizations(id), _) => {
            let expected = format!("the organization `{id}`");
            Err(ProviderError::OtherOrganization { expected, found })
        }
    }
}

fn owner(claims: &Claims) -> String {
    match (&claims.username, &claims.globalid) {
        (Some(username), None) => format!("the person `{}`", quoted(username)),
        (None, Some(id)) => format!("the organization `{}`", quoted(id)),
        (None, None) => "nobody".to_owned(),
        (Some(username), Some(id)) => {
            format!("the person `{}` and the organization `{}`", quoted(username), quoted(id))
        }
    }
}

/// How narrow a token has to be.
#[derive(Clone, Copy)]
pub(crate) struct Narrow<'a> {
    /// Which token it is, in words.
    pub(crate) token: &'static str,
    pub(crate) scope: &'a ScopeSet,
    pub(crate) audience: &'a AudienceSet,
    pub(crate) lifetime: Lifetime,
}

impl Narrow<'_> {
    /// That the token is for what, for whom and for how long it was asked, and for nothing else.
    pub(crate) fn check(self, claims: &Claims) -> Result<(), ProviderError> {
        let not_narrowed = |found| Err(ProviderError::NotNarrowed { token: self.token, found });
        if claims.scope.iter().any(|one| !self.scope.contains(one)) {
            return not_narrowed(format!("`{}`", quoted(&claims.scope.join(","))));
        }
        if claims.carries_refresh_token() {
            return not_narrowed("a refresh token".to_owned());
        }
        let granted = claims.audience.as_deref().unwrap_or_default();
        if !self.is_audience(granted) {
            return not_narrowed(format!("the audience `{}`", quoted(&granted.join(","))));
        }
        self.lifetime.check(self.token, claims)
    }

    fn is_audience(self, granted: &[String]) -> bool {
        granted.len() == self.audience.iter().count()
            && granted.iter().all(|it| self.audience.contains(it))
    }
}

/// For how long a token may be valid.
#[derive(Clone, Copy)]
pub(crate) struct Lifetime {
    /// What was asked for; nothing leaves it to the identity server.
    pub(crate) longest: Option<Validity>,
    /// When the token was asked for, and how long the answer may have taken.
    pub(crate) since: UnixTime,
    pub(crate) whole: Duration,
}

impl Lifetime {
    /// By how many seconds the identity server's clock may be ahead of ours.
    const CLOCKS: u64 = 60;

    /// The server counts from when it makes the token, and ignores a validity that it does not like.
    pub(crate) fn check(self, token: &'static str, claims: &Claims) -> Result<(), ProviderError> {
        let Some(longest) = self.longest else { return Ok(()) };
        let seconds = u64::from(longest.seconds()) + self.whole.as_secs() + Self::CLOCKS;
        let found = match claims.expires_at {
            Some(end) if end <= self.since.plus(seconds) => return Ok(()),
            Some(end) => format!("a validity of {} seconds", end.seconds_since(self.since)),
            None => "a validity without end".to_owned(),
        };
        Err(ProviderError::NotNarrowed { token, found })
    }
}

/// That a renewed token is for the same audience as the old one, in whatever order.
pub(crate) fn check_same_audience(old: &Claims, renewed: &Claims) -> Result<(), ProviderError> {
    if unordered(old) == unordered(renewed) {
        return Ok(());
    }
    Err(ProviderError::ForeignAudience { expected: audience(old), found: audience(renewed) })
}

/// Nobody in particular and nobody at all are not the same.
fn unordered(claims: &Claims) -> Option<BTreeSet<&String>> {
    claims.audience.as_ref().map(|audience| audience.iter().collect())
}

fn audience(claims: &Claims) -> String {
    claims.audience.as_ref().map_or_else(
        || "nobody in particular".to_owned(),
        |audience| format!("`{}`", quoted(&audience.join(","))),
    )
}

/// That every scope asked for is one of the first token's, or the membership of a part of an
/// organization that the first token names, which members of the whole have as well.
///
/// The identity server goes by how the texts begin, so that `user:phone:main` would do for
/// `user:phone:main:write`, and takes one membership for another.
pub(crate) fn check_held(from: &Claims, asked: &ScopeSet) -> Result<(), ProviderError> {
    let is_part = |asked: &Scope| {
        let whole = from.memberships();
        asked.membership().is_some_and(|part| whole.iter().any(|whole| part.is_below(whole)))
    };
    match asked.iter().find(|one| !from.has_scope(one.as_str()) && !is_part(one)) {
        Some(scope) => Err(ProviderError::NotHeld { scope: quoted(scope.as_str()) }),
        None => Ok(()),
    }
}
