//! Running other programs: with their output shown, captured, or both.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, bail};

use crate::progress::{Stopwatch, spoken};
use crate::project::Project;

/// What a program said, and whether it ended well.
pub(crate) struct Ended {
    pub(crate) well: bool,
    pub(crate) text: String,
}

/// The person's `rustc`.
pub(crate) fn rustc() -> OsString {
    std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
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
    joined(folders)
}

fn joined(folders: impl Iterator<Item = PathBuf>) -> anyhow::Result<OsString> {
    let folders: Vec<PathBuf> = folders.collect();
    std::env::join_paths(&folders).with_context(|| {
        let cannot = |folder: &&PathBuf| std::env::join_paths([folder]).is_err();
        let folder = folders.iter().find(cannot).cloned().unwrap_or_default();
        format!("PATH cannot hold the folder {}: rename it", folder.display())
    })
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

/// Runs with the output shown and captured, both of its streams in the order it wrote them.
pub(crate) fn stream(command: &mut Command) -> anyhow::Result<Ended> {
    let (reader, writer) = std::io::pipe().context("no pipe can be made")?;
    let second = writer.try_clone().context("no pipe can be made")?;
    command.stdin(Stdio::null()).stdout(writer).stderr(second);
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let child = command.spawn().with_context(|| cannot_start(command));
    // The command's own ends of the pipe, which would keep it from ending.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = child?;
    let text = tee(reader, std::io::stdout());
    let status = child.wait().context("a program's end cannot be awaited")?;
    Ok(Ended { well: status.success(), text })
}

/// Runs quietly for at most `limit`; when it does not end well, the last it said about why.
pub(crate) fn within(command: &mut Command, limit: Duration) -> Result<(), String> {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = quiet.spawn().map_err(|error| error.to_string())?;
    let (send, said) = mpsc::channel();
    if let Some(pipe) = child.stderr.take() {
        thread::spawn(move || send.send(tee(pipe, std::io::sink())));
    }
    if !awaited(child, limit)? {
        // What it started itself may hold the pipe for longer.
        let said = said.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
        return Err(last_line(&said).unwrap_or("it failed without a word").to_owned());
    }
    Ok(())
}

fn awaited(mut child: Child, limit: Duration) -> Result<bool, String> {
    let start = Stopwatch::start();
    while start.elapsed() < limit {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status.success()),
            Ok(None) => thread::sleep(Duration::from_millis(20)),
            Err(error) => return Err(error.to_string()),
        }
    }
    // It may have ended this very moment: then there is nothing to end.
    let _ = child.kill();
    let _ = child.wait();
    Err(format!("it took longer than {}", spoken(limit)))
}

fn last_line(text: &str) -> Option<&str> {
    text.lines().map(str::trim).rfind(|line| !line.is_empty())
}

/// What is asked of this very machine goes to it, whatever proxy the person has.
pub(crate) fn without_proxy(command: &mut Command) {
    for variable in ["NO_PROXY", "no_proxy"] {
        command.env(variable, and_this_machine(std::env::var(variable).ok()));
    }
}

fn and_this_machine(given: Option<String>) -> String {
    let given = given.filter(|given| !given.is_empty());
    let here = "localhost,127.0.0.1,::1".to_owned();
    given.into_iter().chain([here]).collect::<Vec<_>>().join(",")
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
    fn a_stream_is_captured_in_the_order_of_both_pipes() {
        let script = "echo one; echo two >&2; echo three; exit 3";
        let ended = stream(Command::new("sh").args(["-c", script])).unwrap();
        assert!(!ended.well);
        assert_eq!(ended.text, "one\ntwo\nthree\n");
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
        let ended = within(Command::new("sleep").arg("30"), Duration::from_millis(50));
        assert_eq!(ended.unwrap_err(), "it took longer than 0.1 s");
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_program_that_fails_quietly_is_asked_why() {
        let limit = Duration::from_secs(30);
        let run = |script| within(Command::new("sh").args(["-c", script]), limit);
        assert_eq!(run("exit 0"), Ok(()));
        assert_eq!(run("echo first >&2; echo last >&2; echo >&2; exit 1").unwrap_err(), "last");
        assert_eq!(run("echo out; exit 1").unwrap_err(), "it failed without a word");
        assert!(within(&mut Command::new("no-such-program-here"), limit).is_err());
    }

    #[test]
    fn this_machine_is_added_to_what_needs_no_proxy() {
        assert_eq!(and_this_machine(None), "localhost,127.0.0.1,::1");
        assert_eq!(and_this_machine(Some(String::new())), "localhost,127.0.0.1,::1");
        let given = Some("example.org".to_owned());
        assert_eq!(and_this_machine(given), "example.org,localhost,127.0.0.1,::1");
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_path_cannot_hold_is_named() {
        let folders = ["/a", "/b:c", "/d"].map(PathBuf::from);
        let error = joined(folders.into_iter()).unwrap_err().to_string();
        assert_eq!(error, "PATH cannot hold the folder /b:c: rename it");
        assert_eq!(joined(["/a b".into()].into_iter()).unwrap(), "/a b");
    }

    #[test]
    fn a_shell_is_on_the_path() {
        assert!(on_path("sh").is_some());
        assert!(on_path("no-such-program-here").is_none());
    }
}
