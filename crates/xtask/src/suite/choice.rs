//! Which steps a person asked for.

use anyhow::ensure;

use super::steps::{self, Step};
use crate::command_line::TestOptions;

/// The steps to perform; an error when there is none.
pub(super) fn of(options: &TestOptions) -> anyhow::Result<Vec<&'static Step>> {
    let Some(only) = options.only.as_deref() else {
        return Ok(steps::ALL.iter().filter(|step| fits(step, options)).collect());
    };
    let named = named(only);
    ensure!(!named.is_empty(), "no step is called {only:?}; the steps are: {}", names(steps::ALL));
    let chosen: Vec<_> = named.into_iter().filter(|step| fits(step, options)).collect();
    ensure!(!chosen.is_empty(), "{only:?} is not among the fast steps: leave out --fast or --only");
    Ok(chosen)
}

fn fits(step: &Step, options: &TestOptions) -> bool {
    step.fast || !options.fast
}

/// The step of this very name, else those with it in their name.
fn named(name: &str) -> Vec<&'static Step> {
    if let Some(step) = steps::ALL.iter().find(|step| step.name == name) {
        return vec![step];
    }
    steps::ALL.iter().filter(|step| step.name.contains(name)).collect()
}

fn names(steps: &[Step]) -> String {
    let names: Vec<&str> = steps.iter().map(|step| step.name).collect();
    names.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(fast: bool, only: Option<&str>) -> anyhow::Result<Vec<&'static str>> {
        let options = TestOptions { fast, only: only.map(str::to_owned) };
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
    fn a_choice_of_nothing_is_told() {
        let error = chosen(false, Some("no such")).unwrap_err().to_string();
        let start = "no step is called \"no such\"; the steps are: tools; format; house rules; ";
        assert!(error.starts_with(start), "{error}");
        let error = chosen(true, Some("size")).unwrap_err().to_string();
        assert_eq!(error, "\"size\" is not among the fast steps: leave out --fast or --only");
    }
}
