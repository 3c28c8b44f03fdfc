//! Where the programs and files are that the journeys need.

use std::{env, path::PathBuf};

use crate::Engine;

/// What `cargo xtask test` tells by environment variables.
pub struct Environment;

impl Environment {
    /// In which browser the journeys run.
    pub fn engine() -> Engine {
        let name = text("COCKPIT_JWT_BROWSER");
        let engine = Engine::named(&name);
        engine.unwrap_or_else(|| panic!("COCKPIT_JWT_BROWSER names no browser: {name}"))
    }

    /// Chromium.
    pub fn chrome() -> PathBuf {
        path("COCKPIT_JWT_CHROME")
    }

    /// The flags with which Chromium runs on this machine, in every test.
    pub fn chrome_flags() -> Vec<String> {
        let flags = text("COCKPIT_JWT_CHROME_FLAGS");
        flags.split_whitespace().map(str::to_owned).collect()
    }

    /// Chromium's driver.
    pub fn chromedriver() -> PathBuf {
        path("COCKPIT_JWT_CHROMEDRIVER")
    }

    /// Firefox.
    pub fn firefox() -> PathBuf {
        path("COCKPIT_JWT_FIREFOX")
    }

    /// Firefox's driver.
    pub fn geckodriver() -> PathBuf {
        path("COCKPIT_JWT_GECKODRIVER")
    }

    /// The script of axe-core.
    pub fn axe() -> PathBuf {
        path("COCKPIT_JWT_AXE")
    }

    /// The folder with the built page.
    pub fn dist() -> PathBuf {
        path("COCKPIT_JWT_DIST")
    }

    /// The folder with the portal's pages and the built examples.
    pub fn portal() -> PathBuf {
        path("COCKPIT_JWT_PORTAL")
    }

    /// The server's binary.
    pub fn server() -> PathBuf {
        path("COCKPIT_JWT_BIN")
    }

    /// Whether pictures of the page are wanted.
    pub fn wants_screenshots() -> bool {
        env::var_os("COCKPIT_JWT_SCREENSHOTS").is_some_and(|value| value == "1")
    }
}

fn path(variable: &str) -> PathBuf {
    let path = PathBuf::from(text(variable));
    assert!(path.exists(), "{variable} names something that is not there: {}", path.display());
    path
}

fn text(variable: &str) -> String {
    env::var(variable).unwrap_or_else(|_| {
        panic!(
            "{variable} is not set: run the journeys with `cargo xtask test`, which builds what \
             they need and says where it is"
        )
    })
}
