//! The servers of one journey: identity server, Cockpit API and proxy, each on a port of its own.

use std::{
    net::SocketAddr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{Router, middleware::from_fn_with_state};
use demo::{Clock, CockpitApi, IdentityOptions, IdentityServer, system_clock};
use domain::UnixTime;
use proxy::Config;
use tokio::net::TcpListener;

use crate::{
    Gate, Pages, Recorder, Rest, SECRET, Server, Time, WorldOptions,
    api::{Apis, OddApi},
    binary::Binary,
    door::door_to,
    gate,
    portal::{Place, addresses_of},
    recorder, rest,
    serving::{Serving, listener},
    settings::Settings,
};

/// The running servers.
pub struct World {
    /// The identity server.
    pub identity: IdentityServer,
    /// The API that judges the tokens.
    pub cockpit: CockpitApi,
    /// The unusual API, where a journey wants that.
    pub odd: Option<OddApi>,
    /// What the proxy was asked and answered.
    pub recorder: Recorder,
    /// Holds back what goes to the proxy.
    pub gate: Gate,
    /// Holds back the rest of the page's document.
    pub rest: Rest,
    /// The proxy's own address, with a slash at the end.
    pub proxy_address: String,
    /// The page's address, with a slash at the end.
    pub page: String,
    portal: Option<(Serving, String)>,
    ahead: Arc<AtomicU64>,
    settings: String,
    proxy: Option<Serving>,
    binary: Option<Binary>,
    _tap: Option<Serving>,
}

impl World {
    /// Starts all of them, with the page served by the proxy.
    pub async fn start() -> Self {
        Self::start_with(WorldOptions::default()).await
    }

    /// Starts all of them, with a portal that embeds the widget: by popup and by redirect.
    pub async fn start_in_a_portal() -> Self {
        Self::start_with(WorldOptions::in_a_portal()).await
    }

    /// Starts all of them.
    pub async fn start_with(options: WorldOptions) -> Self {
        let (proxy_listener, proxy_socket) = listener().await;
        let proxy_address = address_of_another_site(proxy_socket);
        let page = options.page.clone().unwrap_or_else(|| proxy_address.clone());

        let place = Place::find(options.portal).await;
        let callbacks = addresses_of(options.callbacks, &page, &proxy_address, place.as_ref());

        let ahead = Arc::new(AtomicU64::new(0));
        let identity = identity_server(&callbacks, &options, &ahead).await;
        let origins = page_origins(&options, &page, place.as_ref());
        let api = Apis::start(options.api, &identity, origins, clock(options.time, &ahead)).await;
        let tap = tapped(&identity.base_url(), options.wiretap.as_ref()).await;
        let settings = Settings {
            proxy_address: &proxy_address,
            callbacks: &callbacks,
            embedding_origin: place.as_ref().and_then(Place::known_origin),
            identity: &identity,
            tapped_at: tap.as_ref().map(|(_, address)| address.as_str()),
        }
        .text(&options, &api.section(options.api));
        let (recorder, gate, rest) = Default::default();
        let (router, binary) = proxy_of(options.server, &settings, options.secret);
        Self {
            proxy: Some(serve(proxy_listener, router, &recorder, &gate, &rest)),
            identity,
            recorder,
            gate,
            rest,
            portal: place.map(|place| place.serve(&proxy_address, origin_of(&api.base()))),
            cockpit: api.cockpit,
            odd: api.odd,
            proxy_address,
            page,
            ahead,
            settings,
            binary,
            _tap: tap.map(|(serving, _)| serving),
        }
    }

    /// The page's origin.
    pub fn page_origin(&self) -> String {
        origin_of(&self.page).to_owned()
    }

    /// The portal's address, with a slash at the end.
    pub fn portal(&self) -> &str {
        &self.portal.as_ref().expect("the journey wants a portal").1
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
        let router = in_process(&self.settings, SECRET);
        self.proxy = Some(serve(listener, router, &self.recorder, &self.gate, &self.rest));
    }

    /// Ends the real server in good order.
    pub async fn end_binary(&mut self) {
        self.binary.as_mut().expect("the real server is running").end().await;
    }

    /// What the Cockpit API says to a token: the status and the body of a real request.
    pub async fn cockpit_says(&self, token: &str) -> (u16, String) {
        self.cockpit_says_to(&format!("Authorization: bearer {token}")).await
    }

    /// What the Cockpit API says to a request with this header, which is a whole line.
    pub async fn cockpit_says_to(&self, header: &str) -> (u16, String) {
        let (name, value) = header.split_once(": ").expect("a header has a name and a value");
        let request = reqwest::Client::new().get(self.cockpit_example()).header(name, value);
        let answer = request.send().await.expect("the Cockpit answers");
        (answer.status().as_u16(), answer.text().await.expect("the answer has an end"))
    }

    /// The address at the Cockpit API that the proxy is told as its example.
    pub fn cockpit_example(&self) -> String {
        format!("{}/ays/repository", self.cockpit.base_url())
    }
}

/// Scheme, host and port of an address.
fn origin_of(address: &str) -> &str {
    let host = address.find("://").expect("an address has a scheme") + 3;
    address[host..].find('/').map_or(address, |end| &address[..host + end])
}

/// The origins whose pages may call the Cockpit.
fn page_origins(options: &WorldOptions, page: &str, portal: Option<&Place>) -> Vec<String> {
    match options.api.pages {
        Pages::Refused => Vec::new(),
        Pages::Allowed => {
            let portal = portal.map(|place| place.address.as_str());
            [page].into_iter().chain(portal).map(|it| origin_of(it).to_owned()).collect()
        }
    }
}

/// By another host name than the identity server's, so that the two are different sites, as they are
/// in production.
fn address_of_another_site(socket: SocketAddr) -> String {
    format!("http://localhost:{}/", socket.port())
}

fn clock(time: Time, ahead: &Arc<AtomicU64>) -> Clock {
    let ahead = Arc::clone(ahead);
    let now: Clock = match time {
        Time::Passes => system_clock(),
        Time::StandsStill => standing_at(system_clock()()),
        Time::StandsStillAt(seconds) => standing_at(UnixTime::from_seconds(seconds)),
    };
    Arc::new(move || now().plus(ahead.load(Ordering::Relaxed)))
}

fn standing_at(time: UnixTime) -> Clock {
    Arc::new(move || time)
}

async fn identity_server(
    callbacks: &[String],
    wanted: &WorldOptions,
    ahead: &Arc<AtomicU64>,
) -> IdentityServer {
    let further = wanted.further_callbacks.iter().map(|&callback| callback.to_owned());
    let callbacks = callbacks.iter().cloned().chain(further);
    let clock = clock(wanted.time, ahead);
    let options = IdentityOptions { clock, ..IdentityOptions::demo(SECRET, callbacks) };
    let (listener, _) = listener().await;
    IdentityServer::start(listener, options).expect("the identity server starts")
}

/// A door to the identity server for the proxy alone, and its address, if it is listened to.
async fn tapped(identity_address: &str, recorder: Option<&Recorder>) -> Option<(Serving, String)> {
    let recorder = recorder?;
    let (listener, socket) = listener().await;
    let door = door_to(identity_address.to_owned())
        .layer(from_fn_with_state(recorder.clone(), recorder::record));
    Some((Serving::start(listener, door), format!("http://{socket}")))
}

fn proxy_of(server: Server, settings: &str, secret: &str) -> (Router, Option<Binary>) {
    match server {
        Server::InProcess => (in_process(settings, secret), None),
        Server::Binary(logs) => {
            let binary = Binary::start(settings, secret, &logs);
            (door_to(binary.address()), Some(binary))
        }
    }
}

fn in_process(settings: &str, secret: &str) -> Router {
    let variables = [("COCKPIT_JWT_CLIENT_SECRET".to_owned(), secret.to_owned())];
    let config = Config::read("journey.toml", settings, Path::new(""), variables.into_iter());
    proxy::router(config.unwrap_or_else(|error| panic!("{error}")))
}

fn serve(
    listener: TcpListener,
    router: Router,
    recorder: &Recorder,
    gate: &Gate,
    rest: &Rest,
) -> Serving {
    let router = router
        .layer(from_fn_with_state(recorder.clone(), recorder::record))
        .layer(from_fn_with_state(rest.clone(), rest::hold))
        .layer(from_fn_with_state(gate.clone(), gate::pass));
    Serving::start(listener, router)
}
