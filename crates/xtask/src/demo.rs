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
    progress.step("Building the page (about a minute, when something changed)", || {
        page::build_with_tools(project)
    })?;
    let server = progress
        .step("Building the server (about two minutes, when something changed)", || {
            server(project)
        })?;
    progress.announce("Starting the demo");
    become_it(Command::new(server).args(arguments(project, options)))
}

/// Builds the one binary and says where it is.
pub(crate) fn server(project: &Project) -> anyhow::Result<PathBuf> {
    // Without optimization: a demo serves one person, who waits for the build.
    process::run(process::cargo(project).args(["build", "--quiet", "--package", "cockpit-jwt"]))?;
    Ok(Project::target()?.join("debug/cockpit-jwt"))
}

fn arguments(project: &Project, options: &DemoOptions) -> Vec<String> {
    let mut arguments = vec!["demo".to_owned(), "--page".to_owned()];
    arguments.push(project.dist().display().to_string());
    if let Some(port) = options.port {
        arguments.extend(["--port".to_owned(), port.to_string()]);
    }
    if options.no_open {
        arguments.push("--no-open".to_owned());
    }
    arguments.extend(options.further.iter().cloned());
    arguments
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

    use super::*;

    #[test]
    fn the_options_reach_the_binary() {
        let project = Project::at(Path::new("/p"));
        let further = vec!["--exchange".to_owned(), "two-step".to_owned()];
        let options = DemoOptions { port: Some(4000), no_open: true, further };
        let words = arguments(&project, &options).join(" ");
        assert_eq!(words, "demo --page /p/dist --port 4000 --no-open --exchange two-step");
        let options = DemoOptions { port: None, no_open: false, further: Vec::new() };
        assert_eq!(arguments(&project, &options).join(" "), "demo --page /p/dist");
    }
}
