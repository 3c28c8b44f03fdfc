//! What Firefox reports by WebDriver `BiDi` while a journey goes on.

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::StreamExt as _;
use serde_json::{Value, json};
use thirtyfour::{WebDriver, bidi::BiDi};

/// The connection, and the events that came by it since they were last asked for.
pub(in super::super) struct Heard {
    bidi: BiDi,
    events: Arc<Mutex<Vec<Event>>>,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub(in super::super) struct Event {
    pub(super) name: String,
    pub(super) parameters: Value,
}

impl Heard {
    /// Begins to listen, in every window.
    pub(in super::super) async fn begin(driver: &WebDriver) -> Self {
        let bidi = driver.bidi().await.expect("the browser speaks WebDriver BiDi");
        let heard = Self { bidi, events: Arc::default() };
        let mut stream = heard.bidi.subscribe_raw();
        let events = Arc::clone(&heard.events);
        tokio::spawn(async move {
            while let Some(event) = stream.next().await {
                let event = Event { name: event.method, parameters: event.params };
                events.lock().unwrap_or_else(PoisonError::into_inner).push(event);
            }
        });
        let what = json!({ "events": ["network.beforeRequestSent", "log.entryAdded"] });
        heard.tell("session.subscribe", what).await;
        heard
    }

    /// One command.
    pub(super) async fn tell(&self, method: &str, parameters: Value) -> Value {
        let answer = self.bidi.send_raw(method, parameters).await;
        answer.unwrap_or_else(|error| panic!("{method} is refused: {error}"))
    }

    /// Everything that happened since the last call.
    pub(super) async fn since(&self) -> Vec<Event> {
        // What happened before is reported before the answer to this.
        self.tell("session.status", json!({})).await;
        tokio::task::yield_now().await;
        std::mem::take(&mut *self.events.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
