//! `cargo xtask dev`: Trunk's live reload in front, the demo's servers behind it.

use std::io::{BufRead, BufReader, ErrorKind};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail};

use crate::command_line::DevOptions;
use crate::progress::Progress;
use crate::project::Project;
use crate::{demo, page, process, setup};

pub(crate) fn run(project: &Project, options: &DevOptions) -> anyhow::Result<()> {
    free(options.port)?;
    let mut progress = Progress::of(4);
    progress.step("Looking for the tools", || setup::bring(project, setup::FOR_THE_PAGE))?;
    let server = progress.step("Building the servers", || demo::server(project))?;
    let mut servers =
        progress.step("Starting the servers", || Servers::start(&server, options.port))?;
    progress.announce("Serving the page with live reload; Ctrl-C ends it");
    println!("      without the widget and its callback page, which `cargo xtask demo` serves");
    servers.still_run()?;
    let words = words(options.port, servers.proxy);
    page::trunk(project, &words).and_then(|mut trunk| process::run(&mut trunk))
}

/// Before anything is built: Trunk would say it late, and not how to choose another one.
fn free(port: u16) -> anyhow::Result<()> {
    match TcpListener::bind(("127.0.0.1", port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!("port {port} is in use; choose another one with --port N")
        }
        Err(error) => Err(error).with_context(|| format!("cannot listen on port {port}")),
    }
}

/// The demo's servers, which end with this.
struct Servers {
    process: Child,
    /// The port of the proxy.
    proxy: u16,
}

impl Servers {
    /// On ports of their own, so that a demo may run beside them; they say on which.
    fn start(program: &Path, page: u16) -> anyhow::Result<Self> {
        Self::by(Command::new(program).args(demo_words(page)))
    }

    fn by(command: &mut Command) -> anyhow::Result<Self> {
        let process = command.stdout(Stdio::piped()).spawn();
        let process = process.context("the demo's servers cannot be started")?;
        let mut servers = Self { process, proxy: 0 };
        let mut line = String::new();
        if let Some(output) = servers.process.stdout.take() {
            BufReader::new(output).read_line(&mut line).context("the demo's servers are silent")?;
        }
        servers.proxy = port_in(&line).context("the demo's servers did not start")?;
        Ok(servers)
    }

    fn still_run(&mut self) -> anyhow::Result<()> {
        match self.process.try_wait().context("the demo's servers cannot be looked after")? {
            None => Ok(()),
            Some(status) => bail!("the demo's servers ended with {status}"),
        }
    }
}

impl Drop for Servers {
    /// Ctrl-C reaches them at the same time; this is for a Trunk that ended by itself.
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn demo_words(page: u16) -> Vec<String> {
    let page = format!("http://localhost:{page}/");
    let ports = ["--port", "0", "--identity-port", "0", "--api-port", "0"];
    let words = ["demo", "--no-open", "--print-addresses", "json", "--page-url", &page];
    words.into_iter().chain(ports).map(str::to_owned).collect()
}

/// The proxy's, from the line for programs.
fn port_in(line: &str) -> Option<u16> {
    let (_, after) = line.split_once("\"proxy\":\"http://localhost:")?;
    after.split_once('/')?.0.parse().ok()
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
    fn the_servers_are_told_where_the_page_is_and_say_where_they_are() {
        let expected = "demo --no-open --print-addresses json --page-url http://localhost:8080/ \
                        --port 0 --identity-port 0 --api-port 0";
        assert_eq!(demo_words(8080).join(" "), expected);
        let line = r#"{"api":"http://127.0.0.1:3/api","page":"http://localhost:8080/","proxy":"http://localhost:41/"}"#;
        assert_eq!(port_in(line), Some(41));
        assert_eq!(port_in(""), None);
    }

    #[test]
    fn servers_that_end_at_once_are_noticed() {
        let started = |script: &str| Servers::by(Command::new("sh").args(["-c", script]));
        let error = started("exit 4").map(|servers| servers.proxy).unwrap_err();
        assert_eq!(error.to_string(), "the demo's servers did not start");
        let line = r#"echo '"proxy":"http://localhost:41/"'"#;
        let mut servers = started(&format!("{line}; exec sleep 30")).unwrap();
        assert_eq!(servers.proxy, 41);
        servers.still_run().unwrap();
        let mut servers = started(&format!("{line}; exit 4")).unwrap();
        servers.process.wait().unwrap();
        let error = servers.still_run().unwrap_err().to_string();
        assert_eq!(error, "the demo's servers ended with exit status: 4");
    }

    #[test]
    fn a_port_in_use_is_told_with_the_option() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let error = free(port).unwrap_err().to_string();
        assert_eq!(error, format!("port {port} is in use; choose another one with --port N"));
        free(0).unwrap();
    }
}
