//! The demo's servers, and a folder with the command, a browser and a shell.

use std::{
    env, fs,
    os::unix::fs::symlink,
    path::PathBuf,
    process::{Command, Output},
    sync::atomic::{AtomicUsize, Ordering},
};

use demo::{CockpitApi, CockpitOptions, IdentityOptions, IdentityServer};
use domain::OrganizationId;
use signature::PublicKey;
use tokio::{net::TcpListener, runtime::Runtime};

use crate::{book::Block, browser};

/// Must be printed by no command.
const SECRET: &str = "canary-secret-2016";

/// Nobody listens there.
const REDIRECT_URI: &str = "http://127.0.0.1:1/";

static COUNT: AtomicUsize = AtomicUsize::new(0);

/// The servers, and the folder in which one page's commands run.
pub(crate) struct Stage {
    pub(crate) runtime: Runtime,
    pub(crate) identity: IdentityServer,
    pub(crate) api: CockpitApi,
    folder: PathBuf,
}

impl Stage {
    pub(crate) fn set() -> Self {
        let runtime = Runtime::new().unwrap();
        let (identity, api) = runtime.block_on(servers());
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("cockpit-jwt-guide-{}-{count}", std::process::id());
        let folder = env::temp_dir().join(name);
        for part in ["bin", "logs", "work"] {
            fs::create_dir_all(folder.join(part)).unwrap();
        }
        symlink(env!("CARGO_BIN_EXE_cockpit-jwt"), folder.join("bin/cockpit-jwt")).unwrap();
        browser::install(&folder.join("bin/xdg-open"), &folder, &identity.base_url(), REDIRECT_URI);
        fs::write(folder.join("work/key.pem"), identity.public_key_pem()).unwrap();
        Self { runtime, identity, api, folder }
    }

    /// What the commands know as `$CLIENT_SECRET`.
    #[expect(clippy::unused_self, reason = "it is the secret of this stage's identity server")]
    pub(crate) const fn secret(&self) -> &'static str {
        SECRET
    }

    /// Where goes what a block prints.
    pub(crate) fn log(&self, block: &Block) -> PathBuf {
        self.folder.join("logs").join(block.place.replace(':', "-"))
    }

    /// Runs a script as one shell, whose stdin is what the browser's person pastes.
    pub(crate) fn run(&self, script: &str) -> Output {
        let pasted = self.folder.join("pasted");
        assert!(Command::new("mkfifo").arg(&pasted).status().unwrap().success());
        // Open for both ways it neither waits for a writer nor ends with one.
        let script = format!("exec <> '{}'\n{script}", pasted.display());
        let file = self.folder.join("script");
        fs::write(&file, script).unwrap();
        let mut shell = Command::new("sh");
        shell.arg("-eu").arg(file).current_dir(self.folder.join("work")).env_clear();
        shell.envs(self.variables()).output().unwrap()
    }

    fn variables(&self) -> Vec<(&'static str, String)> {
        let bin = self.folder.join("bin");
        let path = env::var("PATH").unwrap_or_default();
        vec![
            ("PATH", format!("{}:{path}", bin.display())),
            ("DISPLAY", ":0".to_owned()),
            ("BROWSER", bin.join("xdg-open").display().to_string()),
            ("IDENTITY", self.identity.base_url()),
            ("API", self.api.base_url()),
            ("CLIENT_SECRET", SECRET.to_owned()),
            ("REDIRECT_URI", REDIRECT_URI.to_owned()),
            ("COCKPIT_JWT_KEY_FILES", "key.pem".to_owned()),
        ]
    }
}

async fn servers() -> (IdentityServer, CockpitApi) {
    let listener = || TcpListener::bind("127.0.0.1:0");
    let options = IdentityOptions::demo(SECRET, ["http://127.0.0.1:"]);
    let identity = IdentityServer::start(listener().await.unwrap(), options).unwrap();
    let key = PublicKey::from_pem(&identity.public_key_pem()).unwrap();
    let organization = OrganizationId::parse("moehaha").unwrap();
    let options = CockpitOptions::new(organization, key);
    (identity, CockpitApi::start(listener().await.unwrap(), options).unwrap())
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _removed = fs::remove_dir_all(&self.folder);
    }
}
