//! One connection, from its first request to its end, which comes in any case.

use std::{convert::Infallible, time::Duration};

use axum::{Router, body::Body, extract::Request, response::Response};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    sync::watch,
    time::{sleep, timeout},
};
use tower::ServiceExt as _;
use tracing::warn;

use super::{
    busy::{Answering, Busy},
    patience::Patient,
};

/// How long a connection may take to send a request's head, and may be idle before one.
const HEAD_TIME: Duration = Duration::from_secs(30);

/// The longest head of a request, in bytes: a token in it fits several times.
const LONGEST_HEAD: usize = 32 * 1024;

/// After so long a connection takes no further request.
const LIFE: Duration = Duration::from_mins(5);

/// How long what is under way may then take to finish.
const FAREWELL: Duration = Duration::from_secs(10);

/// Serves a connection until the peer ends it, its time is over, or the server is to stop.
pub(super) async fn attend(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    router: Router,
    mut stopping: watch::Receiver<()>,
) {
    let busy = Busy::new();
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(
            TokioIo::new(Patient::new(stream, busy.clone())),
            service_fn(|request| answer(router.clone(), busy.clone(), request)),
        );
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        // A broken connection is the peer's affair.
        _ended = &mut connection => return,
        () = sleep(LIFE) => {}
        _asked = stopping.changed() => {}
    }
    connection.as_mut().graceful_shutdown();
    let finished = async {
        tokio::select! {
            biased;
            _ended = connection => {}
            () = busy.over() => {}
        }
    };
    if timeout(FAREWELL, finished).await.is_err() {
        warn!("a request under way was cut off after ten seconds");
    }
}

async fn answer(
    router: Router,
    busy: Busy,
    request: Request<Incoming>,
) -> Result<Response, Infallible> {
    let under_way = busy.begin();
    let response = router.oneshot(request.map(Body::new)).await?;
    Ok(response.map(|body| Body::new(Answering { body, _under_way: under_way })))
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex},
        task::JoinHandle,
        time::Instant,
    };

    use super::{super::patience::WRITE_TIME, *};

    const GET: &[u8] = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    /// A connection to a server that answers with so many bytes. The peer has room for a thousand.
    struct Peer {
        stream: DuplexStream,
        stop: watch::Sender<()>,
        ended: JoinHandle<()>,
    }

    fn connect(length: usize) -> Peer {
        let router = Router::new().route("/", get(move || async move { "x".repeat(length) }));
        let (stream, served) = duplex(1000);
        let (stop, stopping) = watch::channel(());
        Peer { stream, stop, ended: tokio::spawn(attend(served, router, stopping)) }
    }

    #[expect(clippy::disallowed_methods, reason = "the test's own clock, which is paused")]
    fn now() -> Instant {
        Instant::now()
    }

    #[tokio::test(start_paused = true)]
    async fn who_does_not_read_the_answer_is_dropped() {
        let mut peer = connect(300_000);
        let begun = now();
        peer.stream.write_all(GET).await.unwrap();
        peer.ended.await.unwrap();
        assert_eq!(begun.elapsed().as_secs(), WRITE_TIME.as_secs());
    }

    #[tokio::test(start_paused = true)]
    async fn who_reads_slowly_gets_the_whole_answer() {
        let mut peer = connect(10_000);
        peer.stream.write_all(GET).await.unwrap();
        let (mut read, mut part) = (Vec::new(), [0; 1000]);
        while !read.ends_with(&[b'x'; 10_000]) {
            sleep(Duration::from_secs(20)).await;
            let length = peer.stream.read(&mut part).await.unwrap();
            assert_ne!(length, 0, "{} read", read.len());
            read.extend_from_slice(&part[..length]);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn no_connection_is_kept_for_ever() {
        let mut peer = connect(1);
        let begun = now();
        let mut answer = [0; 1000];
        while peer.stream.write_all(GET).await.is_ok() {
            if peer.stream.read(&mut answer).await.unwrap() == 0 {
                break;
            }
            sleep(Duration::from_secs(20)).await;
        }
        peer.ended.await.unwrap();
        // The peer notices when it tries again, or after its last pause.
        let pause = Duration::from_secs(20);
        assert!((LIFE..=LIFE + pause).contains(&begun.elapsed()), "{:?}", begun.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn half_a_head_does_not_hold_up_the_end() {
        for sent in ["", "GET / HTTP/1.1\r\nHo"] {
            let mut peer = connect(1);
            let begun = now();
            peer.stream.write_all(sent.as_bytes()).await.unwrap();
            tokio::task::yield_now().await;
            peer.stop.send_replace(());
            peer.ended.await.unwrap();
            assert_eq!(begun.elapsed().as_secs(), 0, "{sent}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_on_its_way_is_finished_and_then_waited_for_no_longer() {
        let mut peer = connect(10_000);
        peer.stream.write_all(GET).await.unwrap();
        peer.stream.read_exact(&mut [0; 8]).await.unwrap();
        peer.stop.send_replace(());
        let mut rest = Vec::new();
        peer.stream.read_to_end(&mut rest).await.unwrap();
        assert!(rest.ends_with(&[b'x'; 10_000]));

        let mut peer = connect(10_000);
        peer.stream.write_all(GET).await.unwrap();
        peer.stream.read_exact(&mut [0; 8]).await.unwrap();
        let begun = now();
        peer.stop.send_replace(());
        peer.ended.await.unwrap();
        assert_eq!(begun.elapsed().as_secs(), FAREWELL.as_secs());
    }
}
