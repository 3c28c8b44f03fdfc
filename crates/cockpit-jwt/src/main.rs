//! The command `cockpit-jwt`: gets tokens, inspects and uses them, serves the proxy, runs the whole
//! demonstration, checks a configuration.

mod advice;
mod browser;
mod cache;
mod call_command;
mod clock;
mod command_line;
mod demo_command;
mod failure;
mod input;
mod inspect_command;
mod listen;
mod logging;
mod manual;
mod report;
mod say;
mod serve_command;
mod settings;
mod stop;
mod token_command;

use std::{path::Path, process::ExitCode};

use clap::Parser as _;

use command_line::{Command, CommandLine, ConfigCommand, Format};
use failure::Failure;
use say::say;

fn main() -> ExitCode {
    let command = CommandLine::parse().command;
    match run(&command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            tell(&failure, command.format());
            failure.exit_code()
        }
    }
}

fn run(command: &Command) -> Result<(), Failure> {
    match command {
        Command::Token { command } => with_runtime(token_command::run(command)),
        Command::Inspect(options) => inspect_command::run(options),
        Command::Call(options) => with_runtime(call_command::run(options, options.json.into())),
        Command::Serve { config } => with_runtime(serve_command::serve(config)),
        Command::Demo(options) => with_runtime(demo_command::run(options)),
        Command::Config { command } => config(command),
        Command::Completions { shell } => manual::completions(*shell),
        Command::Man { dir } => manual::pages(dir.as_deref()),
    }
}

/// Says on stderr what went wrong. If nobody reads it, the exit code still says it.
fn tell(failure: &Failure, format: Format) {
    if failure.is_told() {
        return;
    }
    let hint = failure.hint();
    match format {
        Format::Plain => {
            say::on_stderr(&format!("cockpit-jwt: {failure}"));
            if let Some(hint) = hint {
                say::on_stderr(&format!("  {hint}"));
            }
        }
        Format::Json => {
            let (code, message) = (failure.code(), failure.to_string());
            let error = serde_json::json!({ "code": code, "message": message, "hint": hint });
            say::on_stderr(&serde_json::json!({ "error": error }).to_string());
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
        ConfigCommand::Check { config } => with_runtime(check(config)),
    }
}

async fn check(file: &Path) -> Result<(), Failure> {
    let config = proxy::Config::load(file)?.with_description().await;
    let (file, url, address) = (file.display(), config.public_url(), config.listen());
    let remarks = config.remarks().iter().flat_map(|remark| ["  ", remark, "\n"]);
    say(&format!("{file} is fine: {url} on {address}\n{}", remarks.collect::<String>()))
}
