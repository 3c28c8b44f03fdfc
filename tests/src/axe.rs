//! Accessibility by axe-core, and what it cannot see: scrolling sideways.

use std::fs;

use serde_json::{Value, json};

use crate::{Browser, Environment};

/// All rules of WCAG 2.x at levels A and AA, and the best practices.
const RULES: &[&str] =
    &["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

impl Browser {
    /// That axe-core finds nothing wrong with the page as it is now.
    pub async fn is_accessible(&self, state: &str) {
        if self.script("return typeof axe").await != "object" {
            let source = fs::read_to_string(Environment::axe()).expect("axe-core can be read");
            self.script(&source).await;
        }
        let options = json!({
            "runOnly": { "type": "tag", "values": RULES },
            "resultTypes": ["violations"],
        });
        let result = self.awaited(&format!("axe.run(document, {options})")).await;
        let violations = result["violations"].as_array().expect("axe-core gives a result");
        let found: Vec<String> = violations.iter().map(violation).collect();
        assert!(found.is_empty(), "{state}: axe-core finds:\n{}", found.join("\n"));
        let passes = result["passes"].as_array().map_or(0, Vec::len);
        assert!(passes > 10, "{state}: axe-core looked at next to nothing ({passes} rules)");
    }

    /// That nothing sticks out at the side, so that nobody has to scroll there.
    pub async fn fits_its_width(&self, state: &str) {
        let sticking_out = self.script(STICKING_OUT).await;
        assert_eq!(sticking_out, json!([]), "{state}: this sticks out at the side");
    }
}

/// The document and every visible scroll container. What is clipped on purpose for screen readers
/// is a pixel wide.
const STICKING_OUT: &str = "
    const wide = element => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
    const scrolls = element => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    const root = document.scrollingElement;
    return [...document.querySelectorAll('*')]
        .filter(element => wide(element) && (element === root || scrolls(element)))
        .map(element => `${element.outerHTML.slice(0, 120)}: ${element.scrollWidth} in ${element.clientWidth}`);";

fn violation(violation: &Value) -> String {
    let nodes = violation["nodes"].as_array().cloned().unwrap_or_default();
    let nodes: Vec<String> = nodes
        .iter()
        .map(|node| format!("    {}\n    {}", node["html"], node["failureSummary"]))
        .collect();
    format!("{}: {}\n{}", violation["id"], violation["help"], nodes.join("\n"))
}
