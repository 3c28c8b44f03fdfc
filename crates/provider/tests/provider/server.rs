//! A server that plays back answers, good and bad, and remembers what it was asked.

use std::{
    collections::VecDeque,
    io,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpListener,
    sync::Notify,
};
use tokio_rustls::TlsAcceptor;

/// What the server does with one request.
#[derive(Clone)]
pub(crate) enum Reply {
    /// Answers.
    Answer { status: u16, content_type: &'static str, body: String },
    /// Sends this and closes the connection.
    CutOff(&'static str),
    /// Sends this and then nothing more, until the other side gives up.
    Silence(&'static str),
    /// Sends a body for as long as anybody reads.
    Endless,
}

impl Reply {
    pub(crate) fn jwt(token: &str) -> Self {
        Self::answer(200, "application/jwt", token)
    }

    pub(crate) fn answer(status: u16, content_type: &'static str, body: &str) -> Self {
        Self::Answer { status, content_type, body: body.to_owned() }
    }
}

/// A request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Arrived {
    /// Which connection it came on, counted from 1.
    pub(crate) connection: usize,
    /// Request line and header fields.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Arrived {
    pub(crate) fn request_line(&self) -> &str {
        self.head.lines().next().unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (given, value) = line.split_once(": ")?;
            given.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

#[derive(Default)]
struct Seen {
    arrived: Vec<Arrived>,
    connections: usize,
}

/// The server, for as long as the test's runtime lives.
pub(crate) struct Server {
    pub(crate) base_url: String,
    seen: Arc<Mutex<Seen>>,
    silent: Arc<Notify>,
    given_up: Arc<Notify>,
}

impl Server {
    /// Answers the requests in order of arrival.
    pub(crate) async fn start(replies: impl Into<VecDeque<Reply>>) -> Self {
        Self::start_with(replies, None).await
    }

    /// The same behind TLS.
    pub(crate) async fn start_tls(
        replies: impl Into<VecDeque<Reply>>,
        acceptor: TlsAcceptor,
    ) -> Self {
        Self::start_with(replies, Some(acceptor)).await
    }

    async fn start_with(
        replies: impl Into<VecDeque<Reply>>,
        acceptor: Option<TlsAcceptor>,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let scheme = if acceptor.is_some() { "https" } else { "http" };
        let server = Self {
            base_url: format!("{scheme}://localhost:{port}"),
            seen: Arc::default(),
            silent: Arc::default(),
            given_up: Arc::default(),
        };
        let script = Script {
            replies: Arc::new(Mutex::new(replies.into())),
            seen: server.seen.clone(),
            silent: server.silent.clone(),
            given_up: server.given_up.clone(),
        };
        tokio::spawn(accept(listener, acceptor, script));
        server
    }

    /// All requests so far.
    pub(crate) fn arrived(&self) -> Vec<Arrived> {
        self.seen.lock().unwrap().arrived.clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.seen.lock().unwrap().connections
    }

    /// Waits until the server has fallen silent.
    pub(crate) async fn silent(&self) {
        self.silent.notified().await;
    }

    /// Waits until the other side has closed a connection that the server would have kept.
    pub(crate) async fn given_up(&self) {
        self.given_up.notified().await;
    }
}

#[derive(Clone)]
struct Script {
    replies: Arc<Mutex<VecDeque<Reply>>>,
    seen: Arc<Mutex<Seen>>,
    silent: Arc<Notify>,
    given_up: Arc<Notify>,
}

async fn accept(listener: TcpListener, acceptor: Option<TlsAcceptor>, script: Script) {
    while let Ok((stream, _)) = listener.accept().await {
        let (script, acceptor) = (script.clone(), acceptor.clone());
        let connection = {
            let mut seen = script.seen.lock().unwrap();
            seen.connections += 1;
            seen.connections
        };
        tokio::spawn(async move {
            match acceptor {
                None => script.serve(stream, connection).await,
                Some(acceptor) => script.serve(acceptor.accept(stream).await?, connection).await,
            }
        });
    }
}

impl Script {
    async fn serve(
        &self,
        mut stream: impl AsyncRead + AsyncWrite + Unpin,
        connection: usize,
    ) -> io::Result<()> {
        while let Some(arrived) = read_request(&mut stream, connection).await? {
            self.seen.lock().unwrap().arrived.push(arrived);
            let reply = self.replies.lock().unwrap().pop_front();
            match reply.unwrap_or_else(|| Reply::answer(410, "text/plain", "no more replies")) {
                Reply::Answer { status, content_type, body } => {
                    stream.write_all(head(status, content_type, body.len()).as_bytes()).await?;
                    stream.write_all(body.as_bytes()).await?;
                }
                Reply::CutOff(text) => return stream.write_all(text.as_bytes()).await,
                Reply::Silence(text) => {
                    stream.write_all(text.as_bytes()).await?;
                    self.silent.notify_one();
                    // Ends when the other side closes.
                    let _ = stream.read_u8().await;
                    self.given_up.notify_one();
                    return Ok(());
                }
                Reply::Endless => {
                    stream.write_all(&head_without_length()).await?;
                    while stream.write_all(&[b'a'; 4096]).await.is_ok() {}
                    self.given_up.notify_one();
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

fn head(status: u16, content_type: &str, length: usize) -> String {
    format!(
        "HTTP/1.1 {status} -\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\
         Location: /elsewhere\r\nSet-Cookie: authenticatedsession=abc; Path=/\r\n\r\n"
    )
}

fn head_without_length() -> Vec<u8> {
    b"HTTP/1.1 200 OK\r\nContent-Type: application/jwt\r\n\r\n".to_vec()
}

async fn read_request(
    stream: &mut (impl AsyncRead + Unpin),
    connection: usize,
) -> io::Result<Option<Arrived>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return Ok(None),
        }
    }
    let mut arrived =
        Arrived { connection, head: String::from_utf8(head).unwrap(), body: String::new() };
    let length = arrived.header("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    arrived.body = String::from_utf8(body).unwrap();
    Ok(Some(arrived))
}
