//! A router at work on a listener, until it is told to stop.

use std::{io, net::SocketAddr, time::Duration};

use axum::Router;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle, time::timeout};

/// How long requests under way may take after the server was told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// A running server. Dropped without [`Self::shutdown`] it stops as well, but nobody waits for it.
pub(crate) struct Serving {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<io::Result<()>>,
}

impl Serving {
    /// Begins to serve; must be called inside a Tokio runtime.
    pub(crate) fn start(listener: TcpListener, router: Router) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let server = axum::serve(listener, service).with_graceful_shutdown(async {
            // An error means that the sender is gone, which is a request to stop, too.
            let _: Result<(), _> = stopped.await;
        });
        Ok(Self { address, stop, task: tokio::spawn(server.into_future()) })
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops listening and waits for requests under way, but not for one that never ends.
    pub(crate) async fn shutdown(self) -> io::Result<()> {
        let Self { stop, mut task, .. } = self;
        drop(stop);
        if let Ok(ended) = timeout(GRACE, &mut task).await {
            return ended.map_err(io::Error::other)?;
        }
        task.abort();
        Ok(())
    }
}
