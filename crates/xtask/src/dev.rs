//! `cargo xtask dev`: Trunk's live reload in front, the demo's servers behind it.

use std::process::Command;

use anyhow::Context;

use crate::command_line::DevOptions;
use crate::progress::Progress;
use crate::project::Project;
use crate::{demo, page, process, setup};

/// Where the demo's proxy listens while Trunk serves the page.
const PROXY: u16 = 8090;

pub(crate) fn run(project: &Project, options: &DevOptions) -> anyhow::Result<()> {
    let mut progress = Progress::of(3);
    progress.step("Looking for the tools", || setup::bring(project, setup::FOR_THE_PAGE))?;
    let server = progress.step("Building the servers", || demo::server(project))?;
    progress.announce("Serving the page with live reload; Ctrl-C ends it");
    let mut servers = Command::new(server)
        .args(["demo", "--no-open", "--port", &PROXY.to_string()])
        .args(["--page-url", &format!("http://localhost:{}/", options.port)])
        .spawn()
        .context("the demo's servers cannot be started")?;
    let ended = process::run(&mut page::trunk(project, &words(options))?);
    // Ctrl-C reaches both at once; this is for a Trunk that ended by itself.
    let _ = servers.kill();
    servers.wait().context("the end of the demo's servers cannot be awaited")?;
    ended
}

/// Not into `dist/`: what stands there is the release, and stays it.
fn words(options: &DevOptions) -> Vec<String> {
    let backend = format!("http://localhost:{PROXY}/api");
    let words = ["serve", "--dist", "target/dev-page", "--port"];
    let mut words: Vec<String> = words.map(str::to_owned).into();
    words.push(options.port.to_string());
    words.extend(["--proxy-backend".to_owned(), backend]);
    words
}
