//! An attack and what is to be answered.

use corpus::{Case, FourAnswers, Observed, Said, Told};

use crate::token::{NOW, Pasted};

/// An attack. Until something else is said of it, it is a good token that every profile accepts.
pub(crate) struct Attack {
    pub(crate) name: &'static str,
    pub(crate) why: &'static str,
    pub(crate) pasted: Pasted,
    api_keys: &'static str,
    given_keys: Option<&'static str>,
    organization: &'static str,
    leeway: u64,
    unreadable: Option<Said>,
    signature: Said,
    given: Option<Said>,
    valid_now: &'static str,
    verdicts: [Verdict; 3],
    findings: &'static [&'static str],
}

/// What a profile says.
#[derive(Clone)]
enum Verdict {
    Accepted(&'static str),
    Refused(Said),
}

/// By the profiles' places in [`Attack::verdicts`].
pub(crate) const COCKPIT: usize = 0;
pub(crate) const DOCUMENTED: usize = 1;
pub(crate) const STRICT: usize = 2;

const PROFILES: [&str; 3] = ["cockpit", "documented", "strict"];

pub(crate) fn attack(name: &'static str, why: &'static str, pasted: Pasted) -> Attack {
    Attack {
        name,
        why,
        pasted,
        api_keys: "ES384",
        given_keys: None,
        organization: "moehaha",
        leeway: 0,
        unreadable: None,
        signature: Said::new("valid", "the signature is that of the key"),
        given: None,
        valid_now: "pass",
        verdicts: [const { Verdict::Accepted(" until 02:36") }; 3],
        findings: &[],
    }
}

impl Attack {
    /// By the rules of another API.
    pub(crate) fn api(self, organization: &'static str) -> Self {
        Self { organization, ..self }
    }

    /// With other keys of the API.
    pub(crate) fn keys(self, api_keys: &'static str) -> Self {
        Self { api_keys, ..self }
    }

    /// With keys that a person gave, and what comes of them.
    pub(crate) fn given(self, keys: &'static str, code: &str, sentence: &str) -> Self {
        Self { given_keys: Some(keys), given: Some(Said::new(code, sentence)), ..self }
    }

    pub(crate) fn leeway(self, leeway: u64) -> Self {
        Self { leeway, ..self }
    }

    /// It is no token.
    pub(crate) fn unreadable(self, code: &str, sentence: &str) -> Self {
        Self { unreadable: Some(Said::new(code, sentence)), ..self }
    }

    /// Every profile refuses it.
    pub(crate) fn refused(self, code: &str, sentence: &str) -> Self {
        PROFILES
            .iter()
            .enumerate()
            .fold(self, |it, (place, _)| it.refused_by(place, code, sentence))
    }

    /// One profile refuses it.
    pub(crate) fn refused_by(mut self, profile: usize, code: &str, sentence: &str) -> Self {
        self.verdicts[profile] = Verdict::Refused(Said::new(code, sentence));
        self
    }

    /// The same if it is accepted, but with another end: ` until 02:36` as a rule.
    pub(crate) fn until(mut self, until: &'static str) -> Self {
        for verdict in &mut self.verdicts {
            if matches!(verdict, Verdict::Accepted(_)) {
                *verdict = Verdict::Accepted(until);
            }
        }
        self
    }

    /// What is known of the signature is not that it is right.
    pub(crate) fn signature(self, code: &str, sentence: &str) -> Self {
        Self { signature: Said::new(code, sentence), ..self }
    }

    /// Every profile refuses it because of its signature.
    pub(crate) fn badly_signed(self, code: &str, sentence: &str) -> Self {
        self.signature(code, sentence).refused(code, sentence)
    }

    /// Every profile refuses it because the mathematics says so.
    pub(crate) fn forged(self) -> Self {
        self.badly_signed("signature-mismatch", "the signature does not match")
    }

    /// Every profile refuses it because of the algorithm that it names.
    pub(crate) fn other_algorithm(self, named: &str, keys: &str) -> Self {
        let verdict = format!("the token names the algorithm `{named}`, not {keys}");
        let signature =
            format!("the token names the algorithm `{named}`, but the key is for {keys}");
        self.refused("algorithm-mismatch", &verdict)
            .signature("signature-algorithm-mismatch", &signature)
    }

    /// By its own times.
    pub(crate) fn valid_now(self, valid_now: &'static str) -> Self {
        Self { valid_now, ..self }
    }

    pub(crate) fn finds(self, findings: &'static [&'static str]) -> Self {
        Self { findings, ..self }
    }

    /// The case of the file, with the keys' names.
    pub(crate) fn case(&self) -> Case {
        Case {
            name: self.name.to_owned(),
            why: self.why.to_owned(),
            text: self.pasted.to_text(),
            api_keys: self.api_keys.to_owned(),
            given_keys: self.given_keys.map(str::to_owned),
            organization: self.organization.to_owned(),
            leeway: self.leeway,
            now: NOW,
            expected: self.expected(),
        }
    }

    fn expected(&self) -> Observed {
        match &self.unreadable {
            Some(unreadable) => Observed::Unreadable { unreadable: unreadable.clone() },
            None => Observed::Token(Box::new(self.told())),
        }
    }

    fn told(&self) -> Told {
        let verdicts = PROFILES.iter().zip(&self.verdicts);
        let verdicts = verdicts.map(|(name, verdict)| ((*name).to_owned(), self.said(verdict)));
        Told {
            signature: self.signature.clone(),
            given: self.given.clone(),
            answers: self.answers(),
            verdicts: verdicts.collect(),
            findings: self.findings.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    fn answers(&self) -> FourAnswers {
        let signature = match self.given.as_ref().unwrap_or(&self.signature).code.as_str() {
            "valid" => "pass",
            code if code.starts_with("signature-") => "fail",
            _ => "not-checked",
        };
        let accepted = match &self.verdicts[COCKPIT] {
            Verdict::Accepted(_) => "pass",
            Verdict::Refused(_) => "fail",
        };
        FourAnswers {
            decoded: "pass".to_owned(),
            signature: signature.to_owned(),
            valid_now: self.valid_now.to_owned(),
            accepted: accepted.to_owned(),
        }
    }

    fn said(&self, verdict: &Verdict) -> Said {
        let organization = self.organization;
        match verdict {
            Verdict::Accepted(until) => {
                Said::new("accepted", &format!("Accepted by {organization}{until}"))
            }
            Verdict::Refused(said) => {
                Said::new(&said.code, &format!("Refused by {organization}: {}", said.sentence))
            }
        }
    }
}
