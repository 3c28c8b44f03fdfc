//! What a token has to be before it is handed on.

use std::time::Duration;

use domain::{
    AudienceSet, ClientId, OrganizationId, UnixTime, Validity,
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

/// How narrow the organization's token has to be.
#[derive(Clone, Copy)]
pub(crate) struct Narrow<'a> {
    pub(crate) audience: &'a AudienceSet,
    pub(crate) validity: Option<Validity>,
    /// When the token was asked for, and how long the answer may have taken.
    pub(crate) since: UnixTime,
    pub(crate) whole: Duration,
}

impl Narrow<'_> {
    /// By how many seconds the identity server's clock may be ahead of ours.
    const CLOCKS: u64 = 60;

    /// That the token opens the Cockpit, for the audiences and the time asked for, and nothing else.
    pub(crate) fn check(self, claims: &Claims) -> Result<(), ProviderError> {
        let not_narrowed = |found| Err(ProviderError::NotNarrowed { found });
        if claims.scope != [NARROWED] {
            return not_narrowed(format!("`{}`", quoted(&claims.scope.join(","))));
        }
        if claims.carries_refresh_token() {
            return not_narrowed("a refresh token".to_owned());
        }
        let granted = claims.audience.as_deref().unwrap_or_default();
        if !self.is_audience(granted) {
            return not_narrowed(format!("the audience `{}`", quoted(&granted.join(","))));
        }
        match claims.expires_at {
            Some(end) if end <= self.latest_end() => Ok(()),
            end => not_narrowed(self.validity_until(end)),
        }
    }

    fn is_audience(self, granted: &[String]) -> bool {
        granted.len() == self.audience.iter().count()
            && granted.iter().all(|it| self.audience.contains(it))
    }

    /// The server counts from when it makes the token, and ignores a validity that it does not like.
    fn latest_end(self) -> UnixTime {
        let validity = self.validity.map_or(Validity::LONGEST_SECONDS, Validity::seconds);
        self.since.plus(u64::from(validity)).plus(self.whole.as_secs()).plus(Self::CLOCKS)
    }

    fn validity_until(self, end: Option<UnixTime>) -> String {
        match end {
            Some(end) => format!("a validity of {} seconds", end.seconds_since(self.since)),
            None => "a validity without end".to_owned(),
        }
    }
}
