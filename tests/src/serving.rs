//! A router at work on a port of this machine.

use std::net::SocketAddr;

use axum::Router;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

/// A running server, which ends when it is told so or forgotten.
pub(crate) struct Serving {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

/// A free port, already listened on.
pub(crate) async fn listener() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is no free port");
    let address = listener.local_addr().expect("the listener has an address");
    (listener, address)
}

impl Serving {
    /// Begins to serve as the product's own server does.
    pub(crate) fn start(listener: TcpListener, router: Router) -> Self {
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(proxy::serve(listener, router, async {
            // A sender that is gone asks to stop as well.
            let _: Result<(), _> = stopped.await;
        }));
        Self { stop, task }
    }

    /// Ends: connections are refused afterwards.
    pub(crate) async fn stop(self) {
        drop(self.stop);
        self.task.await.expect("the server ends in good order");
    }
}
