//! Accessibility by axe-core, with every rule that it has.

use std::fs;

use serde_json::{Value, json};

use crate::{Browser, Environment};

/// Something that axe-core cannot decide by itself, and what a person found.
struct Known {
    rule: &'static str,
    /// Parts of the element's HTML.
    parts: [&'static str; 2],
    /// Why it is as it should be.
    #[expect(dead_code, reason = "for who reads the table")]
    because: &'static str,
}

/// Of the first of the times that are listed below their drawing.
const fn below_the_drawing(time: &'static str) -> Known {
    let because =
        "Firefox takes the drawing for larger than it is, as if it lay over the first of the list";
    Known { rule: "color-contrast", parts: ["<b>", time], because }
}

/// Everything else that is left undecided is a failure.
const KNOWN: &[Known] = &[
    Known {
        rule: "hidden-content",
        parts: ["id=\"not-started\"", " hidden=\"\""],
        because: "it is shown when the page cannot start, which is looked at by itself",
    },
    Known {
        rule: "hidden-content",
        parts: ["class=\"json-folded\"", "<i>"],
        because: "it is shown while its branch is folded, which is looked at by itself",
    },
    Known {
        rule: "color-contrast",
        parts: ["<text ", " text-anchor="],
        because: "the drawn times have the colours of the list below, on the same ground; the list \
                  says all of it and is looked at",
    },
    below_the_drawing("Issued</b>"),
    below_the_drawing("Not valid before</b>"),
    below_the_drawing("Expiry</b>"),
];

const RUN: &str = include_str!("run.js");

impl Browser {
    /// That axe-core finds nothing wrong with the page as it is now, whatever roots it has in it.
    pub async fn is_accessible(&self, state: &str) {
        if self.script("return typeof axe").await != "object" {
            let source = fs::read_to_string(Environment::axe()).expect("axe-core can be read");
            self.script(&source).await;
        }
        let result = self.awaited(RUN).await;
        let found = told(&result["violations"], |_, _| true);
        assert!(found.is_empty(), "{state}: axe-core finds:\n{found}");
        let undecided = told(&result["undecided"], |rule, html| !is_known(rule, html));
        assert!(undecided.is_empty(), "{state}: axe-core cannot decide:\n{undecided}");
        assert_eq!(result["left_out"], json!([]), "{state}: these rules did not run");
        let applied = result["applied"].as_array().map_or(0, Vec::len);
        assert!(applied > 20, "{state}: axe-core looked at next to nothing ({applied} rules)");
    }
}

fn is_known(rule: &str, html: &str) -> bool {
    let fits = |known: &Known| known.parts.iter().all(|part| html.contains(part));
    KNOWN.iter().any(|known| known.rule == rule && fits(known))
}

/// The findings that count, for a person to read.
fn told(findings: &Value, counts: impl Fn(&str, &str) -> bool) -> String {
    let findings = findings.as_array().unwrap_or_else(|| panic!("axe-core says {findings}"));
    let text = |finding: &Value, name: &str| finding[name].as_str().unwrap_or_default().to_owned();
    let finding = |it: &Value| {
        let [rule, help, html, summary] =
            ["rule", "help", "html", "failureSummary"].map(|name| text(it, name));
        counts(&rule, &html).then(|| format!("{rule}: {help}\n    {html}\n    {summary}"))
    };
    findings.iter().filter_map(finding).collect::<Vec<_>>().join("\n")
}
