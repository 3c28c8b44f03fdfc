//! The report for programs. Names that programs compare are the stable codes; words are for people.

use domain::{
    explain::meaning,
    judge::{Answer, Answers, Check, Finding, Verdict},
    shown,
};
use serde_json::{Value, json};

use super::Subject;

/// The whole report as one JSON object. The refresh token of a token is not in it.
pub(crate) fn json(subject: &Subject<'_>) -> Value {
    let Answers { decoded, signature, valid_now, accepted } = subject.report.answers;
    let claims = subject.jwt.peek_claims();
    json!({
        "accepted": subject.is_accepted(),
        "answers": {
            "decoded": decoded.code(), "signature": signature.code(),
            "valid_now": valid_now.code(), "accepted": accepted.code(),
        },
        "profile": subject.profile.map(|profile| profile.name.as_str()),
        "organization": subject.profile.map(|profile| profile.organization.as_str()),
        "verdict": subject.report.verdict.as_ref().map(verdict),
        "findings": subject.report.findings.iter().map(finding).collect::<Value>(),
        "expires_at": claims.expires_at.map(domain::UnixTime::seconds),
        "claims": claims.all().map(|(name, value)| (name.to_owned(), value.clone()))
            .collect::<serde_json::Map<_, _>>(),
        "meanings": claims.all().filter_map(|(name, value)| {
            let meaning = meaning(name, value, subject.moment);
            (!meaning.words.is_empty()).then(|| (shown(name, 80), Value::from(meaning.words)))
        }).collect::<serde_json::Map<_, _>>(),
        "header": subject.jwt.peek_header(),
    })
}

fn verdict(verdict: &Verdict) -> Value {
    let until = match verdict.answer {
        Answer::Accepted { until, .. } => until.map(domain::UnixTime::seconds),
        Answer::Refused(_) => None,
    };
    json!({
        "until": until,
        "reason": verdict.refusal().map(|refusal| refusal.reason().code()),
        "refusal": verdict.refusal().map(ToString::to_string),
        "hint": verdict.hint(),
        "caveat": verdict.caveat(),
        "checks": verdict.checks.iter().map(check).collect::<Value>(),
    })
}

fn check(check: &Check) -> Value {
    let Check { name, outcome, found, expected, remedy } = check;
    json!({
        "check": name.code(), "outcome": outcome.code(), "found": found, "expected": expected,
        "remedy": remedy,
    })
}

fn finding(finding: &Finding) -> Value {
    json!({
        "finding": finding.name.code(), "weight": finding.name.weight().code(),
        "reason": finding.reason, "remedy": finding.remedy,
    })
}
