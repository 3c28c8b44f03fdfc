//! An identity server that counts, a clock that a test moves, and a client of both.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use axum::{extract::Request, middleware::Next, serve};
use client::{
    Client, ClientBuilder, ClientId, ClientSecret, Clock, CompactJwt, Granted, KeySet, PublicKey,
    RedirectUri, Refreshable, ScopeSet, SignIn, UnixTime,
};
use demo::{Fault, Identity, IdentityOptions, identity_router};
use reqwest::{
    Method,
    header::{COOKIE, LOCATION, SET_COOKIE},
};
use tokio::{net::TcpListener, sync::watch};

/// Must be found in no error and no `Debug`.
pub(crate) const SECRET: &str = "canary-4e1c";

const NOW: u64 = 1_795_484_223;

/// The identity server with everything that a test looks at.
pub(crate) struct Server {
    pub(crate) address: String,
    identity: Arc<Identity>,
    requests: watch::Receiver<usize>,
    time: Arc<AtomicU64>,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let time = Arc::new(AtomicU64::new(NOW));
        let mut options = IdentityOptions::demo(SECRET, ["http://127.0.0.1:"]);
        options.clock = clock(&time);
        let identity = Identity::new(options).unwrap();
        let (arrived, requests) = watch::channel(0);
        let count = axum::middleware::from_fn(move |request: Request, next: Next| {
            arrived.send_modify(|count| *count += 1);
            next.run(request)
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = identity_router(&identity).layer(count);
        let router = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
        tokio::spawn(async move { serve(listener, router).await.unwrap() });
        Self { address, identity, requests, time }
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        let key = PublicKey::from_pem(&self.identity.public_key_pem()).unwrap();
        let id = ClientId::parse("moehaha").unwrap();
        ClientBuilder::new(id, ClientSecret::parse(SECRET).unwrap(), KeySet::from(key))
            .identity_server(&self.address)
            .clock(clock(&self.time))
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// How many requests have arrived.
    pub(crate) fn requests(&self) -> usize {
        *self.requests.borrow()
    }

    /// Waits until so many requests have arrived.
    pub(crate) async fn arrived(&self, count: usize) {
        self.requests.clone().wait_for(|arrived| *arrived >= count).await.unwrap();
    }

    /// Lets time pass, for the server and its clients.
    pub(crate) fn pass(&self, seconds: u64) {
        self.time.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) fn fault(&self, fault: Fault) {
        self.identity.faults().set(fault);
    }

    pub(crate) fn behave(&self) {
        self.identity.faults().clear();
    }

    pub(crate) fn end_membership(&self, username: &str) {
        self.identity.end_membership(username, "moehaha");
    }

    /// Bob's token, as his browser and a program bring it about.
    pub(crate) async fn bobs(&self, scope: &str, refreshable: Refreshable) -> Granted {
        let client = self.client();
        let sign_in = sign_in(&client, scope);
        let query = self.consented("bob", sign_in.address()).await;
        let code = sign_in.code(&query).unwrap();
        let audience = "moehaha".parse_audience();
        let redemption = sign_in.redemption(&code, &audience, None, refreshable);
        client.token_from_code(&redemption).await.unwrap()
    }

    /// Goes to the address as a person's browser would, up to the query that comes back.
    pub(crate) async fn consented(&self, username: &str, address: &str) -> String {
        let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        let browser = browser.build().unwrap();
        let (mut cookie, mut target) = (String::new(), address.to_owned());
        loop {
            let method = if target.contains("/v1/") { Method::GET } else { Method::POST };
            let request = browser.request(method, &target).header(COOKIE, &cookie);
            let form = request.header("Content-Type", "application/x-www-form-urlencoded");
            let answer = form.body(format!("username={username}")).send().await.unwrap();
            let header = |name| answer.headers()[name].to_str().unwrap();
            if answer.headers().contains_key(SET_COOKIE) {
                header(SET_COOKIE).split(';').next().unwrap().clone_into(&mut cookie);
            }
            match header(LOCATION) {
                next if next.starts_with('/') => target = format!("{}{next}", self.address),
                back => return back.split_once('?').unwrap().1.to_owned(),
            }
        }
    }
}

/// A sign-in for these scopes, at a client.
pub(crate) fn sign_in(client: &Client, scope: &str) -> SignIn {
    let redirect_uri = RedirectUri::parse("http://127.0.0.1:8094/").unwrap();
    client.sign_in(redirect_uri, scope.parse_scope(), [7; 32]).unwrap()
}

fn clock(time: &Arc<AtomicU64>) -> Clock {
    let time = Arc::clone(time);
    Arc::new(move || UnixTime::from_seconds(time.load(Ordering::Relaxed)))
}

/// Shorter ways to write values.
pub(crate) trait Parsed {
    fn parse_audience(&self) -> client::AudienceSet;
    fn parse_scope(&self) -> ScopeSet;
    fn parse_jwt(&self) -> CompactJwt;
}

impl Parsed for str {
    fn parse_audience(&self) -> client::AudienceSet {
        client::AudienceSet::parse(self).unwrap()
    }

    fn parse_scope(&self) -> ScopeSet {
        ScopeSet::parse(self).unwrap()
    }

    fn parse_jwt(&self) -> CompactJwt {
        CompactJwt::parse(self).unwrap()
    }
}
