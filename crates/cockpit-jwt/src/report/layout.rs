//! Colours, and lines that people read well on a terminal.

use clap::builder::styling::{AnsiColor, Style};
use domain::judge::{Outcome, Weight};

const BOLD: Style = Style::new().bold();

/// A heading.
pub(crate) fn emphasised(text: &str) -> String {
    styled(BOLD, text)
}

/// The first sentence: good news or bad.
pub(crate) fn good_or_bad(outcome: Outcome, text: &str) -> String {
    styled(of(outcome).bold(), text)
}

/// What came out of a check, in as many columns as the longest.
pub(super) fn outcome(outcome: Outcome) -> String {
    let word = match outcome {
        Outcome::Pass => "passed",
        Outcome::Fail => "failed",
        Outcome::Flagged => "flagged",
        Outcome::NotApplicable => "-",
        Outcome::NotChecked => "unknown",
    };
    styled(of(outcome), &format!("{word:7}"))
}

/// How much a finding matters.
pub(super) fn weight(weight: Weight) -> String {
    let style = match weight {
        Weight::Danger => colour(AnsiColor::Red),
        Weight::Caution => colour(AnsiColor::Yellow),
        Weight::Note => Style::new(),
    };
    styled(style, &format!("{:7}", weight.code()))
}

const fn of(outcome: Outcome) -> Style {
    match outcome {
        Outcome::Pass => colour(AnsiColor::Green),
        Outcome::Fail => colour(AnsiColor::Red),
        Outcome::Flagged | Outcome::NotChecked => colour(AnsiColor::Yellow),
        Outcome::NotApplicable => Style::new(),
    }
}

const fn colour(colour: AnsiColor) -> Style {
    colour.on_default()
}

fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
