//! The built page, served from a folder.

use std::{fs, path::PathBuf};

use axum::{body::Body, http::Request};

use crate::support::{Bench, Seen};

/// A folder with a page, gone when the test is over.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("proxy-page-{}-{name}", std::process::id()));
        fs::create_dir_all(folder.join("css")).unwrap();
        for (file, contents) in [
            ("index.html", "<!doctype html><title>JWT</title>"),
            ("app-0123456789abcdef.js", "plain"),
            ("app-0123456789abcdef.js.br", "brotli"),
            ("app-0123456789abcdef.js.gz", "gzip"),
            ("app-0123456789abcdef_bg.wasm", "wasm"),
            ("css/base.css", "css"),
            ("cockpit-jwt-0123456789abcdef.js", "widget"),
            ("cockpit-jwt.js", "stable"),
            ("callback.html", "<!doctype html><title>Back</title>"),
        ] {
            fs::write(folder.join(file), contents).unwrap();
        }
        Self(folder)
    }

    async fn bench(&self, public_url: &str) -> Bench {
        Bench::with(|settings| {
            settings.insert("COCKPIT_JWT_PAGE", self.0.display().to_string());
            settings.insert("COCKPIT_JWT_PUBLIC_URL", public_url.to_owned());
        })
        .await
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nothing to do about it in a test that is over.
        let _removed = fs::remove_dir_all(&self.0);
    }
}

pub(crate) async fn get_encoded(bench: &Bench, path: &str, encodings: &str) -> Seen {
    let request = Request::get(path).header("Accept-Encoding", encodings);
    bench.send(request.body(Body::empty()).unwrap()).await
}

pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self' https://api.example; form-action 'none'; \
    base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

#[tokio::test]
async fn the_page_has_the_strict_policy_and_is_not_kept_under_an_address_with_a_code() {
    let folder = Folder::new("policy");
    let bench = folder.bench("http://localhost:8090/").await;
    for (path, caching) in
        [("/", "no-cache"), ("/index.html", "no-cache"), ("/?code=x&state=y", "no-store")]
    {
        let seen = bench.get(path).await;
        assert_eq!((seen.status, seen.header("content-type")), (200, "text/html"));
        assert!(seen.body.starts_with("<!doctype html>"));
        assert_eq!(seen.header("content-security-policy"), POLICY);
        assert_eq!(seen.header("cache-control"), caching, "{path}");
        assert_eq!(seen.header("referrer-policy"), "no-referrer");
    }
}

#[tokio::test]
async fn files_with_a_hash_are_kept_and_sent_compressed() {
    let folder = Folder::new("hash");
    let bench = folder.bench("http://localhost:8090/").await;
    let script = "/app-0123456789abcdef.js";
    for (encodings, body, encoding) in
        [("gzip, br", "brotli", "br"), ("gzip", "gzip", "gzip"), ("identity", "plain", "")]
    {
        let seen = get_encoded(&bench, script, encodings).await;
        assert_eq!((seen.body.as_str(), seen.header("content-encoding")), (body, encoding));
        assert_eq!(seen.header("content-type"), "text/javascript");
        assert_eq!(seen.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(seen.header("vary"), "accept-encoding");
    }
    let wasm = bench.get("/app-0123456789abcdef_bg.wasm").await;
    assert_eq!(wasm.header("content-type"), "application/wasm");
    assert_eq!(wasm.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(bench.get("/css/base.css").await.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn the_widget_has_an_address_that_is_kept_and_one_that_is_asked_for_each_time() {
    let folder = Folder::new("widget");
    let bench = folder.bench("http://localhost:8090/").await;
    for (path, caching) in [
        ("/cockpit-jwt-0123456789abcdef.js", "public, max-age=31536000, immutable"),
        ("/cockpit-jwt.js", "no-cache"),
        ("/callback.html", "no-cache"),
        ("/callback.html?code=x&state=y", "no-store"),
    ] {
        assert_eq!(bench.get(path).await.header("cache-control"), caching, "{path}");
    }
}

#[tokio::test]
async fn whatever_is_not_in_the_folder_is_not_there() {
    let folder = Folder::new("missing");
    fs::write(folder.0.with_extension("secret"), "outside").unwrap();
    let bench = folder.bench("http://localhost:8090/").await;
    let outside = folder.0.with_extension("secret");
    let outside = outside.file_name().unwrap().to_str().unwrap();
    for path in [
        "/nothing.html".to_owned(),
        "/css".to_owned(),
        "/css/".to_owned(),
        "/app-0123456789abcdef.js/x".to_owned(),
        format!("/../{outside}"),
        format!("/%2e%2e/{outside}"),
        format!("/css/..%2f..%2f{outside}"),
        "/%00".to_owned(),
    ] {
        let seen = bench.get(&path).await;
        seen.assert_problem(404, "not-found", "There is nothing at this address.");
    }
    fs::remove_file(folder.0.with_extension("secret")).unwrap();
}

#[tokio::test]
async fn who_may_not_write_is_told_that_they_may_read() {
    let folder = Folder::new("write");
    let bench = folder.bench("http://localhost:8090/").await;
    let seen = bench.send(Request::post("/").body(Body::empty()).unwrap()).await;
    assert_eq!((seen.status, seen.header("allow")), (405, "GET, HEAD"));
}

#[tokio::test]
async fn a_sign_in_that_comes_back_without_the_slash_keeps_its_code() {
    let folder = Folder::new("slash");
    let bench = folder.bench("https://portal.example/cockpit/jwt/").await;
    let seen = bench.get("/cockpit/jwt?code=abc&state=d%20e").await;
    assert_eq!((seen.status, seen.header("location")), (308, "jwt/?code=abc&state=d%20e"));
    assert_eq!(seen.header("cache-control"), "no-store");
}

#[tokio::test]
async fn everything_moves_below_a_base_path() {
    let folder = Folder::new("base");
    let bench = folder.bench("https://portal.example/cockpit/jwt/").await;
    assert_eq!(bench.get("/cockpit/jwt/").await.header("content-security-policy"), POLICY);
    assert_eq!(bench.get("/cockpit/jwt/css/base.css").await.body, "css");
    assert_eq!(bench.get("/cockpit/jwt/api/config").await.status, 200);
    assert_eq!(bench.get("/cockpit/jwt/healthz").await.status, 200);
    let seen = bench.get("/cockpit/jwt").await;
    assert_eq!((seen.status, seen.header("location")), (308, "jwt/"));
    for path in ["/", "/api/config", "/cockpit/jwt/nothing", "/cockpit/jwtx"] {
        assert_eq!(bench.get(path).await.status, 404, "{path}");
    }
    let problem = bench.get("/cockpit/jwt/nothing").await.json();
    assert_eq!(
        problem["type"],
        "/cockpit/jwt/api/openapi.json#/components/x-problem-codes/not-found"
    );
}
