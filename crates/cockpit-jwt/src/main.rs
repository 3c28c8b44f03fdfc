//! The command `cockpit-jwt`: serves the proxy, runs the whole demonstration, checks a configuration.

mod command_line;
mod demo_command;
mod failure;
mod listen;
mod logging;
mod say;
mod serve_command;
mod stop;

use std::{
    io::{self, Write as _},
    path::Path,
    process::ExitCode,
};

use clap::Parser as _;

use command_line::{Command, CommandLine, ConfigCommand};
use failure::Failure;
use say::say;

fn main() -> ExitCode {
    let outcome = match CommandLine::parse().command {
        Command::Serve { config } => with_runtime(serve_command::serve(&config)),
        Command::Demo(options) => with_runtime(demo_command::run(&options)),
        Command::Config { command } => config(&command),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // If nobody reads this, the exit code still says it.
            let _written = writeln!(io::stderr(), "cockpit-jwt: {failure}");
            failure.exit_code()
        }
    }
}

fn with_runtime(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| Failure::System { doing: "starting", error })?.block_on(work)
}

fn config(command: &ConfigCommand) -> Result<(), Failure> {
    match command {
        ConfigCommand::Example => say(proxy::EXAMPLE),
        ConfigCommand::Check { config } => check(config),
    }
}

fn check(file: &Path) -> Result<(), Failure> {
    let config = proxy::Config::load(file)?;
    let (file, url, address) = (file.display(), config.public_url(), config.listen());
    let remarks = config.remarks().iter().flat_map(|remark| ["  ", remark, "\n"]);
    say(&format!("{file} is fine: {url} on {address}\n{}", remarks.collect::<String>()))
}
