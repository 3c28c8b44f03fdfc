//! What a token has to be before it is handed on.

use domain::{
    AudienceSet, ClientId, OrganizationId, UnixTime,
    jwt::{Claims, TokenKind, UntrustedJwt, VerifiedJwt},
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
        self.check_origin(jwt.claims())?;
        check_whose(jwt.claims(), whose)?;
        match jwt.claims().expires_at {
            Some(end) if end > now => Ok(jwt),
            Some(_) | None => Err(ProviderError::Expired),
        }
    }

    fn check_origin(&self, claims: &Claims) -> Result<(), ProviderError> {
        let issuer = claims.issuer.as_deref().unwrap_or_default();
        if issuer != self.issuer {
            let (expected, found) = (self.issuer.clone(), quoted(issuer));
            return Err(ProviderError::IssuerMismatch { expected, found });
        }
        let client = claims.authorized_party.as_deref().unwrap_or_default();
        if client != self.client_id.as_str() {
            let (expected, found) = (self.client_id.to_string(), quoted(client));
            return Err(ProviderError::ForeignClient { expected, found });
        }
        Ok(())
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

/// That the organization's token opens the Cockpit, for the audiences asked for, and nothing else.
pub(crate) fn check_narrowed(claims: &Claims, audience: &AudienceSet) -> Result<(), ProviderError> {
    let not_narrowed = |found| Err(ProviderError::NotNarrowed { found });
    if claims.scope != [NARROWED] {
        return not_narrowed(format!("`{}`", quoted(&claims.scope.join(","))));
    }
    if claims.carries_refresh_token() {
        return not_narrowed("a refresh token".to_owned());
    }
    let granted = claims.audience.as_deref().unwrap_or_default();
    if granted.len() != audience.iter().count() || !granted.iter().all(|it| audience.contains(it)) {
        return not_narrowed(format!("the audience `{}`", quoted(&granted.join(","))));
    }
    Ok(())
}
