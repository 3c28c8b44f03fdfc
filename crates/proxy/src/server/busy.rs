//! Whether a connection has something under way that is worth waiting for.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::sync::watch;

/// What is under way on one connection, counted. A connection that waits for a request, or for the
/// rest of a request's head, has nothing under way.
#[derive(Debug, Clone)]
pub(super) struct Busy(watch::Sender<usize>);

/// One thing that is under way until this is dropped.
#[derive(Debug)]
pub(super) struct UnderWay(watch::Sender<usize>);

impl Busy {
    pub(super) fn new() -> Self {
        Self(watch::Sender::new(0))
    }

    pub(super) fn begin(&self) -> UnderWay {
        self.0.send_modify(|count| *count += 1);
        UnderWay(self.0.clone())
    }

    /// Ready when nothing is under way.
    pub(super) async fn over(&self) {
        let mut counted = self.0.subscribe();
        // The sender is here, so the channel is not closed.
        let _over = counted.wait_for(|count| *count == 0).await;
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}

/// An answer's body, under way until the last of it has been taken.
pub(super) struct Answering {
    pub(super) body: Body,
    pub(super) _under_way: UnderWay,
}

impl HttpBody for Answering {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
