//! A token for whoever asks, of which one is had at a time.

mod back_off;
mod stock;

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use domain::jwt::VerifiedJwt;
use provider::Granted;
use tokio::{sync::watch, time::sleep_until};

use self::stock::{Kept, Reach, Stock};
use crate::{Client, ClientError};

/// What a request brought: told to everybody who waits for it.
type Outcome = Result<Arc<VerifiedJwt>, ClientError>;

/// A token for whoever asks. Clones share the token; make one and hand out clones.
///
/// - However many tasks ask at once, there is one request, and everybody gets what it brought. It
///   goes on when those who wait for it give up.
/// - A token with less than the wanted remaining life is never handed out: a minute, or what
///   [`Self::at_least`] says.
/// - Some time before that, whoever asks gets the token that is there, and a new one is fetched
///   meanwhile. Nothing is fetched while nobody asks.
/// - A failure is told to everybody who waited, and to nobody else: it is not kept. But the next
///   request leaves only after a pause, which grows from a quarter of a second to eight seconds with
///   each failure, so that a server in trouble is left in peace. Put a time limit around
///   [`Self::token`] where that is too long to wait.
///
/// The [crate's documentation](crate) has an example.
#[derive(Clone)]
pub struct TokenSource {
    shared: Arc<Shared>,
    at_least: Duration,
}

struct Shared {
    client: Client,
    stock: Mutex<Stock>,
}

impl TokenSource {
    /// For how long a token that is handed out is valid, where nothing else was said.
    pub const AT_LEAST: Duration = Duration::from_mins(1);

    /// A source of the organization's own token.
    pub fn for_organization(client: Client) -> Self {
        Self::of(client, Stock::empty())
    }

    /// A source that begins with a person's refreshable token and renews it. Once the token cannot be
    /// renewed any more, that is told to everybody who asks, and the person has to sign in anew.
    ///
    /// ```
    /// # async fn example(client: client::Client, granted: client::Granted)
    /// # -> Result<(), client::ClientError> {
    /// use client::TokenSource;
    ///
    /// // `granted` is what a sign-in with `Refreshable::Yes` brought.
    /// let source = TokenSource::renewing(client, granted.jwt);
    /// let token = source.token().await?;
    /// # let _ = token;
    /// # Ok(())
    /// # }
    /// ```
    pub fn renewing(client: Client, jwt: VerifiedJwt) -> Self {
        let now = client.now();
        Self::of(client, Stock::holding(Arc::new(jwt), now))
    }

    fn of(client: Client, stock: Stock) -> Self {
        let shared = Arc::new(Shared { client, stock: Mutex::new(stock) });
        Self { shared, at_least: Self::AT_LEAST }
    }

    /// The same source for callers who need a token that is valid for so long. Of a refreshable
    /// token's or the organization's whole life it should be a small part.
    #[must_use]
    pub fn at_least(&self, at_least: Duration) -> Self {
        Self { at_least, ..self.clone() }
    }

    /// A token that is valid for as long as wanted. It may be dropped while it waits.
    ///
    /// # Errors
    /// When the request for a new one failed, or what it brought does not live for long enough.
    ///
    /// # Panics
    /// Outside of a Tokio runtime.
    pub async fn token(&self) -> Result<Arc<VerifiedJwt>, ClientError> {
        // A request ends without an outcome with the runtime of whoever began it. Whoever waited for it
        // on another one makes one of their own.
        for _ in 0..2 {
            match self.reach() {
                Reach::Here(jwt) => return Ok(jwt),
                Reach::Coming(mut promise) => {
                    let outcome = promise.wait_for(Option::is_some).await;
                    if let Some(outcome) = outcome.ok().and_then(|outcome| outcome.clone()) {
                        return self.checked(outcome?);
                    }
                }
            }
        }
        Err(ClientError::Interrupted)
    }

    /// What can be had now, with a request under way where one is needed.
    fn reach(&self) -> Reach {
        let now = self.shared.client.now();
        let mut stock = self.shared.stock();
        let next = |stock: &mut Stock| stock.under_way().unwrap_or_else(|| self.set_out(stock));
        match stock.kept(now, self.at_least) {
            Kept::Fresh(jwt) => Reach::Here(jwt),
            Kept::Aging(jwt) => {
                next(&mut stock);
                Reach::Here(jwt)
            }
            Kept::Nothing => Reach::Coming(next(&mut stock)),
        }
    }

    /// Begins the one request.
    fn set_out(&self, stock: &mut Stock) -> watch::Receiver<Option<Outcome>> {
        let (sender, promise) = watch::channel(None);
        let (earliest, before) = stock.set_out(promise.clone());
        let shared = Arc::clone(&self.shared);
        tokio::spawn(async move {
            if let Some(earliest) = earliest {
                sleep_until(earliest).await;
            }
            let outcome = shared.fetch(before).await.map(|granted| Arc::new(granted.jwt));
            shared.stock().put(&outcome, shared.client.now());
            sender.send_replace(Some(outcome));
        });
        promise
    }

    /// Never less than was promised, however quick the token's end and however slow the machine.
    fn checked(&self, jwt: Arc<VerifiedJwt>) -> Result<Arc<VerifiedJwt>, ClientError> {
        let remaining = stock::remaining(&jwt, self.shared.client.now());
        if remaining >= self.at_least {
            return Ok(jwt);
        }
        Err(ClientError::ShortLived { remaining, at_least: self.at_least })
    }
}

impl Shared {
    fn stock(&self) -> MutexGuard<'_, Stock> {
        self.stock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn fetch(&self, before: Option<Arc<VerifiedJwt>>) -> Result<Granted, ClientError> {
        match before {
            Some(before) => self.client.refresh(before.compact(), None).await,
            None => self.client.token_for_organization().await,
        }
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TokenSource")
            .field("client", &self.shared.client)
            .field("at_least", &self.at_least)
            .finish_non_exhaustive()
    }
}
