//! Watching a fuzzer: a line every few seconds, and what came out.

use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, ensure};

use super::said::{self, Reached, Why};
use crate::progress::{Stopwatch, spoken};

/// Between two lines about one fuzzer.
const EVERY: Duration = Duration::from_secs(5);

/// A build whose code is not counted reaches none; the corpus alone reaches thousands.
const FEWEST_EDGES: u64 = 100;

/// A fuzzer that has ended.
pub(crate) struct Ended {
    pub(crate) target: &'static str,
    pub(super) reached: Reached,
    time: Duration,
    pub(crate) finding: Option<Finding>,
}

/// An input that breaks something.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) input: PathBuf,
    /// What was said when it broke.
    pub(crate) why: String,
}

/// All that a fuzzer has said that matters.
#[derive(Default)]
struct Heard {
    reached: Reached,
    input: Option<PathBuf>,
    why: Vec<String>,
    is_saying_why: bool,
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { target, reached, time, finding } = self;
        let what = if finding.is_some() { "A FINDING" } else { "no finding" };
        write!(f, "{target}: {what}; {reached} in {}", spoken(*time))?;
        match finding {
            None => Ok(()),
            Some(Finding { input, why }) => write!(f, "\n{why}\n      by {}", input.display()),
        }
    }
}

/// Runs a fuzzer and tells how far it is until it ends.
pub(super) fn until_it_ends(target: &'static str, command: &mut Command) -> anyhow::Result<Ended> {
    let command = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("cannot start the fuzzer {target}"))?;
    let pipe = child.stderr.take().context("the fuzzer cannot be heard")?;
    let start = Stopwatch::start();
    let heard = listen(target, &start, &lines(pipe));
    let status = child.wait().context("the fuzzer's end cannot be awaited")?;
    heard.ended(target, start.elapsed(), status.success())
}

/// The lines as they come, so that waiting for one can be given up.
fn lines(pipe: impl Read + Send + 'static) -> Receiver<String> {
    let (send, lines) = mpsc::channel();
    thread::spawn(move || {
        let mut reader = BufReader::new(pipe);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            if send.send(String::from_utf8_lossy(&line).trim_end().to_owned()).is_err() {
                return;
            }
            line.clear();
        }
    });
    lines
}

fn listen(target: &str, start: &Stopwatch, lines: &Receiver<String>) -> Heard {
    let mut heard = Heard::default();
    let mut next = EVERY;
    loop {
        match lines.recv_timeout(next.saturating_sub(start.elapsed())) {
            Ok(line) => heard.note(&line),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return heard,
        }
        if start.elapsed() >= next {
            println!("      {target}, {}: {}", spoken(start.elapsed()), heard.reached);
            next = start.elapsed() + EVERY;
        }
    }
}

impl Heard {
    fn note(&mut self, line: &str) {
        const LONGEST: usize = 20;
        match Why::of(line) {
            Some(Why::Begins) => self.is_saying_why = true,
            Some(Why::Ends) => self.is_saying_why = false,
            None => {}
        }
        let error = said::error(line).filter(|_| self.why.is_empty());
        if (self.is_saying_why || error.is_some()) && self.why.len() < LONGEST {
            self.why.push(format!("      {}", error.unwrap_or(line)));
        }
        self.reached = Reached::in_line(line).unwrap_or(self.reached);
        self.reached.executions = said::executed(line).unwrap_or(self.reached.executions);
        self.input = said::written(line).or_else(|| self.input.take());
    }

    /// It ends badly exactly when it found something.
    fn ended(self, target: &'static str, time: Duration, well: bool) -> anyhow::Result<Ended> {
        let Self { reached, input, why, .. } = self;
        let why = why.join("\n");
        let finding = input.filter(|_| !well).map(|input| Finding { input, why: why.clone() });
        ensure!(well || finding.is_some(), "the fuzzer {target} broke off\n{why}");
        let is_guided = finding.is_some() || reached.edges >= FEWEST_EDGES;
        ensure!(is_guided, "the fuzzer {target} sees nothing of what the code does: {reached}");
        Ok(Ended { target, reached, time, finding })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WELL: &str = "\
INFO: seed corpus: files: 36 min: 28b max: 253b total: 4353b rss: 28Mb
#37\tINITED cov: 2470 ft: 5059 corp: 36/4353b exec/s: 0 rss: 28Mb
#65536\tpulse  cov: 3014 ft: 8118 corp: 725/82Kb lim: 253 exec/s: 10922 rss: 31Mb
Done 205387 runs in 21 second(s)
stat::number_of_executed_units: 205387
";

    const BADLY: &str = "\
#37\tINITED cov: 2470 ft: 5059 corp: 36/4353b exec/s: 0 rss: 28Mb

thread '<unnamed>' (7) panicked at crates/fuzz/src/shown.rs:18:5:
what was found contains Some('\\n')
note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
==7== ERROR: libFuzzer: deadly signal
NOTE: libFuzzer has rudimentary signal handlers.
artifact_prefix='/f/'; Test unit written to /f/crash-1
stat::number_of_executed_units: 41
";

    fn ended(output: &str, well: bool) -> anyhow::Result<Ended> {
        let mut heard = Heard::default();
        output.lines().for_each(|line| heard.note(line));
        heard.ended("token", Duration::from_secs(21), well)
    }

    fn broken(output: &str, well: bool) -> String {
        ended(output, well).map(|ended| ended.to_string()).unwrap_err().to_string()
    }

    #[test]
    fn a_run_without_a_finding_says_how_far_it_came() {
        let ended = ended(WELL, true).unwrap();
        assert_eq!(ended.finding, None);
        let expected = "token: no finding; 205,387 executions; 3,014 edges, 8,118 features, 725 \
                        inputs in 21 s";
        assert_eq!(ended.to_string(), expected);
    }

    #[test]
    fn a_finding_comes_with_its_reason() {
        let ended = ended(BADLY, false).unwrap();
        let why = "      thread '<unnamed>' (7) panicked at crates/fuzz/src/shown.rs:18:5:\n      \
                   what was found contains Some('\\n')";
        let finding = Finding { input: PathBuf::from("/f/crash-1"), why: why.to_owned() };
        assert_eq!(ended.finding, Some(finding));
        assert!(ended.to_string().starts_with("token: A FINDING; 41 executions;"));
    }

    #[test]
    fn an_input_that_takes_too_long_is_a_finding_too() {
        let output = "==7== ERROR: libFuzzer: timeout after 11 seconds\n\
                      artifact_prefix='/f/'; Test unit written to /f/timeout-1\n";
        let finding = ended(output, false).unwrap().finding.unwrap();
        assert_eq!(finding.why, "      timeout after 11 seconds");
    }

    #[test]
    fn a_blind_run_is_none() {
        let output = "#37\tINITED cov: 2 ft: 2 corp: 1/1b exec/s: 0 rss: 28Mb\n";
        let error = broken(output, true);
        assert!(
            error.starts_with("the fuzzer token sees nothing of what the code does"),
            "{error}"
        );
    }

    #[test]
    fn a_run_that_breaks_off_without_a_finding_is_none() {
        let output = "==7== ERROR: libFuzzer: out of memory\n";
        assert_eq!(broken(output, false), "the fuzzer token broke off\n      out of memory");
    }

    #[test]
    fn a_program_is_watched_until_it_ends() {
        let script = "echo '#9\tNEW    cov: 200 ft: 2 corp: 1/1b' >&2; echo lost; exit 0";
        let mut command = Command::new("sh");
        let ended = until_it_ends("token", command.args(["-c", script])).unwrap();
        let reached = Reached { executions: 9, edges: 200, features: 2, inputs: 1 };
        assert_eq!(ended.reached, reached);
    }
}
