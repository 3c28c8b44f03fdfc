//! Firefox, or installed where that may be done without asking; and its driver, which cargo builds.

use anyhow::bail;

use super::browser::{Candidate, candidates, found};
use super::system::System;
use super::{Found, crates_io, debian};
use crate::project::Project;

/// The one with long support first: it is the same everywhere for longer.
const FIREFOX: &[&str] =
    &["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];

/// The oldest with everything that the journeys ask of it.
const OLDEST: u64 = 140;

/// Firefox and its driver.
pub(crate) struct Pair {
    pub(crate) firefox: Found,
    pub(crate) driver: Found,
}

pub(super) fn pair(project: &Project) -> anyhow::Result<Pair> {
    Ok(Pair { firefox: firefox(project)?, driver: driver(project)? })
}

fn firefox(project: &Project) -> anyhow::Result<Found> {
    if let Ok(firefox) = look() {
        return Ok(firefox);
    }
    if std::env::var_os("FIREFOX").is_none() && debian::may_install() {
        debian::install(project, &["firefox-esr"])?;
    }
    look()
}

fn look() -> anyhow::Result<Found> {
    let candidates = candidates("FIREFOX", FIREFOX)?;
    let Some(firefox) = fitting(&candidates) else {
        bail!("{}", problem(&candidates, System::here()))
    };
    Ok(found(firefox))
}

/// The person's own, or the one that cargo builds.
fn driver(project: &Project) -> anyhow::Result<Found> {
    let named = candidates("GECKODRIVER", &[])?;
    named.first().map_or_else(|| crates_io::geckodriver(project), |driver| Ok(found(driver)))
}

fn fitting(candidates: &[Candidate]) -> Option<&Candidate> {
    candidates.iter().find(|one| one.version.major().is_some_and(|major| major >= OLDEST))
}

fn problem(candidates: &[Candidate], system: System) -> String {
    let there = match candidates {
        [] => "Firefox is missing".to_owned(),
        [Candidate { path, version }, ..] => {
            format!("Firefox {version} at {} is older than {OLDEST}", path.display())
        }
    };
    format!("{there}; {}; or name one in FIREFOX", advice(system))
}

const fn advice(system: System) -> &'static str {
    match system {
        System::Debian => "install it with `sudo apt-get install firefox-esr`",
        System::MacOs => "install it with `brew install --cask firefox`",
        System::Other => "install it from https://www.mozilla.org/firefox/",
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::version::Version;
    use super::*;

    fn of(path: &str, version: &str) -> Candidate {
        Candidate { path: PathBuf::from(path), version: Version::said_in(version).unwrap() }
    }

    #[test]
    fn the_first_that_is_new_enough_is_taken() {
        let all = [of("/esr", "128.14.0esr"), of("/firefox", "Mozilla Firefox 153.7.0esr")];
        assert_eq!(fitting(&all), Some(&all[1]));
        assert_eq!(fitting(&all[..1]), None);
        assert_eq!(fitting(&[]), None);
    }

    #[test]
    fn what_is_missing_is_told_with_the_systems_advice() {
        assert_eq!(
            problem(&[], System::Debian),
            "Firefox is missing; install it with `sudo apt-get install firefox-esr`; \
             or name one in FIREFOX"
        );
        assert_eq!(
            problem(&[of("/esr", "128.14")], System::MacOs),
            "Firefox 128.14 at /esr is older than 140; install it with `brew install --cask \
             firefox`; or name one in FIREFOX"
        );
        assert!(problem(&[], System::Other).contains("https://www.mozilla.org/firefox/"));
    }
}
