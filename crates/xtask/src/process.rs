//! Running other programs: with their output shown, captured, or both.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, bail};

use crate::progress::Stopwatch;
use crate::project::Project;

/// What a program said, and whether it ended well.
pub(crate) struct Ended {
    pub(crate) well: bool,
    pub(crate) text: String,
}

/// `cargo`, the one that runs us, in the project's root.
pub(crate) fn cargo(project: &Project) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(project.root());
    command
}

/// The person's `PATH` with the project's tools before it.
pub(crate) fn path_with_tools(project: &Project) -> anyhow::Result<OsString> {
    let existing = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(project.bin()).chain(std::env::split_paths(&existing));
    std::env::join_paths(folders).context("PATH has a folder that cannot be named")
}

/// Looks a program up on the person's `PATH`.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| is_executable(file))
}

/// Whether the file can be started.
pub(crate) fn is_executable(file: &Path) -> bool {
    let Ok(metadata) = file.metadata() else { return false };
    metadata.is_file() && has_execute_bit(&metadata)
}

#[cfg(unix)]
fn has_execute_bit(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn has_execute_bit(_metadata: &std::fs::Metadata) -> bool {
    true
}

/// Runs with the output shown; an error when it ended badly.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` ended with {status}", words(command));
    }
    Ok(())
}

/// Runs without showing anything; what it wrote to standard output when it ended well.
pub(crate) fn said(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs with the output shown and captured.
pub(crate) fn stream(command: &mut Command) -> anyhow::Result<Ended> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let mut child = command.spawn().with_context(|| cannot_start(command))?;
    let out = child.stdout.take().map(|pipe| thread::spawn(|| tee(pipe, std::io::stdout())));
    let err = child.stderr.take().map(|pipe| thread::spawn(|| tee(pipe, std::io::stderr())));
    let status = child.wait().context("a program's end cannot be awaited")?;
    let mut text = String::new();
    for reader in [out, err].into_iter().flatten() {
        text.push_str(&reader.join().unwrap_or_default());
    }
    Ok(Ended { well: status.success(), text })
}

/// Runs quietly for at most `limit`; `false` when it ended badly or not in time.
pub(crate) fn ends_well_within(command: &mut Command, limit: Duration) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match quiet.spawn() {
        Ok(child) => awaited(child, limit),
        Err(_) => false,
    }
}

fn awaited(mut child: Child, limit: Duration) -> bool {
    let start = Stopwatch::start();
    while start.elapsed() < limit {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(Duration::from_millis(20)),
            Err(_) => return false,
        }
    }
    // It may have ended this very moment: then there is nothing to end.
    let _ = child.kill();
    let _ = child.wait();
    false
}

fn tee(from: impl Read, mut to: impl Write) -> String {
    let mut reader = BufReader::new(from);
    let mut text = String::new();
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        // A closed terminal is no reason to lose the result.
        let _ = to.write_all(&line);
        text.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    text
}

fn cannot_start(command: &Command) -> String {
    format!("`{}` cannot be started", words(command))
}

fn words(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_captured_from_both_pipes() {
        let ended = stream(Command::new("sh").args(["-c", "echo out; echo err >&2; exit 3"]));
        let ended = ended.unwrap();
        assert!(!ended.well);
        assert!(ended.text.contains("out") && ended.text.contains("err"));
    }

    #[test]
    fn a_program_that_is_missing_is_named() {
        let error = run(&mut Command::new("no-such-program-here")).unwrap_err();
        assert_eq!(error.to_string(), "`no-such-program-here` cannot be started");
    }

    #[test]
    fn a_failure_names_the_whole_command() {
        let error = run(Command::new("sh").args(["-c", "exit 7"])).unwrap_err();
        assert_eq!(error.to_string(), "`sh -c exit 7` ended with exit status: 7");
    }

    #[test]
    fn a_program_that_takes_too_long_is_ended() {
        let start = Stopwatch::start();
        let ended = ends_well_within(Command::new("sleep").arg("30"), Duration::from_millis(50));
        assert!(!ended);
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_shell_is_on_the_path() {
        assert!(on_path("sh").is_some());
        assert!(on_path("no-such-program-here").is_none());
    }
}
