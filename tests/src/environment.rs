//! Where the programs and files are that the journeys need.

use std::{env, path::PathBuf};

/// What `cargo xtask test` tells by environment variables.
pub struct Environment;

impl Environment {
    /// The browser.
    pub fn chrome() -> PathBuf {
        path("COCKPIT_JWT_CHROME")
    }

    /// The browser's driver.
    pub fn chromedriver() -> PathBuf {
        path("COCKPIT_JWT_CHROMEDRIVER")
    }

    /// The script of axe-core.
    pub fn axe() -> PathBuf {
        path("COCKPIT_JWT_AXE")
    }

    /// The folder with the built page.
    pub fn dist() -> PathBuf {
        path("COCKPIT_JWT_DIST")
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
    let path = env::var_os(variable).map(PathBuf::from);
    let path = path.unwrap_or_else(|| {
        panic!(
            "{variable} is not set: run the journeys with `cargo xtask test`, which builds what \
             they need and says where it is"
        )
    });
    assert!(path.exists(), "{variable} names something that is not there: {}", path.display());
    path
}
