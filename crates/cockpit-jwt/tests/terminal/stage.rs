//! The demo's servers, a folder with keys and secret, and the command as a process among them.

use std::{
    fs,
    io::Write as _,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
};

use demo::{CockpitApi, CockpitOptions, Fault, IdentityOptions, IdentityServer};
use domain::OrganizationId;
use reqwest::{
    Method,
    header::{COOKIE, LOCATION, SET_COOKIE},
    redirect::Policy,
};
use signature::PublicKey;
use tokio::{net::TcpListener, runtime::Runtime};

use crate::transcript::Transcript;

/// Must be found in nothing that is printed.
pub(crate) const SECRET: &str = "canary-secret-1984";

static COUNT: AtomicUsize = AtomicUsize::new(0);

/// The servers, and everything that lies on the disk.
pub(crate) struct Stage {
    pub(crate) runtime: Runtime,
    pub(crate) identity: IdentityServer,
    pub(crate) api: CockpitApi,
    folder: PathBuf,
}

impl Stage {
    pub(crate) fn set() -> Self {
        let runtime = Runtime::new().unwrap();
        let (identity, api) = runtime.block_on(async {
            let listener = || TcpListener::bind("127.0.0.1:0");
            let callbacks = ["http://127.0.0.1:", "http://[::1]:"];
            let options = IdentityOptions::demo(SECRET, callbacks);
            let identity = IdentityServer::start(listener().await.unwrap(), options).unwrap();
            let key = PublicKey::from_pem(&identity.public_key_pem()).unwrap();
            let organization = OrganizationId::parse("moehaha").unwrap();
            let options = CockpitOptions::new(organization, key);
            (identity, CockpitApi::start(listener().await.unwrap(), options).unwrap())
        });
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("cockpit-jwt-terminal-{}-{count}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        let stage = Self { runtime, identity, api, folder };
        stage.write("secret", SECRET);
        stage.write("wrong-secret", "canary-wrong");
        stage.write("key.pem", &stage.identity.public_key_pem());
        stage
    }

    /// Puts a file into the folder in which commands run.
    pub(crate) fn write(&self, name: &str, contents: &str) {
        fs::write(self.folder.join(name), contents).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn fault(&self, fault: Fault) {
        self.identity.faults().set(fault);
    }

    /// Runs the command in an empty environment with these variables, and with this on stdin.
    pub(crate) fn run_with(
        &self,
        arguments: &[&str],
        variables: &[(&str, &str)],
        stdin: &str,
    ) -> Transcript {
        let mut child = self.start(arguments, variables);
        // The command may well end without reading all of it.
        let _written = child.stdin.take().unwrap().write_all(stdin.as_bytes());
        Transcript::of(self, arguments, &child.wait_with_output().unwrap())
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Transcript {
        self.run_with(arguments, &[], "")
    }

    /// Runs the command with the options that name the demo's identity server.
    pub(crate) fn ask(&self, arguments: &[&str], stdin: &str) -> Transcript {
        let address = self.identity.base_url();
        self.run_with(&[arguments, &connected(&address)].concat(), &[], stdin)
    }

    pub(crate) fn start(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_cockpit-jwt"))
            .args(arguments)
            .env_clear()
            .envs(variables.iter().copied())
            .current_dir(&self.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Signs bob in at this address as his browser would; the address at which that ends.
    pub(crate) fn sign_in(&self, address: &str) -> String {
        self.runtime.block_on(self.signed_in(address))
    }

    async fn signed_in(&self, address: &str) -> String {
        let browser = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
        let (mut cookie, mut target) = (String::new(), address.to_owned());
        loop {
            let method = if target.contains("/v1/") { Method::GET } else { Method::POST };
            let request = browser.request(method, &target).header(COOKIE, &cookie);
            let request = request.header("Content-Type", "application/x-www-form-urlencoded");
            let answer = request.body("username=bob").send().await.unwrap();
            let header = |name| answer.headers()[name].to_str().unwrap();
            if answer.headers().contains_key(SET_COOKIE) {
                header(SET_COOKIE).split(';').next().unwrap().clone_into(&mut cookie);
            }
            match header(LOCATION) {
                next if next.starts_with('/') => {
                    target = format!("{}{next}", self.identity.base_url());
                }
                back => return back.to_owned(),
            }
        }
    }

    /// What a browser is shown at an address: the status and the page.
    pub(crate) fn visit(&self, address: &str) -> (u16, String) {
        self.runtime.block_on(async {
            let client = reqwest::Client::builder().no_proxy().build().unwrap();
            let answer = client.get(address).send().await.unwrap();
            (answer.status().as_u16(), answer.text().await.unwrap())
        })
    }
}

/// The options that name the demo's identity server.
pub(crate) fn connected(address: &str) -> [&str; 6] {
    ["--identity-server", address, "--client-id", "moehaha", "--key", "key.pem"]
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _removed = fs::remove_dir_all(&self.folder);
    }
}
