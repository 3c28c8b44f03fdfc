//! What has to hold of a verdict, whatever the token, the API and the time.

use domain::explain::{self, Moment};
use domain::judge::{
    Answer, Check, Outcome, Profile, ProfileName, Refusal, Report, SignatureState, Signatures,
    Unchecked, Verdict, judge, report,
};
use domain::jwt::{Algorithm, SignatureError, UntrustedJwt};
use domain::{OrganizationId, UnixTime, quoted};

use crate::facts::Facts;
use crate::shown;

/// The organization that stands in the dictionary and in the corpus.
const ORGANIZATION: &str = "moehaha";

/// Judges the token by every profile, around every time it names, and in every state of its
/// signature at one of them.
pub(crate) fn by_everybody(jwt: &UntrustedJwt, facts: &Facts) {
    for profile in &profiles() {
        let case = |now| Case { jwt, facts, profile, now };
        let times = facts.times(profile.leeway);
        for &now in &times {
            case(now).judge(&SignatureState::Valid);
        }
        let first = times.first().copied().unwrap_or_default();
        for doubt in &doubts(jwt) {
            case(first).judge(doubt);
        }
        case(first).reported();
        explained(facts, first);
    }
}

fn profiles() -> Vec<Profile> {
    let organization = OrganizationId::parse(ORGANIZATION).expect("it is one");
    let profile = |name, leeway, algorithms| Profile {
        name,
        organization: organization.clone(),
        issuer: "itsyouonline".to_owned(),
        algorithms,
        leeway,
    };
    let usual = |name| profile(name, 0, vec![Algorithm::Es384]);
    let lenient = profile(ProfileName::Cockpit, 60, Algorithm::ALL.to_vec());
    ProfileName::ALL.into_iter().map(usual).chain([lenient]).collect()
}

/// Every reason not to trust a signature.
fn doubts(jwt: &UntrustedJwt) -> Vec<SignatureState> {
    let unchecked = [Unchecked::Pending, Unchecked::NoKeys, Unchecked::NoCryptography];
    let key_id = jwt.key_id().map(quoted).unwrap_or_default();
    let unknown = SignatureState::Invalid(SignatureError::UnknownKey { key_id });
    let forms = Algorithm::ALL.map(|algorithm| jwt.check_signature_form(algorithm));
    let unfit = forms.into_iter().filter(Result::is_err).map(SignatureState::from);
    unchecked.map(SignatureState::NotChecked).into_iter().chain([unknown]).chain(unfit).collect()
}

/// What the page writes beside every claim.
fn explained(facts: &Facts, now: u64) {
    let moment = Moment::utc(UnixTime::from_seconds(now));
    for (name, value) in facts.members() {
        let meaning = explain::meaning(name, value, moment);
        shown::harmless("a value", &meaning.value);
        meaning.time.iter().for_each(|time| shown::sentence("a time", time));
        assert_eq!(explain::is_known(name), !meaning.words.is_empty());
    }
}

struct Case<'a> {
    jwt: &'a UntrustedJwt,
    facts: &'a Facts,
    profile: &'a Profile,
    now: u64,
}

impl Case<'_> {
    fn judge(&self, signature: &SignatureState) {
        let verdict = self.verdict(signature, self.now);
        is_readable(&verdict, self.profile);
        self.hangs_together(&verdict);
        let suffices = self.facts.suffices(self.profile, self.now);
        let is_signed = *signature == SignatureState::Valid;
        let at = format!("{:?} at {}", self.profile.name, self.now);
        assert_eq!(verdict.grants_access(), suffices && is_signed, "{at}: {verdict:?}");
        match &verdict.answer {
            Answer::Accepted { until, signature_checked } => {
                assert!(suffices, "{at}: {verdict:?}");
                assert_eq!(*signature_checked, is_signed);
                self.ends(*until, signature);
            }
            Answer::Refused(_) => {
                let is_forged = matches!(signature, SignatureState::Invalid(_));
                assert!(!suffices || is_forged, "{at}: {verdict:?}");
            }
        }
    }

    fn verdict(&self, signature: &SignatureState, now: u64) -> Verdict {
        judge(self.jwt, signature, self.profile, UnixTime::from_seconds(now))
    }

    /// What is accepted until a second is accepted up to it, and refused from it on.
    fn ends(&self, until: Option<UnixTime>, signature: &SignatureState) {
        let Some(until) = until.map(UnixTime::seconds) else { return };
        assert!(self.now < until);
        let last = self.verdict(signature, until - 1);
        assert!(matches!(last.answer, Answer::Accepted { .. }), "{last:?}");
        assert_eq!(self.verdict(signature, until).refusal(), Some(&Refusal::Expired));
    }

    fn hangs_together(&self, verdict: &Verdict) {
        let names: Vec<_> = verdict.checks.iter().map(|check| check.name).collect();
        assert_eq!(names, self.profile.name.checks());
        let is_failed = |check: &Check| check.outcome == Outcome::Fail;
        assert_eq!(verdict.checks.iter().any(is_failed), verdict.refusal().is_some());
        assert_eq!(verdict.refusal().is_some(), verdict.hint().is_some());
        for check in &verdict.checks {
            let asks = matches!(check.outcome, Outcome::Fail | Outcome::Flagged);
            assert_eq!(asks, check.remedy.is_some(), "{check:?}");
        }
    }

    /// A key that was pasted beside a token opens nothing.
    fn reported(&self) {
        let now = UnixTime::from_seconds(self.now);
        let given = Some(SignatureState::Valid);
        let signatures = Signatures { by_given: given, ..Signatures::pending() };
        let report = report(self.jwt, &signatures, Some(self.profile), now);
        let verdict = self.verdict(&signatures.by_api, self.now);
        assert_eq!(report.verdict, Some(verdict));
        assert_eq!(report.answers.signature, Outcome::Pass);
        assert_ne!(report.answers.accepted, Outcome::Pass);
        are_readable(&report);
    }
}

fn is_readable(verdict: &Verdict, profile: &Profile) {
    let headline = verdict.headline(&profile.organization, |time| time.to_string());
    shown::sentence("the headline", &headline);
    verdict.caveat().iter().for_each(|caveat| shown::sentence("a caveat", caveat));
    for check in &verdict.checks {
        shown::harmless("what was found", &check.found);
        shown::sentence("what was expected", &check.expected);
        shown::code(check.name.code());
        check.remedy.iter().for_each(|remedy| shown::sentence("a remedy", remedy));
    }
    if let Some(refusal) = verdict.refusal() {
        shown::sentence("a refusal", &refusal.to_string());
        shown::sentence("a hint", &refusal.hint());
        shown::code(refusal.code());
    }
}

/// What matters most comes first, and nothing twice.
fn are_readable(report: &Report) {
    let weights: Vec<_> = report.findings.iter().map(|finding| finding.name.weight()).collect();
    assert!(weights.is_sorted_by(|one, next| one >= next), "{weights:?}");
    let mut codes: Vec<_> = report.findings.iter().map(|finding| finding.name.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), report.findings.len());
    for finding in &report.findings {
        shown::sentence("a reason", &finding.reason);
        shown::sentence("a remedy", finding.remedy);
        shown::code(finding.name.code());
    }
}
