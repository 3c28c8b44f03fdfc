//! The report for people.

use std::fmt::Write as _;

use domain::{
    explain::{Meaning, header_meaning, meaning},
    judge::{Answer, Check, Finding, Outcome, Verdict},
    sentence, shown,
};

use super::{
    Subject, emphasised, good_or_bad,
    layout::{outcome, weight},
};

/// Further members than these are counted, not shown.
const MOST: usize = 100;

/// The whole report.
pub(crate) fn text(subject: &Subject<'_>) -> String {
    let mut text = headline(subject);
    if let Some(verdict) = &subject.report.verdict {
        section(&mut text, "What the API checks", verdict.checks.iter().map(check));
    }
    let findings = subject.report.findings.iter().map(finding);
    section(&mut text, "Worth knowing", findings);
    let claims = subject.jwt.peek_claims().all();
    let claims = claims.map(|(name, value)| member(name, &meaning(name, value, subject.moment)));
    section(&mut text, "What the token says", some(claims));
    let header = subject.jwt.peek_header().iter();
    let header = header.map(|(name, value)| member(name, &header_meaning(name, value)));
    section(&mut text, "What its header says", some(header));
    text
}

/// The answer in a sentence, with what it leaves open and what to do.
pub(crate) fn headline(subject: &Subject<'_>) -> String {
    let Some((verdict, profile)) = subject.report.verdict.as_ref().zip(subject.profile) else {
        let said =
            "This is a token. Whether an API accepts it can be told with --organization NAME.";
        return format!("{}\n", good_or_bad(Outcome::NotApplicable, said));
    };
    let said = verdict
        .headline(&profile.organization, |time| format!("{} UTC", subject.moment.clock(time)));
    let said = format!("{said}{}", condition(verdict));
    let mut text = format!("{}\n", good_or_bad(verdict.answers().accepted, &said));
    let more = verdict.hint().into_iter().chain(verdict.caveat().map(str::to_owned));
    for line in more {
        line_of(&mut text, &sentence(&line));
    }
    text
}

/// Nobody who has not seen the signature can promise that the token is accepted.
fn condition(verdict: &Verdict) -> &'static str {
    match verdict.answer {
        Answer::Accepted { signature_checked: false, .. } => ", if the signature is right",
        Answer::Accepted { signature_checked: true, .. } | Answer::Refused(_) => "",
    }
}

fn section(text: &mut String, heading: &str, entries: impl Iterator<Item = String>) {
    let mut entries = entries.peekable();
    if entries.peek().is_none() {
        return;
    }
    text.push('\n');
    line_of(text, &emphasised(heading));
    text.extend(entries);
}

fn check(check: &Check) -> String {
    let Check { name, outcome: came_out, found, expected, remedy } = check;
    let mut text = format!("  {} {:22} {found}\n", outcome(*came_out), name.label());
    if matches!(came_out, Outcome::Fail | Outcome::Flagged) {
        below(&mut text, &format!("wanted: {expected}"));
    }
    if let Some(remedy) = remedy {
        below(&mut text, &sentence(remedy));
    }
    text
}

fn finding(finding: &Finding) -> String {
    let reason = sentence(&finding.reason);
    let mut text = format!("  {} {reason}\n", weight(finding.name.weight()));
    line_of(&mut text, &format!("          {}", finding.remedy));
    text
}

fn member(name: &str, meaning: &Meaning) -> String {
    let Meaning { value, time, words } = meaning;
    let mut text = format!("  {:16} {value}\n", shown(name, 80));
    for more in time.iter().map(String::as_str).chain([*words]).filter(|more| !more.is_empty()) {
        line_of(&mut text, &format!("{:19}{more}", ""));
    }
    text
}

/// As many as anybody reads.
fn some(members: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    let mut members: Vec<_> = members.collect();
    let more = members.len().saturating_sub(MOST);
    if more > 0 {
        members.truncate(MOST);
        members.push(format!("  And {more} more.\n"));
    }
    members.into_iter()
}

fn below(text: &mut String, line: &str) {
    line_of(text, &format!("{:33}{line}", ""));
}

fn line_of(text: &mut String, line: &str) {
    // Writing to a text cannot fail.
    let _written = writeln!(text, "{line}");
}
