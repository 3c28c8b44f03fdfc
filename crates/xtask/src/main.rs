//! `cargo xtask`: everything a contributor types, from the first demo to the whole test run.
//!
//! The same executable also serves as `wasm-bindgen` and as `wasm-bindgen-test-runner` when it is
//! called by those names, so the lock file alone decides their version.

mod command_line;
mod demo;
mod dev;
mod examples;
mod fuzz;
mod lock;
mod mutants;
mod page;
mod process;
mod progress;
mod project;
mod setup;
mod short_names;
mod size;
mod suite;
mod table;
mod tidy;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use crate::command_line::{Arguments, Task};
use crate::project::Project;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    match dispatch(arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Decides by the name this executable was called by.
fn dispatch(arguments: Vec<OsString>) -> anyhow::Result<ExitCode> {
    let name = arguments.first().and_then(|path| Path::new(path).file_stem()).unwrap_or_default();
    match name.to_str() {
        Some("wasm-bindgen") => {
            wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(&arguments)?;
            short_names::give(&arguments)?;
        }
        Some("wasm-bindgen-test-runner") => {
            wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(arguments)?;
        }
        _ => return perform(Arguments::parse_from(arguments).task),
    }
    Ok(ExitCode::SUCCESS)
}

fn perform(task: Task) -> anyhow::Result<ExitCode> {
    let project = Project::find()?;
    match task {
        Task::Setup => setup::everything(&project)?,
        Task::Build => page::build_and_tell(&project)?,
        Task::Demo(options) => demo::run(&project, &options)?,
        Task::Dev(options) => dev::run(&project, &options)?,
        Task::Test(options) => return suite::run(&project, &options),
        Task::Fuzz(options) => return fuzz::run(&project, &options),
        Task::Mutants(options) => return mutants::run(&project, &options),
        Task::Size => return size::run(&project),
        Task::Tidy => return tidy::run(&project),
    }
    Ok(ExitCode::SUCCESS)
}
