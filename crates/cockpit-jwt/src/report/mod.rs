//! Everything there is to say about a token: the judge's report and the claims, in words or as JSON.

mod json;
mod layout;
mod text;

use domain::{
    UnixTime,
    explain::Moment,
    judge::{self, Profile, Report, SignatureState, Signatures, Unchecked},
    jwt::UntrustedJwt,
};
use signature::KeySet;

pub(crate) use json::json;
pub(crate) use layout::{emphasised, good_or_bad};
pub(crate) use text::{headline, text};

/// A token with what is known about it.
pub(crate) struct Subject<'a> {
    pub(crate) jwt: &'a UntrustedJwt,
    pub(crate) profile: Option<&'a Profile>,
    pub(crate) report: Report,
    pub(crate) moment: Moment,
}

impl<'a> Subject<'a> {
    /// Judges the token by the rules of the profile and with these keys.
    pub(crate) fn judged(
        jwt: &'a UntrustedJwt,
        keys: &KeySet,
        profile: Option<&'a Profile>,
        now: UnixTime,
    ) -> Self {
        let signatures = Signatures { by_api: signature(jwt, keys), by_given: None };
        let report = judge::report(jwt, &signatures, profile, now);
        Self { jwt, profile, report, moment: Moment::utc(now) }
    }

    /// Whether the API accepts the token, with all that had to be checked.
    pub(crate) fn is_accepted(&self) -> bool {
        self.report.verdict.as_ref().is_some_and(judge::Verdict::grants_access)
    }
}

fn signature(jwt: &UntrustedJwt, keys: &KeySet) -> SignatureState {
    if keys.is_empty() {
        return SignatureState::NotChecked(Unchecked::NoKeys);
    }
    keys.verify(jwt.clone()).map(|_| ()).into()
}
