//! What a command printed, with everything that differs from run to run put into brackets.

use std::{fmt::Write as _, process::Output};

use crate::stage::{SECRET, Stage};

/// What was typed, what came of it.
pub(crate) struct Transcript {
    pub(crate) code: Option<i32>,
    /// As it was printed.
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// For a snapshot.
    pub(crate) text: String,
}

impl Transcript {
    pub(crate) fn of(stage: &Stage, arguments: &[&str], output: &Output) -> Self {
        let stdout = String::from_utf8(output.stdout.clone()).unwrap();
        let stderr = String::from_utf8(output.stderr.clone()).unwrap();
        for secret in [SECRET, "canary-wrong"] {
            assert!(!stdout.contains(secret) && !stderr.contains(secret), "{stdout}{stderr}");
        }
        let code = output.status.code();
        let mut text = format!("$ cockpit-jwt {}\n", arguments.join(" "));
        write!(text, "{stdout}").unwrap();
        for line in stderr.lines() {
            writeln!(text, "2> {line}").unwrap();
        }
        writeln!(text, "exit code {}", code.unwrap()).unwrap();
        Self { code, stdout, stderr, text: masked(stage, &text) }
    }

    /// The token alone, as a pipe gets it.
    pub(crate) fn token(&self) -> &str {
        assert_eq!(self.code, Some(0), "{}", self.text);
        self.stdout.strip_suffix('\n').unwrap()
    }
}

fn masked(stage: &Stage, text: &str) -> String {
    let text = text.replace(&stage.identity.base_url(), "<identity server>");
    let text = text.replace(&stage.api.base_url(), "<api>");
    let text = text.lines().map(line).collect::<Vec<_>>().join("\n");
    let text = text.split(' ').map(word).collect::<Vec<_>>().join(" ");
    // An indented JSON of a day that nobody can know.
    digits(&text)
}

/// Times in words.
fn line(line: &str) -> String {
    if let Some((_, rest)) = line.split_once("until ").filter(|_| line.contains(" UTC")) {
        let time = rest.split(" UTC").next().unwrap();
        return line.replace(time, "<time>");
    }
    if line.contains(" UTC, ") {
        let indent = line.len() - line.trim_start().len();
        return format!("{:indent$}<time>", "");
    }
    line.to_owned()
}

/// Tokens, also in quotes.
fn word(word: &str) -> String {
    let Some(start) = word.find("eyJ") else { return word.to_owned() };
    let (before, token) = word.split_at(start);
    let is_of_token = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let end = token.find(|c| !is_of_token(c)).unwrap_or(token.len());
    let after = &token[end..];
    if end > 100 { format!("{before}<token>{after}") } else { word.to_owned() }
}

/// Seconds since 1970: ten digits in a row.
fn digits(text: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for character in text.chars().chain(['\n']) {
        if character.is_ascii_digit() {
            run.push(character);
            continue;
        }
        out.push_str(if run.len() == 10 { "<seconds>" } else { &run });
        run.clear();
        out.push(character);
    }
    out.pop();
    out
}
