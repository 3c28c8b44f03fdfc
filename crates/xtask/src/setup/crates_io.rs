//! Tools that cargo builds: Trunk, cargo-deny, cargo-mutants and Firefox's driver.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;

use super::{Found, link};
use crate::process;
use crate::project::Project;

/// A tool of crates.io, and how it is built.
struct Recipe {
    name: &'static str,
    series: &'static str,
    version: &'static str,
    takes: &'static str,
    arguments: &'static [&'static str],
    settings: &'static [(&'static str, &'static str)],
}

/// It asks for a newer compiler than it needs, hence `--ignore-rust-version`.
const TRUNK: Recipe = Recipe {
    name: "trunk",
    series: "0.22",
    version: "0.22.1",
    takes: "about six minutes",
    arguments: &["--ignore-rust-version", "--no-default-features", "--features", "rustls"],
    settings: &[],
};

/// Optimizing a contributor's tool takes three times as long and saves a second per run.
const QUICKLY_BUILT: &[(&str, &str)] = &[
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

const CARGO_DENY: Recipe = Recipe {
    name: "cargo-deny",
    series: "0.20",
    version: "0.20.2",
    takes: "about two minutes",
    arguments: &[],
    settings: QUICKLY_BUILT,
};

const CARGO_MUTANTS: Recipe = Recipe {
    name: "cargo-mutants",
    series: "27",
    version: "27.1.0",
    takes: "about two minutes",
    arguments: &[],
    settings: QUICKLY_BUILT,
};

const GECKODRIVER: Recipe = Recipe {
    name: "geckodriver",
    series: "0.37",
    version: "0.37.1",
    takes: "about a minute",
    arguments: &[],
    settings: QUICKLY_BUILT,
};

pub(crate) fn trunk(project: &Project) -> anyhow::Result<Found> {
    bring(project, &TRUNK)
}

pub(crate) fn cargo_deny(project: &Project) -> anyhow::Result<Found> {
    bring(project, &CARGO_DENY)
}

pub(crate) fn cargo_mutants(project: &Project) -> anyhow::Result<Found> {
    bring(project, &CARGO_MUTANTS)
}

pub(crate) fn geckodriver(project: &Project) -> anyhow::Result<Found> {
    bring(project, &GECKODRIVER)
}

fn bring(project: &Project, recipe: &Recipe) -> anyhow::Result<Found> {
    let ours = folder(project, recipe).join("bin").join(recipe.name);
    let found = super::own(recipe.name, recipe.series)
        .or_else(|| super::fitting(ours.clone(), recipe.version));
    let found = if let Some(found) = found {
        found
    } else {
        build(project, recipe)?;
        super::brought(ours, recipe.version)?
    };
    link::name(project, recipe.name, &found.path)?;
    Ok(found)
}

fn folder(project: &Project, recipe: &Recipe) -> PathBuf {
    project.tools().join(recipe.name)
}

fn build(project: &Project, recipe: &Recipe) -> anyhow::Result<()> {
    let Recipe { name, version, takes, .. } = recipe;
    println!("      building {name} {version} (takes {takes}, once)");
    let target = folder(project, recipe).join("build");
    let mut cargo = process::cargo(project);
    cargo.args(["install", &format!("{name}@{version}"), "--locked", "--force", "--root"]);
    cargo.arg(folder(project, recipe)).args(recipe.arguments);
    cargo.env("CARGO_TARGET_DIR", &target).envs(recipe.settings.iter().copied());
    process::run(&mut cargo).with_context(|| {
        format!("{name} {version} is not here and could not be built: see above")
    })?;
    fs::remove_dir_all(&target).with_context(|| format!("cannot remove {}", target.display()))
}
