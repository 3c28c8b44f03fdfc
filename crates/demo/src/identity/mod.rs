//! An identity server that speaks the ItsYou.online dialect, quirks included.

mod access_token;
mod answer;
mod authorize;
mod book;
mod consent;
mod faults;
mod jwt;
mod login;
mod options;
mod organization;
mod page;
mod parameters;
mod people;
mod refresh;
mod routes;
mod scopes;
mod session;
mod token;

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aws_lc_rs::rand;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{UnixTime, jwt::Algorithm};
use signature::{SigningError, SigningKey};
use tokio::net::TcpListener;

use self::book::Book;
pub use self::{
    faults::{Fault, FaultControl, Faults},
    options::IdentityOptions,
    people::{ApiKey, ClientCredentials, Organization, Person},
    routes::identity_router,
};
use crate::{clock::Clock, serving::Serving};

/// A running identity server.
pub struct IdentityServer {
    identity: Arc<Identity>,
    serving: Serving,
}

impl IdentityServer {
    /// Begins to serve on `listener`; must be called inside a Tokio runtime.
    ///
    /// # Errors
    /// When the listener has no address, or no key can be generated.
    pub fn start(listener: TcpListener, options: IdentityOptions) -> io::Result<Self> {
        let identity = Identity::new(options).map_err(io::Error::other)?;
        let serving = Serving::start(listener, identity_router(&identity))?;
        Ok(Self { identity, serving })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.serving.address()
    }

    /// The address as the beginning of a URL, without a slash at the end.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address())
    }

    /// The public half of the key that signs its tokens, as PEM.
    pub fn public_key_pem(&self) -> String {
        self.identity.public_key_pem()
    }

    /// How it is to misbehave.
    pub fn faults(&self) -> &Faults {
        self.identity.faults()
    }

    /// Puts a person out of an organization, as an owner of it could at any time.
    pub fn end_membership(&self, username: &str, organization: &str) {
        self.identity.end_membership(username, organization);
    }

    /// Stops listening, so that connections are refused, and waits for requests under way.
    ///
    /// # Errors
    /// When serving had failed before.
    pub async fn shutdown(self) -> io::Result<()> {
        self.serving.shutdown().await
    }
}

/// What the identity server is and remembers.
pub struct Identity {
    clock: Clock,
    signing_key: SigningKey,
    foreign_key: SigningKey,
    fault_control: FaultControl,
    faults: Faults,
    organizations: Vec<Organization>,
    people: Mutex<Vec<Person>>,
    book: Mutex<Book>,
}

impl Identity {
    /// The state behind [`identity_router`].
    ///
    /// # Errors
    /// When the machine has no randomness for its keys.
    pub fn new(options: IdentityOptions) -> Result<Arc<Self>, SigningError> {
        Ok(Arc::new(Self {
            clock: options.clock,
            signing_key: SigningKey::generate(Algorithm::Es384)?,
            foreign_key: SigningKey::generate(Algorithm::Es384)?,
            fault_control: options.fault_control,
            faults: Faults::default(),
            organizations: options.organizations,
            people: Mutex::new(options.people),
            book: Mutex::default(),
        }))
    }

    /// The public half of the key that signs its tokens, as PEM.
    pub fn public_key_pem(&self) -> String {
        self.signing_key.public_key().to_pem()
    }

    /// How it is to misbehave.
    pub const fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Puts a person out of an organization, as an owner of it could at any time.
    pub fn end_membership(&self, username: &str, organization: &str) {
        for person in self.people().iter_mut().filter(|person| person.username == username) {
            person.member_of.retain(|one| one != organization);
            person.owner_of.retain(|one| one != organization);
        }
    }

    fn now(&self) -> UnixTime {
        (self.clock)()
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn people(&self) -> MutexGuard<'_, Vec<Person>> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn person(&self, username: &str) -> Option<Person> {
        self.people().iter().find(|person| person.username == username).cloned()
    }

    fn client(&self, client_id: &str) -> Option<&Organization> {
        self.organizations.iter().find(|organization| organization.globalid == client_id)
    }

    /// 28 base64url characters that nobody can guess: a code, a token or a session.
    #[expect(clippy::disallowed_methods, reason = "a server that makes up tokens is a shell")]
    fn random_token() -> String {
        let mut bytes = [0; 21];
        // Without randomness nothing here may go on; in fact it never fails.
        while rand::fill(&mut bytes).is_err() {}
        URL_SAFE_NO_PAD.encode(bytes)
    }
}
