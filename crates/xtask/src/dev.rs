//! `cargo xtask dev`: Trunk's live reload in front, the demo's servers behind it.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command};

use anyhow::Context;

use crate::command_line::DevOptions;
use crate::progress::Progress;
use crate::project::Project;
use crate::{demo, page, process, setup};

pub(crate) fn run(project: &Project, options: &DevOptions) -> anyhow::Result<()> {
    let mut progress = Progress::of(3);
    progress.step("Looking for the tools", || setup::bring(project, setup::FOR_THE_PAGE))?;
    let server = progress.step("Building the servers", || demo::server(project))?;
    progress.announce("Serving the page with live reload; Ctrl-C ends it");
    let proxy = free_port()?;
    let mut servers = start(&server, proxy, options.port)?;
    let ended = page::trunk(project, &words(options.port, proxy))
        .and_then(|mut trunk| process::run(&mut trunk));
    // Ctrl-C reaches both at once; this is for a Trunk that ended by itself.
    let _ = servers.kill();
    servers.wait().context("the end of the demo's servers cannot be awaited")?;
    ended
}

/// On ports of their own, so that a demo may run beside them.
fn start(server: &Path, proxy: u16, page: u16) -> anyhow::Result<Child> {
    let mut command = Command::new(server);
    command.args(["demo", "--no-open", "--port", &proxy.to_string()]);
    command.args(["--identity-port", "0", "--api-port", "0"]);
    command.args(["--page-url", &format!("http://localhost:{page}/")]);
    command.spawn().context("the demo's servers cannot be started")
}

/// A port that was free a moment ago: Trunk has to be told where the proxy will be.
fn free_port() -> anyhow::Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no port is free")?;
    Ok(listener.local_addr().context("a port does not say its number")?.port())
}

/// Not into `dist/`: what stands there is the release, and stays it.
fn words(page: u16, proxy: u16) -> Vec<String> {
    let backend = format!("http://localhost:{proxy}/api");
    let port = page.to_string();
    let words =
        ["serve", "--dist", "target/dev-page", "--port", &port, "--proxy-backend", &backend];
    words.map(str::to_owned).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_is_told_where_the_proxy_is_and_leaves_the_release_alone() {
        let expected = "serve --dist target/dev-page --port 8080 \
                        --proxy-backend http://localhost:9000/api";
        assert_eq!(words(8080, 9000).join(" "), expected);
    }

    #[test]
    fn a_free_port_can_be_used() {
        let port = free_port().unwrap();
        assert_ne!(port, 0);
        assert!(TcpListener::bind(("127.0.0.1", port)).is_ok());
    }
}
