//! Accepts connections, bounded in number and in patience, and ends them in good order.

mod busy;
mod connection;
mod patience;

use std::{future::Future, sync::Arc, time::Duration};

use axum::Router;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::sleep,
};
use tracing::{info, warn};

/// More connections wait in the operating system's queue until one ends.
const MOST_CONNECTIONS: u32 = 1024;

/// Serves until `stop` is ready, then lets requests under way finish, for ten seconds at most.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let connections = Arc::new(Semaphore::new(MOST_CONNECTIONS as usize));
    let (stopping, _) = watch::channel(());
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &connections) => accepted,
            () = &mut stop => break,
        };
        if let Some((stream, permit)) = accepted {
            // Answers are small and written at once; a failure only makes them slower.
            let _set: std::io::Result<()> = stream.set_nodelay(true);
            let (router, stopping) = (router.clone(), stopping.subscribe());
            tokio::spawn(async move {
                connection::attend(stream, router, stopping).await;
                drop(permit);
            });
        }
    }
    drop(listener);
    end(&connections, &stopping).await;
}

async fn accept(
    listener: &TcpListener,
    connections: &Arc<Semaphore>,
) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    // The semaphore is never closed.
    let permit = Arc::clone(connections).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => Some((stream, permit)),
        Err(error) => {
            // Out of file descriptors, or a connection that ended before it began.
            warn!(reason = %error.kind(), "could not accept a connection");
            sleep(Duration::from_millis(100)).await;
            None
        }
    }
}

/// Asks every connection to end and waits until the last has, which takes none of them long.
async fn end(connections: &Semaphore, stopping: &watch::Sender<()>) {
    let open = (MOST_CONNECTIONS as usize).saturating_sub(connections.available_permits());
    info!(connections = open, "stopping");
    stopping.send_replace(());
    // The semaphore is never closed.
    let _all = connections.acquire_many(MOST_CONNECTIONS).await;
}
