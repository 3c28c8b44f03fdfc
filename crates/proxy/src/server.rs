//! Accepts connections, bounded in number and in patience, and ends them in good order.

use std::{future::Future, sync::Arc, time::Duration};

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::{sleep, timeout},
};
use tracing::{info, warn};

/// More connections wait in the operating system's queue until one ends.
const MOST_CONNECTIONS: usize = 1024;

/// How long a connection may take to send a request's head, and may be idle before one.
const HEAD_TIME: Duration = Duration::from_secs(30);

/// The longest head of a request, in bytes: a token in it fits several times.
const LONGEST_HEAD: usize = 32 * 1024;

/// How long requests under way may take to finish when the server is to end.
const FAREWELL: Duration = Duration::from_secs(10);

/// Serves until `stop` is ready, then lets requests under way finish, for ten seconds at most.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let connections = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &connections) => accepted,
            () = &mut stop => break,
        };
        if let Some((stream, permit)) = accepted {
            let connection = graceful.watch(connection(stream, &router));
            tokio::spawn(async move {
                // A broken connection is the peer's affair.
                let _ended: Result<(), hyper::Error> = connection.await;
                drop(permit);
            });
        }
    }
    drop(listener);
    info!(connections = graceful.count(), "stopping");
    if timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        warn!("requests under way were cut off after ten seconds");
    }
}

async fn accept(
    listener: &TcpListener,
    connections: &Arc<Semaphore>,
) -> Option<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
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

fn connection(
    stream: TcpStream,
    router: &Router,
) -> http1::Connection<TokioIo<TcpStream>, TowerToHyperService<Router>> {
    // Answers are small and written at once; a failure only makes them slower.
    let _set: std::io::Result<()> = stream.set_nodelay(true);
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone()))
}
