//! `cargo xtask fuzz`: looks for an input that breaks what has to hold for every input.

mod build;
mod said;
mod watch;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::thread;
use std::time::Duration;

use anyhow::{Context, anyhow};

use self::watch::Ended;
use crate::command_line::FuzzOptions;
use crate::progress::{Progress, spoken};
use crate::project::Project;

/// The binaries of the crate `fuzz`, without the `fuzz-` before their names.
const TARGETS: &[&str] = &["keys", "paste", "token"];

/// Where the crate keeps what once broke something, a folder per target.
const FINDINGS: &str = "crates/fuzz/findings";

/// More bytes than any token that means something, and few enough for ten thousand tries a second.
const LONGEST_INPUT: u32 = 4096;

pub(crate) fn run(project: &Project, options: &FuzzOptions) -> anyhow::Result<ExitCode> {
    let all = fuzz(project, From::EarlierRuns, Duration::from_secs(options.seconds))?;
    let mut code = ExitCode::SUCCESS;
    println!();
    for ended in &all {
        println!("{ended}");
        if let Some(finding) = &ended.finding {
            let kept = keep(project, ended.target, &finding.input)?;
            println!("{}", advice(project, ended.target, &kept));
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

/// From where a fuzzer begins.
#[derive(Clone, Copy)]
pub(crate) enum From {
    /// From what earlier runs have found out as well: the longer, the deeper.
    EarlierRuns,
    /// From the corpus alone: every time at the same place, and soon.
    Corpus,
}

/// Builds the fuzzers and runs all of them at once for this long, or until they find something.
pub(crate) fn fuzz(
    project: &Project,
    from: From,
    duration: Duration,
) -> anyhow::Result<Vec<Ended>> {
    let mut progress = Progress::of(2);
    let fuzzers = progress.step("Building the fuzzers", || build::fuzzers(project, TARGETS))?;
    progress.announce(&format!("Fuzzing for {}: {}", spoken(duration), TARGETS.join(", ")));
    let run = |(target, fuzzer): (&'static str, PathBuf)| {
        let mut command = command(project, target, &fuzzer, from)?;
        command.arg(format!("-max_total_time={}", duration.as_secs()));
        watch::until_it_ends(target, &mut command)
    };
    thread::scope(|scope| {
        let all = TARGETS.iter().copied().zip(fuzzers);
        let running: Vec<_> = all.map(|one| scope.spawn(move || run(one))).collect();
        let ended = running
            .into_iter()
            .map(|one| one.join().unwrap_or_else(|_| Err(anyhow!("the fuzzer cannot be watched"))));
        ended.collect()
    })
}

/// How many inputs were tried.
pub(crate) fn executions(all: &[Ended]) -> String {
    said::grouped(all.iter().map(|ended| ended.reached.executions).sum())
}

/// New inputs are put below the target folder; those of the crate are given too.
fn command(project: &Project, target: &str, fuzzer: &Path, from: From) -> anyhow::Result<Command> {
    let below = |folder: &str| anyhow::Ok(build::folder()?.join(folder).join(target));
    let own = match from {
        From::EarlierRuns => made(below("corpus")?)?,
        From::Corpus => made(emptied(below("once")?)?)?,
    };
    let found = made(below("findings")?)?;
    let given = ["crates/fuzz/corpus", FINDINGS].map(|folder| project.path(folder).join(target));
    let dictionary = project.path("crates/fuzz/dictionaries").join(format!("{target}.dict"));
    let mut command = Command::new(fuzzer);
    command.current_dir(project.root()).arg(own);
    command.args(given.iter().filter(|folder| folder.is_dir()));
    command
        .arg(format!("-dict={}", dictionary.display()))
        .arg(format!("-artifact_prefix={}/", found.display()))
        .arg(format!("-max_len={LONGEST_INPUT}"))
        .args(["-timeout=10", "-rss_limit_mb=1024", "-print_final_stats=1"])
        .env("RUST_BACKTRACE", "0");
    Ok(command)
}

fn made(folder: PathBuf) -> anyhow::Result<PathBuf> {
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    Ok(folder)
}

fn emptied(folder: PathBuf) -> anyhow::Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(folder)
}

/// Puts an input where the tests of the crate find it.
fn keep(project: &Project, target: &str, input: &Path) -> anyhow::Result<PathBuf> {
    let name = input.file_name().context("the finding has no name")?;
    let kept = made(project.path(FINDINGS).join(target))?.join(name);
    fs::copy(input, &kept).with_context(|| format!("cannot keep {}", input.display()))?;
    Ok(kept)
}

fn advice(project: &Project, target: &str, kept: &Path) -> String {
    let kept = kept.strip_prefix(project.root()).unwrap_or(kept).display();
    format!(
        "      the input: {kept}\n      once more: cargo run -p fuzz --bin fuzz-{target} -- {kept}\n      \
         it is a test from now on (cargo test -p fuzz): mend what is wrong, and commit both"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_a_binary_a_corpus_and_a_dictionary() {
        let project = Project::find().unwrap();
        for target in TARGETS {
            for place in [
                format!("crates/fuzz/src/bin/{target}.rs"),
                format!("crates/fuzz/corpus/{target}"),
                format!("crates/fuzz/dictionaries/{target}.dict"),
            ] {
                assert!(project.path(&place).exists(), "{place}");
            }
        }
        let binaries = fs::read_dir(project.path("crates/fuzz/src/bin")).unwrap();
        assert_eq!(binaries.count(), TARGETS.len());
    }

    #[test]
    fn a_finding_becomes_a_test() {
        let root = std::env::temp_dir().join(format!("xtask-fuzz-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        let input = root.join("crash-1");
        fs::write(&input, "{").unwrap();
        let project = Project::at(&root);
        let kept = keep(&project, "token", &input).unwrap();
        assert_eq!(fs::read_to_string(&kept).unwrap(), "{");
        let advice = advice(&project, "token", &kept);
        let command = "cargo run -p fuzz --bin fuzz-token -- crates/fuzz/findings/token/crash-1\n";
        assert!(advice.contains(command), "{advice}");
        fs::remove_dir_all(root).unwrap();
    }
}
