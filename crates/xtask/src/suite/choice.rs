//! Which steps a person asked for.

use anyhow::ensure;

use super::steps::{self, Step};
use crate::command_line::TestOptions;

/// The steps to perform; an error when there is none.
pub(super) fn of(options: &TestOptions) -> anyhow::Result<Vec<&'static Step>> {
    let Some(only) = options.only.as_deref() else {
        return Ok(steps::ALL.iter().filter(|step| fits(step, options)).collect());
    };
    let all: Vec<_> = steps::ALL.iter().collect();
    let is_there = !named(only, &all).is_empty();
    ensure!(is_there, "no step is called {only:?}; the steps are: {}", names(steps::ALL));
    let fitting: Vec<_> = all.into_iter().filter(|step| fits(step, options)).collect();
    let chosen = named(only, &fitting);
    ensure!(!chosen.is_empty(), "{only:?} is {}", unfit(options));
    Ok(chosen)
}

fn fits(step: &Step, options: &TestOptions) -> bool {
    let in_browser = step.browser.is_none() || options.browser.is_none();
    (step.fast || !options.fast) && (in_browser || step.browser == options.browser)
}

fn unfit(options: &TestOptions) -> &'static str {
    if options.fast {
        "not among the fast steps: leave out --fast or --only"
    } else {
        "not among the steps of this browser: leave out --browser or --only"
    }
}

/// The step of this very name, else those with it in their name.
fn named(name: &str, among: &[&'static Step]) -> Vec<&'static Step> {
    if let Some(step) = among.iter().find(|step| step.name == name) {
        return vec![step];
    }
    among.iter().copied().filter(|step| step.name.contains(name)).collect()
}

fn names(steps: &[Step]) -> String {
    let names: Vec<&str> = steps.iter().map(|step| step.name).collect();
    names.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command_line::Browser;

    fn chosen(fast: bool, only: Option<&str>) -> anyhow::Result<Vec<&'static str>> {
        chosen_in(None, fast, only)
    }

    fn chosen_in(
        browser: Option<Browser>,
        fast: bool,
        only: Option<&str>,
    ) -> anyhow::Result<Vec<&'static str>> {
        let options = TestOptions { fast, only: only.map(str::to_owned), browser };
        Ok(of(&options)?.into_iter().map(|step| step.name).collect())
    }

    #[test]
    fn without_options_everything_is_chosen() {
        assert_eq!(chosen(false, None).unwrap().len(), steps::ALL.len());
    }

    #[test]
    fn fewer_steps_can_be_chosen() {
        assert_eq!(chosen(true, None).unwrap(), ["format", "house rules", "lints", "tests"]);
        assert_eq!(chosen(false, Some("end to end")).unwrap(), ["end to end"]);
        assert_eq!(chosen(false, Some("tests")).unwrap(), ["tests"]);
        assert_eq!(chosen(false, Some("lint")).unwrap(), ["lints", "lints, wasm"]);
        assert_eq!(chosen(true, Some("lint")).unwrap(), ["lints"]);
    }

    #[test]
    fn one_browser_leaves_out_the_steps_of_the_other() {
        let firefox = Some(Browser::Firefox);
        let chosen = chosen_in(firefox, false, None).unwrap();
        assert!(chosen.contains(&"end to end, Firefox") && chosen.contains(&"size"));
        let of_chromium = ["tests in Chromium", "end to end", "slow line"];
        assert!(!chosen.iter().any(|name| of_chromium.contains(name)), "{chosen:?}");
        let only = Some("end to end");
        assert_eq!(chosen_in(firefox, false, only).unwrap(), ["end to end, Firefox"]);
        assert_eq!(chosen_in(Some(Browser::Chromium), false, only).unwrap(), ["end to end"]);
        let error = chosen_in(firefox, false, Some("slow line")).unwrap_err().to_string();
        let told = "not among the steps of this browser: leave out --browser or --only";
        assert_eq!(error, format!("\"slow line\" is {told}"));
    }

    #[test]
    fn a_choice_of_nothing_is_told() {
        let error = chosen(false, Some("no such")).unwrap_err().to_string();
        let start = "no step is called \"no such\"; the steps are: tools; tools: Chromium; ";
        assert!(error.starts_with(start), "{error}");
        let error = chosen(true, Some("size")).unwrap_err().to_string();
        assert_eq!(error, "\"size\" is not among the fast steps: leave out --fast or --only");
    }
}
