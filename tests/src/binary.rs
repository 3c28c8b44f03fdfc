//! The real server as a process of its own.

use std::{
    env, fs,
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

use crate::{Environment, Logs, until};

/// Settings that only a process needs. The secret is in a file beside.
const OWN_SETTINGS: &str = "listen = \"127.0.0.1:0\"\n\
    client_secret_file = \"secret\"\n\
    log_level = \"debug\"\n";

/// The running process.
pub(crate) struct Binary {
    process: Child,
    port: u16,
    _folder: TempDir,
}

impl Binary {
    /// Starts `cockpit-jwt serve` with these settings; what it prints goes into `logs`.
    pub(crate) fn start(settings: &str, secret: &str, logs: &Logs) -> Self {
        let folder = tempfile::tempdir().expect("there is no room for a configuration");
        let file = folder.path().join("cockpit-jwt.toml");
        fs::write(&file, format!("{OWN_SETTINGS}{settings}")).expect("it can be written");
        fs::write(folder.path().join("secret"), secret).expect("it can be written");
        let mut command = Command::new(Environment::server());
        // The variables that tell these tests where things are would be taken for settings.
        for (variable, _) in env::vars().filter(|(name, _)| name.starts_with("COCKPIT_JWT_")) {
            command.env_remove(variable);
        }
        command.arg("serve").arg("--config").arg(file);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().expect("the server starts");
        logs.collect(process.stderr.take().expect("it is piped"));
        let mut output = BufReader::new(process.stdout.take().expect("it is piped"));
        let mut greeting = String::new();
        output.read_line(&mut greeting).expect("the server prints a line");
        let port =
            greeting.trim_end().rsplit_once(", port ").and_then(|(_, port)| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("no port in {greeting:?}: {}", logs.text()));
        logs.collect(output);
        Self { process, port, _folder: folder }
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks it to end, as a service manager does, and waits until it has ended in good order.
    pub(crate) async fn end(&mut self) {
        let asked = Command::new("kill").arg("-TERM").arg(self.process.id().to_string()).status();
        assert!(asked.is_ok_and(|status| status.success()), "the server cannot be asked to end");
        let status = until("the end of the server", async || match self.process.try_wait() {
            Ok(Some(status)) => Ok(status),
            Ok(None) => Err("it goes on".to_owned()),
            Err(error) => Err(error.to_string()),
        });
        assert_eq!(status.await.code(), Some(0), "the server ends in good order");
    }
}

impl Drop for Binary {
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(None)) {
            // Only after a journey that broke off.
            let _: std::io::Result<()> = self.process.kill();
            let _: std::io::Result<_> = self.process.wait();
        }
    }
}
