//! The portal: which file stands where, with which policy, and the proxy's address in it.

use std::{fs, path::PathBuf};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request},
};
use demo::{EmbedderPolicy, OpenerPolicy, Portal, PortalOptions, portal_router};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};
use tower::ServiceExt as _;

const PROXY: &str = "http://localhost:8090/jwt/";

/// A folder with a portal's pages, gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("demo-portal-{}-{name}", std::process::id()));
        for (file, contents) in [
            ("index.html", "start"),
            ("cockpit/jwt.html", "<cockpit-jwt proxy=\"https://jwt.example/\">"),
            ("cockpit/api/index.html", "api"),
            ("cockpit/api/both.html", "page"),
            ("cockpit/api/both/index.html", "folder"),
            ("portal.js", "import \"https://jwt.example/cockpit-jwt.js\""),
            ("portal.css", "/* https://jwt.example/ */"),
            ("portal.json", "[\"https://jwt.example/\", \"https://jwt.example\"]"),
            ("portal.svg", "<svg>https://jwt.example/</svg>"),
        ] {
            let file = folder.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, contents).unwrap();
        }
        fs::write(folder.join("photo.png"), b"\x89PNG\xffhttps://jwt.example/").unwrap();
        Self(folder)
    }

    fn options(&self) -> PortalOptions {
        PortalOptions::new(&self.0, PROXY)
    }

    fn router(&self) -> Router {
        portal_router(&self.options()).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nothing to do about it in a test that is over.
        let _removed = fs::remove_dir_all(&self.0);
    }
}

struct Seen {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Seen {
    /// A header's value; empty when it is not there.
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

async fn send(router: &Router, method: &str, path: &str) -> Seen {
    let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Seen { status: parts.status.as_u16(), headers: parts.headers, body }
}

async fn get(router: &Router, path: &str) -> Seen {
    send(router, "GET", path).await
}

#[tokio::test]
async fn pages_are_found_without_the_end_of_their_names() {
    let folder = Folder::new("pages");
    let router = folder.router();
    for (path, body) in [
        ("/", "start"),
        ("/index.html", "start"),
        ("/?code=x", "start"),
        ("/cockpit/api", "api"),
        ("/cockpit/api/", "api"),
        ("/cockpit/api/both", "page"),
        ("/cockpit/api/both/", "folder"),
    ] {
        let seen = get(&router, path).await;
        assert_eq!((seen.status, seen.text()), (200, body), "{path}");
        assert_eq!(seen.header("content-type"), "text/html; charset=utf-8");
    }
}

#[tokio::test]
async fn the_proxys_address_is_filled_in_where_there_is_text() {
    let folder = Folder::new("address");
    let router = folder.router();
    for (path, content_type, body) in [
        (
            "/cockpit/jwt",
            "text/html; charset=utf-8",
            "<cockpit-jwt proxy=\"http://localhost:8090/jwt/\">",
        ),
        (
            "/portal.js",
            "text/javascript; charset=utf-8",
            "import \"http://localhost:8090/jwt/cockpit-jwt.js\"",
        ),
        ("/portal.css", "text/css; charset=utf-8", "/* http://localhost:8090/jwt/ */"),
        (
            "/portal.json",
            "application/json",
            "[\"http://localhost:8090/jwt/\", \"https://jwt.example\"]",
        ),
        ("/portal.svg", "image/svg+xml", "<svg>https://jwt.example/</svg>"),
    ] {
        let seen = get(&router, path).await;
        assert_eq!((seen.header("content-type"), seen.text()), (content_type, body), "{path}");
    }
    let photo = get(&router, "/photo.png").await;
    assert_eq!(photo.header("content-type"), "image/png");
    assert_eq!(photo.body, b"\x89PNG\xffhttps://jwt.example/");
}

#[tokio::test]
async fn every_answer_has_the_strict_policy() {
    let folder = Folder::new("policy");
    let router = folder.router();
    for (method, path, status) in
        [("GET", "/", 200), ("HEAD", "/", 200), ("GET", "/nothing", 404), ("POST", "/", 405)]
    {
        let seen = send(&router, method, path).await;
        assert_eq!(seen.status, status);
        assert_eq!(
            seen.header("content-security-policy"),
            "default-src 'none'; script-src 'self' http://localhost:8090 'wasm-unsafe-eval'; \
             style-src 'self'; img-src 'self'; connect-src 'self' http://localhost:8090; \
             base-uri 'self'; form-action 'self'; frame-ancestors 'none'; \
             require-trusted-types-for 'script'"
        );
        assert_eq!(seen.header("x-content-type-options"), "nosniff");
        assert_eq!(seen.header("cross-origin-opener-policy"), "");
        assert_eq!(seen.header("cross-origin-embedder-policy"), "");
    }
}

#[tokio::test]
async fn a_portal_may_keep_to_itself_or_reach_further() {
    let folder = Folder::new("options");
    for (opener_policy, value) in [
        (OpenerPolicy::SameOrigin, "same-origin"),
        (OpenerPolicy::SameOriginAllowPopups, "same-origin-allow-popups"),
    ] {
        let options = PortalOptions {
            opener_policy,
            embedder_policy: EmbedderPolicy::RequireCorp,
            connect_to: vec!["http://127.0.0.1:8092".to_owned()],
            ..folder.options()
        };
        let seen = get(&portal_router(&options).unwrap(), "/cockpit/jwt").await;
        assert_eq!(seen.header("cross-origin-opener-policy"), value);
        assert_eq!(seen.header("cross-origin-embedder-policy"), "require-corp");
        let connect = "; connect-src 'self' http://localhost:8090 http://127.0.0.1:8092;";
        assert!(seen.header("content-security-policy").contains(connect));
    }
}

#[tokio::test]
async fn an_address_with_a_code_is_not_kept() {
    let folder = Folder::new("caching");
    let router = folder.router();
    for (path, caching) in [
        ("/cockpit/jwt", "no-cache"),
        ("/portal.js", "no-cache"),
        ("/cockpit/jwt?code=x", "no-store"),
    ] {
        assert_eq!(get(&router, path).await.header("cache-control"), caching, "{path}");
    }
}

#[tokio::test]
async fn nothing_outside_the_folder_is_there() {
    let folder = Folder::new("outside");
    let outside = folder.0.with_extension("secret");
    fs::write(&outside, "outside").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&outside, folder.0.join("link.html")).unwrap();
    let router = folder.router();
    let name = outside.file_name().unwrap().to_str().unwrap();
    for path in [
        format!("/../{name}"),
        format!("/%2e%2e/{name}"),
        format!("/cockpit/..%2f..%2f{name}"),
        format!("//{name}"),
        "/link.html".to_owned(),
        "/cockpit".to_owned(),
        "/cockpit/jwt/".to_owned(),
        "/portal.js/".to_owned(),
        "/cockpit//jwt".to_owned(),
    ] {
        let seen = get(&router, &path).await;
        let said = "There is nothing at this address.\n";
        assert_eq!((seen.status, seen.text()), (404, said), "{path}");
    }
    fs::remove_file(outside).unwrap();
}

#[tokio::test]
async fn it_serves_on_a_listener_until_it_is_told_to_stop() {
    let folder = Folder::new("handle");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let portal = Portal::start(listener, &folder.options()).unwrap();
    let address = portal.address();
    assert_eq!(portal.base_url(), format!("http://{address}"));
    let mut connection = TcpStream::connect(address).await.unwrap();
    let request = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    connection.write_all(request).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("start"), "{answer}");
    portal.shutdown().await.unwrap();
    let error = TcpStream::connect(address).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionRefused);
}

#[test]
fn a_folder_that_is_not_there_and_a_proxy_without_an_address_are_told() {
    let error = portal_router(&PortalOptions::new("/nowhere", PROXY)).unwrap_err();
    assert_eq!(error.to_string(), "/nowhere: No such file or directory (os error 2)");
    let folder = Folder::new("told");
    let error = portal_router(&PortalOptions::new(&folder.0, "jwt.example")).unwrap_err();
    assert_eq!(error.to_string(), "`jwt.example` is no address of a proxy");
}
