//! Completions for a shell, and manual pages, both made from the command line's own description.

use std::{fs, path::Path};

use clap::CommandFactory as _;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::{command_line::CommandLine, failure::Failure, say};

const NAME: &str = "cockpit-jwt";

/// Prints the script that completes this command.
pub(crate) fn completions(shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut CommandLine::command(), NAME, &mut script);
    say::bytes(&script)
}

/// Prints the page of the command itself, or writes those of all commands into a folder.
pub(crate) fn pages(folder: Option<&Path>) -> Result<(), Failure> {
    let failed = |error| Failure::System { doing: "writing the manual", error };
    let Some(folder) = folder else {
        let mut page = Vec::new();
        Man::new(CommandLine::command()).render(&mut page).map_err(failed)?;
        return say::bytes(&page);
    };
    fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(CommandLine::command(), folder).map_err(failed)
}
