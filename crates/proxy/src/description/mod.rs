//! What the API offers: known from the start, or fetched from the address of its description.

mod error;
mod fetch;

use std::sync::OnceLock;

use domain::{UnixTime, catalogue::Catalogue};
use tokio::sync::Mutex;

pub(crate) use error::FetchError;
pub(crate) use fetch::Source;

use crate::{clock, routes::Published};

/// For how many seconds nobody is asked again after an attempt that failed.
const PATIENCE: u64 = 60;

/// The operations of the API, as soon as they are known.
#[derive(Debug)]
pub(crate) struct Description {
    /// What the settings say of the API, without operations.
    stated: Catalogue,
    source: Option<Source>,
    known: OnceLock<Known>,
    /// When the last attempt that brought nothing began; locked while one is under way.
    failed_at: Mutex<Option<UnixTime>>,
}

/// Operations, and the same as they are sent.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) catalogue: Catalogue,
    pub(crate) published: Published,
}

impl Description {
    /// What is known already.
    pub(crate) fn known_as(catalogue: Catalogue) -> Self {
        let description = Self::new(Catalogue::default(), None);
        description.known.get_or_init(|| Known::new(catalogue));
        description
    }

    /// What is to be fetched. Title and operations come from there, the rest from `stated`.
    pub(crate) fn fetched_from(source: Source, stated: Catalogue) -> Self {
        Self::new(stated, Some(source))
    }

    fn new(stated: Catalogue, source: Option<Source>) -> Self {
        Self { stated, source, known: OnceLock::new(), failed_at: Mutex::new(None) }
    }

    /// Fetches it if it has to be, and gives what there is to say of it: which parts could not be
    /// read, or why there is nothing.
    pub(crate) async fn remarks_on_fetching(&self) -> Vec<String> {
        let Some(source) = &self.source else { return Vec::new() };
        let mut failed_at = self.failed_at.lock().await;
        if self.known.get().is_some() {
            return Vec::new();
        }
        // Noted before, since whoever asked may go away in the middle of it.
        *failed_at = Some(clock::now());
        match source.fetch().await {
            Ok(described) => {
                let Catalogue { title, operations, .. } = described.catalogue;
                let stated = self.stated.clone();
                self.known.get_or_init(|| Known::new(Catalogue { title, operations, ..stated }));
                described.remarks.iter().map(|remark| source.remark(remark)).collect()
            }
            Err(error) => vec![source.complaint(&error)],
        }
    }

    /// What the API offers. What could not be fetched at the start is tried for again.
    pub(crate) async fn known(&self) -> Option<&Known> {
        if self.known.get().is_none() && self.may_try().await {
            for remark in self.remarks_on_fetching().await {
                tracing::warn!(remark, "the description of the API was fetched again");
            }
        }
        self.known.get()
    }

    async fn may_try(&self) -> bool {
        let failed_at = *self.failed_at.lock().await;
        failed_at.is_none_or(|at| clock::now().seconds_since(at) >= PATIENCE)
    }
}

impl Known {
    fn new(catalogue: Catalogue) -> Self {
        let published = Published::new(&catalogue);
        Self { catalogue, published }
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    #[tokio::test]
    async fn after_a_while_it_is_tried_for_again() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/d", listener.local_addr().unwrap());
        let source = Source::new(Url::parse(&address).unwrap(), "it".to_owned(), None).unwrap();
        let description = Description::fetched_from(source, Catalogue::default());
        drop(listener);
        assert_eq!(description.remarks_on_fetching().await.len(), 1);
        assert!(description.known().await.is_none());

        let listener = tokio::net::TcpListener::bind(&address[7..address.len() - 2]).await.unwrap();
        let routes = axum::Router::new().fallback(async || "#%RAML 1.0\ntitle: T\n/a:\n  get:\n");
        tokio::spawn(axum::serve(listener, routes).into_future());
        assert!(description.known().await.is_none(), "it is not tried for all the time");
        *description.failed_at.lock().await = Some(clock::now().minus(PATIENCE));
        let known = description.known().await.unwrap();
        assert_eq!((&*known.catalogue.title, known.catalogue.operations.len()), ("T", 1));
    }

    #[tokio::test]
    async fn who_goes_away_meanwhile_does_not_bring_about_another_attempt() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/d", listener.local_addr().unwrap());
        let source = Source::new(Url::parse(&address).unwrap(), "it".to_owned(), None).unwrap();
        let description = Description::fetched_from(source, Catalogue::default());
        tokio::select! {
            known = description.known() => panic!("{known:?}"),
            connection = listener.accept() => drop(connection),
        }
        assert!(description.known().await.is_none());
        let other = std::time::Duration::from_millis(50);
        assert!(tokio::time::timeout(other, listener.accept()).await.is_err());
    }
}
