//! A case, taken through reading, the signature and the judge as the page does it.

use domain::{
    OrganizationId, UnixTime,
    explain::Moment,
    inspect::token_in,
    judge::{
        Answer, Profile, ProfileName, Report, SignatureState, Signatures, Unchecked, Verdict,
        report,
    },
    jwt::UntrustedJwt,
    key::{KeySet, PublicKey, SignatureCheck, parse_keys},
};

use crate::{Case, Observed, Said, observed::Told};

/// What is known without any cryptography, or what it is to be asked.
type Asked = Result<SignatureCheck, SignatureState>;

impl Case {
    /// What a platform's cryptography is asked: by the API's keys, then by those that were given.
    pub fn questions(&self) -> Vec<SignatureCheck> {
        let Ok(jwt) = token_in(&self.text.written_out()) else { return Vec::new() };
        let given = self.by_given(&jwt).and_then(Result::ok);
        [Some(self.by_api(&jwt)), given].into_iter().flatten().filter_map(Result::ok).collect()
    }

    /// What the person is told, after the questions' `answers` in their order.
    pub fn observed(&self, answers: Vec<SignatureState>) -> Observed {
        let jwt = match token_in(&self.text.written_out()) {
            Ok(jwt) => jwt,
            Err(error) => {
                return Observed::Unreadable { unreadable: Said::new(error.code(), &error) };
            }
        };
        let mut answers = answers.into_iter();
        let signatures = Signatures {
            by_api: settled(self.by_api(&jwt), &mut answers),
            by_given: self.by_given(&jwt).map(|asked| match asked {
                Ok(asked) => settled(asked, &mut answers),
                Err(_) => SignatureState::NotChecked(Unchecked::NoKeys),
            }),
        };
        let wrong_keys = self.by_given(&jwt).and_then(Result::err);
        Observed::Token(Box::new(self.told(&jwt, &signatures, wrong_keys)))
    }

    fn told(&self, jwt: &UntrustedJwt, signatures: &Signatures, wrong_keys: Option<Said>) -> Told {
        let given = wrong_keys.or_else(|| signatures.by_given.as_ref().map(Said::of));
        let [first, ..] = ProfileName::ALL;
        let report = |name| report(jwt, signatures, Some(&self.profile(name)), self.now());
        let headline = |name: ProfileName| {
            Some((name.as_str().to_owned(), self.headline(&report(name).verdict?)))
        };
        let Report { answers, findings, .. } = report(first);
        Told {
            signature: Said::of(&signatures.by_api),
            given,
            answers: answers.into(),
            verdicts: ProfileName::ALL.into_iter().filter_map(headline).collect(),
            findings: findings.iter().map(|finding| finding.name.code().to_owned()).collect(),
        }
    }
    /// By which rules the API judges.
    pub fn profile(&self, name: ProfileName) -> Profile {
        Profile {
            name,
            organization: OrganizationId::parse(&self.organization).expect("an organization"),
            issuer: "itsyouonline".to_owned(),
            algorithms: self.keys_of_api().algorithms(),
            leeway: self.leeway,
        }
    }

    /// The API's keys.
    pub fn keys_of_api(&self) -> KeySet<PublicKey> {
        parse_keys(&self.api_keys).expect("the API's keys can be used").keys
    }

    fn by_api(&self, jwt: &UntrustedJwt) -> Asked {
        SignatureCheck::begin(jwt, &self.keys_of_api())
    }

    /// By the given keys, or what is wrong with them.
    fn by_given(&self, jwt: &UntrustedJwt) -> Option<Result<Asked, Said>> {
        let read = parse_keys(self.given_keys.as_deref()?);
        Some(match read {
            Ok(read) => Ok(SignatureCheck::begin(jwt, &read.keys)),
            Err(error) => Err(Said::new(error.code(), &error)),
        })
    }

    fn headline(&self, verdict: &Verdict) -> Said {
        let code = match &verdict.answer {
            Answer::Accepted { signature_checked: true, .. } => "accepted",
            Answer::Accepted { signature_checked: false, .. } => "unchecked",
            Answer::Refused(refusal) => refusal.code(),
        };
        let organization = OrganizationId::parse(&self.organization).expect("an organization");
        let clock = Moment::utc(self.now());
        Said::new(code, &verdict.headline(&organization, |time| clock.clock(time)))
    }

    fn now(&self) -> UnixTime {
        UnixTime::from_seconds(self.now)
    }
}

fn settled(asked: Asked, answers: &mut impl Iterator<Item = SignatureState>) -> SignatureState {
    asked.map_or_else(|known| known, |_| answers.next().expect("an answer for each question"))
}
