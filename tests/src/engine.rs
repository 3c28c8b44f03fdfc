//! The two browsers in which every journey runs, and what is done in one of them only.

use std::fmt;

/// A browser's engine, which says how it is driven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, by its developer tools.
    Chromium,
    /// Firefox, by WebDriver `BiDi` and by scripts with the browser's own rights.
    Firefox,
}

impl Engine {
    /// By the name that `cargo xtask test` uses.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Chromium, Self::Firefox].into_iter().find(|engine| engine.name() == name)
    }

    /// Its name there.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }
}

/// What is not done in Firefox as it is in Chromium. The run of the journeys there says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// A line as slow as on a train.
    SlowLine,
    /// Files that come from the desktop.
    Desktop,
    /// The main journey, written down as a screen reader gives it.
    Transcript,
}

impl Lack {
    /// All of them.
    pub const ALL: &[Self] = &[Self::SlowLine, Self::Desktop, Self::Transcript];
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SlowLine => {
                "not in Firefox: the slow line (its driver cannot make a line slow; Chromium's does)"
            }
            Self::Desktop => {
                "not in Firefox: files dragged from the desktop (its driver cannot drag them; the \
                 page is told of them by events instead)"
            }
            Self::Transcript => {
                "not in Firefox: the journey as it is heard (its tree has words of its own; \
                 Chromium's is written down)"
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Environment;

    #[test]
    fn what_is_left_out_in_firefox_is_said() {
        for lack in Lack::ALL {
            let said = lack.to_string();
            assert!(said.starts_with("not in Firefox: ") && said.ends_with(')'), "{said}");
            if Environment::engine() == Engine::Firefox {
                println!("{said}");
            }
        }
    }

    #[test]
    fn an_engine_is_known_by_its_name() {
        assert_eq!(Engine::named("firefox"), Some(Engine::Firefox));
        assert_eq!(Engine::named("chromium"), Some(Engine::Chromium));
        assert_eq!(Engine::named("lynx"), None);
    }
}
