//! `cargo xtask demo`: from a fresh clone to a running demo, in steps that say how far they are.

use std::path::PathBuf;
use std::process::Command;

use crate::command_line::DemoOptions;
use crate::progress::Progress;
use crate::project::Project;
use crate::{page, process, setup};

pub(crate) fn run(project: &Project, options: &DemoOptions) -> anyhow::Result<()> {
    let mut progress = Progress::of(4);
    progress.step("Looking for the tools", || setup::bring(project, setup::FOR_THE_PAGE))?;
    progress.step("Building the page", || page::build_with_tools(project).map(drop))?;
    let server = progress.step("Building the server", || server(project))?;
    progress.announce("Starting the demo");
    become_it(Command::new(server).args(arguments(project, options)))
}

/// Builds the one binary and says where it is.
pub(crate) fn server(project: &Project) -> anyhow::Result<PathBuf> {
    let server = Project::target()?.join("debug/cockpit-jwt");
    if !server.is_file() {
        println!("      takes about two minutes, once");
    }
    // Without optimization: a demo serves one person, who waits for the build.
    let words = ["build", "--locked", "--quiet", "--package", "cockpit-jwt"];
    process::run(process::cargo(project).args(words))?;
    Ok(server)
}

fn arguments(project: &Project, options: &DemoOptions) -> Vec<String> {
    let page = project.dist().display().to_string();
    let ours = ["demo".to_owned(), "--page".to_owned(), page];
    ours.into_iter().chain(options.words()).collect()
}

/// The demo takes this process's place, so that Ctrl-C and every signal reach it directly.
#[cfg(unix)]
fn become_it(command: &mut Command) -> anyhow::Result<()> {
    use std::os::unix::process::CommandExt;
    Err(anyhow::Error::from(command.exec()).context("the demo cannot be started"))
}

#[cfg(not(unix))]
fn become_it(command: &mut Command) -> anyhow::Result<()> {
    process::run(command)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::Parser;

    use super::*;
    use crate::command_line::{Arguments, Task};

    #[test]
    fn the_options_reach_the_binary() {
        let words = ["xtask", "demo", "--exchange", "two-step", "--port", "4000", "--no-open"];
        let task = Arguments::parse_from(words).task;
        let Task::Demo(options) = task else { panic!("not the demo") };
        let words = arguments(&Project::at(Path::new("/p")), &options).join(" ");
        assert_eq!(words, "demo --page /p/dist --port 4000 --exchange two-step --no-open");
    }
}
