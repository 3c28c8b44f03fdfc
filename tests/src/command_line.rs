//! The real command as a person starts it, beside the browser.

use std::{
    process::{Child, Command, Stdio},
    thread::JoinHandle,
};

use crate::{Environment, Logs, ORGANIZATION, SECRET, World, until};

/// A command under way, or ended.
pub struct CommandLine {
    process: Child,
    stdout: Logs,
    stderr: Logs,
    /// Take down what it says, until it says no more.
    listening: [JoinHandle<()>; 2],
}

impl CommandLine {
    /// Starts `cockpit-jwt` with these arguments, in an environment that holds what connects it with
    /// the world's identity server, and these variables.
    pub fn start(world: &World, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut process = Command::new(Environment::server())
            .args(arguments)
            .env_clear()
            .env("COCKPIT_JWT_IDENTITY_SERVER", world.identity.base_url())
            .env("COCKPIT_JWT_KEYS", world.identity.public_key_pem())
            .env("COCKPIT_JWT_CLIENT_ID", ORGANIZATION)
            .env("COCKPIT_JWT_CLIENT_SECRET", SECRET)
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let (stdout, stderr) = (Logs::default(), Logs::default());
        let listening = [
            stdout.collect(process.stdout.take().expect("it is piped")),
            stderr.collect(process.stderr.take().expect("it is piped")),
        ];
        Self { process, stdout, stderr, listening }
    }

    /// What it has said so far for programs.
    pub fn stdout(&self) -> String {
        self.stdout.text()
    }

    /// What it has said so far for people.
    pub fn stderr(&self) -> String {
        self.stderr.text()
    }

    /// Waits for the address that it prints, on a line of its own.
    pub async fn address(&self) -> String {
        until("an address from the command", async || {
            let said = self.stderr();
            let complete = said.rsplit_once('\n').map_or("", |(lines, _)| lines);
            let mut lines = complete.lines().map(str::trim);
            lines.find(|line| line.starts_with("http")).map(str::to_owned).ok_or(said.clone())
        })
        .await
    }

    /// Waits until it has ended and everything that it has said is here; its exit code.
    pub async fn end(&mut self) -> Option<i32> {
        let status = until("the end of the command", async || match self.process.try_wait() {
            Ok(Some(status)) => Ok(status),
            Ok(None) => Err(self.stderr.text()),
            Err(error) => Err(error.to_string()),
        });
        let code = status.await.code();
        until("the last that the command said", async || {
            if self.listening.iter().all(JoinHandle::is_finished) {
                Ok(())
            } else {
                Err("there is more to come".to_owned())
            }
        })
        .await;
        code
    }
}

impl Drop for CommandLine {
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(None)) {
            // Only after a journey that broke off.
            let _: std::io::Result<()> = self.process.kill();
            let _: std::io::Result<_> = self.process.wait();
        }
    }
}
