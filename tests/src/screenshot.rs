//! Pictures of the page, for people.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{Browser, Environment, Scheme};

/// Sizes at which the page is looked at: a small phone and a desk.
pub const SCREENS: [(u32, u32); 2] = [(320, 640), (1280, 800)];

/// Both colour schemes.
pub const SCHEMES: [Scheme; 2] = [Scheme::Light, Scheme::Dark];

/// The folder for pictures, which git ignores.
pub(crate) fn folder() -> PathBuf {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/screenshots");
    fs::create_dir_all(&target).expect("there is no room for pictures");
    target
}

impl Browser {
    /// Takes a picture if pictures are wanted (`COCKPIT_JWT_SCREENSHOTS=1`).
    pub async fn picture(&self, name: &str) {
        if Environment::wants_screenshots() {
            self.script("scrollTo({ top: 0, behavior: 'instant' })").await;
            self.screenshot(&folder().join(format!("{name}.png"))).await;
        }
    }
}
