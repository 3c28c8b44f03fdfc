//! Holds requests back before they reach a server, as a slow or watched line would.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::Uri,
    middleware::Next,
    response::Response,
};
use tokio::sync::watch;

/// A gate in front of a server, open at first. Clones are the same gate.
#[derive(Debug, Clone)]
pub struct Gate(Arc<watch::Sender<Position>>);

#[derive(Debug, Default)]
enum Position {
    /// Everything goes through.
    #[default]
    Open,
    /// Requests to addresses with this part are held back.
    ClosedFor(String),
    /// The request to this address is held back, and no other.
    Holding(Uri),
}

impl Default for Gate {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::default()))
    }
}

impl Gate {
    /// Holds back the next request whose address has this part, and only that one.
    pub fn close_for(&self, part: &str) {
        self.0.send_replace(Position::ClosedFor(part.to_owned()));
    }

    /// Waits until a request is held back, and gives its path and query.
    pub async fn standing(&self) -> String {
        let mut position = self.0.subscribe();
        let holding = position.wait_for(|position| matches!(position, Position::Holding(_))).await;
        match &*holding.expect("the gate is still there") {
            Position::Holding(address) => address.to_string(),
            Position::Open | Position::ClosedFor(_) => unreachable!("it was waited for"),
        }
    }

    /// Lets the request go that is held back.
    pub fn open(&self) {
        self.0.send_replace(Position::Open);
    }
}

/// The layer that holds back.
pub(crate) async fn pass(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let address = request.uri();
    let held = gate.0.send_if_modified(|position| match position {
        Position::ClosedFor(part) if address.to_string().contains(&**part) => {
            *position = Position::Holding(address.clone());
            true
        }
        Position::ClosedFor(_) | Position::Holding(_) | Position::Open => false,
    });
    if held {
        let mut position = gate.0.subscribe();
        // The gate is in this function's hands, so it cannot be gone.
        let _opened = position.wait_for(|position| matches!(position, Position::Open)).await;
    }
    next.run(request).await
}
