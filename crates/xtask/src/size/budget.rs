//! The checked-in budget: the most bytes, after brotli, that the first view may take.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Budget {
    /// For everything together.
    pub(crate) total: usize,
    /// For what the widget loads on somebody else's page.
    pub(crate) widget: usize,
    /// For what is loaded when somebody wants the API console.
    pub(crate) console: usize,
    /// For each kind of file by itself, so that one cannot eat what another saved.
    pub(crate) kinds: BTreeMap<String, usize>,
}

impl Budget {
    pub(crate) fn read(file: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(file)
            .with_context(|| format!("cannot read the budget {}", file.display()))?;
        Self::parse(&text).with_context(|| format!("in {}", file.display()))
    }

    pub(crate) fn parse(text: &str) -> anyhow::Result<Self> {
        toml::from_str(text).context("this is not a budget")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    #[test]
    fn the_checked_in_budget_is_at_most_178_kib() {
        let budget = Budget::read(&Project::find().unwrap().path("budget.toml")).unwrap();
        assert!(budget.total <= 178 * 1024);
        assert!(budget.widget <= 184 * 1024);
        assert!(budget.console <= 132 * 1024);
        assert!(budget.kinds.contains_key("wasm"));
    }

    #[test]
    fn a_misspelt_line_is_an_error() {
        assert!(Budget::parse("total = 1\nwidget = 1\nconsole = 1\ntotl = 2\n[kinds]\n").is_err());
        assert!(Budget::parse("total = 1\nconsole = 1\n[kinds]\n").is_err());
        assert!(Budget::parse("total = 1\nwidget = 1\nconsole = 1\n[kinds]\n").is_ok());
    }
}
