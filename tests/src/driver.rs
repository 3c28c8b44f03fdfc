//! A browser's driver: a process that starts one browser and ends it with itself.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    time::Duration,
};

use crate::{Engine, Environment, Logs};

/// A running driver.
pub(crate) struct Driver {
    engine: Engine,
    process: Child,
    port: u16,
    errors: Logs,
}

impl Driver {
    /// Starts it on a free port. It takes one of IPv4 and then wants the same one of IPv6: where
    /// somebody has that, it ends at once, and has to look for another.
    pub(crate) fn start(engine: Engine) -> Self {
        const PORTS: usize = 5;
        let started = (0..PORTS).find_map(|_| Self::start_once(engine));
        started.expect("the browser's driver finds no port that is free")
    }

    fn start_once(engine: Engine) -> Option<Self> {
        let mut process = command(engine)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the browser's driver does not start");
        let errors = Logs::default();
        errors.collect(process.stderr.take().expect("the driver's errors are piped"));
        let output = process.stdout.take().expect("the driver's output is piped");
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let Some(port) = lines.find_map(|line| port_in(&line)) else {
            // It has closed its output, so it has ended or is about to.
            let _: std::io::Result<_> = process.wait();
            return None;
        };
        // It goes on printing; nobody reads it, and a closed pipe would end it.
        std::thread::spawn(move || lines.for_each(drop));
        Some(Self { engine, process, port, errors })
    }

    /// What it and its browser complained about, but for the desktop's services, of which none is
    /// there.
    pub(crate) fn complaints(&self) -> String {
        let errors = self.errors.text();
        let lines =
            errors.lines().filter(|line| !line.contains(":dbus/") && !line.contains("GLib"));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Where it takes commands.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Ends its browser, if that is still there, and then itself.
    pub(crate) async fn stop(mut self) {
        self.ask_to_end().await;
        crate::until("the end of the browser's driver", async || match self.process.try_wait() {
            Ok(Some(_)) => Ok(()),
            Ok(None) => Err("it goes on".to_owned()),
            Err(error) => Err(error.to_string()),
        })
        .await;
    }

    async fn ask_to_end(&self) {
        match self.engine {
            Engine::Chromium => {
                let shutdown = reqwest::Client::new().get(format!("{}/shutdown", self.address()));
                // An answer may not come any more: the process is what counts.
                let _: Result<_, _> = shutdown.timeout(Duration::from_secs(5)).send().await;
            }
            Engine::Firefox => {
                let process = self.process.id().to_string();
                let asked = Command::new("kill").arg("-TERM").arg(process).status();
                assert!(asked.is_ok_and(|status| status.success()), "it cannot be asked to end");
            }
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(None)) {
            // Only after a journey that broke off in an unforeseen place.
            let _: std::io::Result<()> = self.process.kill();
        }
    }
}

fn command(engine: Engine) -> Command {
    match engine {
        Engine::Chromium => {
            let mut command = Command::new(Environment::chromedriver());
            // A browser that does not start says why on its own.
            command.args(["--port=0", "--enable-chrome-logs"]);
            command
        }
        Engine::Firefox => {
            let mut command = Command::new(Environment::geckodriver());
            // The browser's own settings are changed while it runs.
            command.args(["--port=0", "--websocket-port=0", "--allow-system-access"]);
            command
        }
    }
}

/// `ChromeDriver was started successfully on port 12345.`, or geckodriver's `… INFO Listening on
/// 127.0.0.1:12345`.
fn port_in(line: &str) -> Option<u16> {
    let chromium = line.trim_end_matches('.').rsplit_once(" started successfully on port ");
    let firefox = line.rsplit_once("Listening on 127.0.0.1:");
    chromium.or(firefox)?.1.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn the_port_is_read_from_the_drivers_line() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 38915."), Some(38915));
        assert_eq!(
            port_in("1795520247954\tgeckodriver\tINFO\tListening on 127.0.0.1:44765"),
            Some(44765)
        );
        assert_eq!(port_in("Starting ChromeDriver 156.0 on port 0"), None);
        assert_eq!(port_in("Please see https://example.org for suggestions"), None);
    }
}
