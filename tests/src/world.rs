//! The servers of one journey: identity server, Cockpit API and proxy, each on a port of its own.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{Router, middleware::from_fn_with_state};
use demo::{Clock, CockpitApi, CockpitOptions, IdentityOptions, IdentityServer, system_clock};
use domain::{OrganizationId, UnixTime};
use proxy::Config;
use signature::PublicKey;
use tokio::net::TcpListener;

use crate::{
    Environment, Gate, Logs, Recorder,
    binary::Binary,
    gate, recorder,
    serving::{Serving, listener},
};

/// The organization of all journeys.
pub const ORGANIZATION: &str = "moehaha";

/// The proxy's client secret, to be found nowhere.
pub const SECRET: &str = "canary-5f1d0c7e-the-client-secret";

/// In what form the proxy runs.
#[derive(Debug, Default)]
pub enum Server {
    /// In this process.
    #[default]
    InProcess,
    /// The real one, as a process of its own that prints into these logs.
    Binary(Logs),
}

/// What a journey wants different from the usual.
#[derive(Debug, Default)]
pub struct WorldOptions {
    /// In what form the proxy runs.
    pub server: Server,
    /// Where the page is served, if not by the proxy: its address, with a slash at the end.
    pub page: Option<String>,
}

/// The running servers.
pub struct World {
    /// The identity server.
    pub identity: IdentityServer,
    /// The API that judges the tokens.
    pub cockpit: CockpitApi,
    /// What the proxy was asked and answered.
    pub recorder: Recorder,
    /// Holds back what goes to the proxy.
    pub gate: Gate,
    /// The proxy's own address, with a slash at the end.
    pub proxy_address: String,
    /// The page's address, with a slash at the end.
    pub page: String,
    ahead: Arc<AtomicU64>,
    settings: String,
    proxy: Option<Serving>,
    binary: Option<Binary>,
}

impl World {
    /// Starts all of them, with the page served by the proxy.
    pub async fn start() -> Self {
        Self::start_with(WorldOptions::default()).await
    }

    /// Starts all of them.
    pub async fn start_with(options: WorldOptions) -> Self {
        let (proxy_listener, proxy_socket) = listener().await;
        // Another host name than the identity server's, so that the two are different sites, as
        // they are in production.
        let proxy_address = format!("http://localhost:{}/", proxy_socket.port());
        let page = options.page.clone().unwrap_or_else(|| proxy_address.clone());

        let ahead = Arc::new(AtomicU64::new(0));
        let identity = identity_server(&page, &ahead).await;
        let cockpit = cockpit(&identity).await;
        let settings = settings(&options, &proxy_address, &page, &identity, &cockpit);
        let (recorder, gate) = (Recorder::default(), Gate::default());
        let (router, binary) = match options.server {
            Server::InProcess => (in_process(&settings), None),
            Server::Binary(logs) => {
                let binary = Binary::start(&settings, &logs);
                (binary.door(), Some(binary))
            }
        };
        let proxy = Some(serve(proxy_listener, router, &recorder, &gate));
        Self {
            identity,
            cockpit,
            recorder,
            gate,
            proxy_address,
            page,
            ahead,
            settings,
            proxy,
            binary,
        }
    }

    /// The page's origin.
    pub fn page_origin(&self) -> String {
        let (scheme, rest) = self.page.split_once("://").expect("the page has an address");
        format!("{scheme}://{}", rest.split('/').next().unwrap_or_default())
    }

    /// Lets time pass at the identity server.
    pub fn pass_seconds(&self, seconds: u64) {
        self.ahead.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Ends the proxy: nobody answers on its port any more.
    pub async fn stop_proxy(&mut self) {
        if let Some(proxy) = self.proxy.take() {
            proxy.stop().await;
        }
    }

    /// Starts the proxy again, where it was.
    pub async fn start_proxy_again(&mut self) {
        let port =
            self.proxy_address.trim_end_matches('/').rsplit_once(':').expect("it has a port").1;
        let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await;
        let listener = listener.expect("the port is free again");
        self.proxy = Some(serve(listener, in_process(&self.settings), &self.recorder, &self.gate));
    }

    /// Ends the real server in good order.
    pub async fn end_binary(&mut self) {
        self.binary.as_mut().expect("the real server is running").end().await;
    }

    /// What the Cockpit API says to a token: the status and the body of a real request.
    pub async fn cockpit_says(&self, token: &str) -> (u16, String) {
        let request = reqwest::Client::new()
            .get(format!("{}/ays/repository", self.cockpit.base_url()))
            .header("Authorization", format!("bearer {token}"));
        let answer = request.send().await.expect("the Cockpit answers");
        (answer.status().as_u16(), answer.text().await.expect("the answer has an end"))
    }
}

async fn identity_server(page: &str, ahead: &Arc<AtomicU64>) -> IdentityServer {
    let ahead = Arc::clone(ahead);
    let now = system_clock();
    let clock: Clock =
        Arc::new(move || UnixTime::from_seconds(now().seconds() + ahead.load(Ordering::Relaxed)));
    let options = IdentityOptions { clock, ..IdentityOptions::demo(SECRET, [page]) };
    let (listener, _) = listener().await;
    IdentityServer::start(listener, options).expect("the identity server starts")
}

async fn cockpit(identity: &IdentityServer) -> CockpitApi {
    let organization = OrganizationId::parse(ORGANIZATION).expect("it is a name");
    let key = PublicKey::from_pem(&identity.public_key_pem()).expect("it is a key");
    let options = CockpitOptions::new(organization, key);
    let (listener, _) = listener().await;
    CockpitApi::start(listener, options).expect("the Cockpit starts")
}

/// The proxy's configuration file.
fn settings(
    options: &WorldOptions,
    proxy_address: &str,
    page: &str,
    identity: &IdentityServer,
    cockpit: &CockpitApi,
) -> String {
    let served = if options.page.is_none() {
        format!("page = {:?}\n", Environment::dist().display().to_string())
    } else {
        String::new()
    };
    format!(
        "public_url = {proxy_address:?}\n\
         redirect_uris = [{page:?}]\n\
         {served}\
         identity_server = {identity_server:?}\n\
         keys = ['''{key}''']\n\
         client_id = {ORGANIZATION:?}\n\
         scopes = [\"user:name\", \"user:memberof:moehaha.team\"]\n\
         organization_tokens = \"members\"\n\
         [api]\n\
         name = \"Cockpit\"\n\
         base = {base:?}\n\
         example = \"/ays/repository\"\n",
        identity_server = identity.base_url(),
        key = identity.public_key_pem(),
        base = cockpit.base_url(),
    )
}

fn in_process(settings: &str) -> Router {
    let variables = [("COCKPIT_JWT_CLIENT_SECRET".to_owned(), SECRET.to_owned())];
    let config = Config::read("journey.toml", settings, Path::new(""), variables.into_iter());
    proxy::router(config.unwrap_or_else(|error| panic!("{error}")))
}

fn serve(listener: TcpListener, router: Router, recorder: &Recorder, gate: &Gate) -> Serving {
    let router = router
        .layer(from_fn_with_state(recorder.clone(), recorder::record))
        .layer(from_fn_with_state(gate.clone(), gate::pass));
    Serving::start(listener, router)
}
