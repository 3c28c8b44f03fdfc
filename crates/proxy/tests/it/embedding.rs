//! Pages of other sites that embed the widget: what they may load and call, and nobody else.

use axum::{
    body::Body,
    http::{Request, header},
};
use domain::api::PageConfig;
use serde_json::json;

use crate::{
    configuration::{LEAST, SECRET, mistakes, read},
    page::{Folder, POLICY, get_encoded},
    support::{Bench, ORIGIN, Seen},
};

const PORTAL: &str = "https://portal.example";
const OTHER_PORTAL: &str = "https://other.example";

/// A proxy that serves the page and may be embedded by two portals.
async fn embedded(folder: &Folder) -> Bench {
    Bench::with(|settings| {
        settings.insert("COCKPIT_JWT_PAGE", folder.0.display().to_string());
        settings.insert("COCKPIT_JWT_EMBEDDING_ORIGINS", format!("{PORTAL},{OTHER_PORTAL}"));
    })
    .await
}

async fn get_from(bench: &Bench, origin: &str, path: &str, more: &[(&str, &str)]) -> Seen {
    let mut request = Request::get(path).header("Origin", origin);
    for (name, value) in more {
        request = request.header(*name, *value);
    }
    bench.send(request.body(Body::empty()).unwrap()).await
}

/// Every value of `Vary`.
fn vary(seen: &Seen) -> Vec<&str> {
    seen.headers.get_all(header::VARY).iter().map(|value| value.to_str().unwrap()).collect()
}

#[tokio::test]
async fn a_page_that_embeds_may_call_and_read_the_answer() {
    let folder = Folder::new("embedding-call");
    let bench = embedded(&folder).await;
    for (origin, code) in [
        (PORTAL, "member-missing"),
        (OTHER_PORTAL, "member-missing"),
        (ORIGIN, "member-missing"),
        ("https://evil.example", "origin-not-allowed"),
    ] {
        let request = Request::post("/api/token")
            .header("Content-Type", "application/json")
            .header("Cockpit-Jwt-Request", "1")
            .header("Sec-Fetch-Site", "cross-site")
            .header("Origin", origin);
        let seen = bench.send(request.body(Body::from("{}")).unwrap()).await;
        assert_eq!(seen.json()["code"], code, "{origin}");
        let allowed = if code == "member-missing" { origin } else { "" };
        assert_eq!(seen.header("access-control-allow-origin"), allowed);
    }
}

#[tokio::test]
async fn a_page_that_embeds_may_call_also_where_the_allowed_origins_are_listed() {
    let bench = Bench::with(|settings| {
        settings.insert("COCKPIT_JWT_ALLOWED_ORIGINS", ORIGIN.to_owned());
        settings.insert("COCKPIT_JWT_EMBEDDING_ORIGINS", PORTAL.to_owned());
        settings.insert("COCKPIT_JWT_REDIRECT_URIS", format!("{ORIGIN}/,{PORTAL}/cockpit/jwt"));
    })
    .await;
    for origin in [ORIGIN, PORTAL] {
        let seen = get_from(&bench, origin, "/api/config", &[]).await;
        assert_eq!(seen.header("access-control-allow-origin"), origin);
    }
}

/// Modules, style sheets and WebAssembly are fetched by CORS; so a portal that sends
/// `Cross-Origin-Embedder-Policy: require-corp` loads them too, without
/// `Cross-Origin-Resource-Policy`, which is for what is loaded without CORS (HTML §7.1.4).
#[tokio::test]
async fn a_page_that_embeds_loads_the_files_by_cors_alone() {
    let folder = Folder::new("embedding-files");
    let bench = embedded(&folder).await;
    for path in [
        "/cockpit-jwt.js",
        "/cockpit-jwt-0123456789abcdef.js",
        "/app-0123456789abcdef.js",
        "/app-0123456789abcdef_bg.wasm",
        "/css/base.css",
    ] {
        for origin in [PORTAL, OTHER_PORTAL] {
            let seen = get_from(&bench, origin, path, &[]).await;
            assert_eq!(seen.status, 200);
            assert_eq!(seen.header("access-control-allow-origin"), origin, "{path}");
            assert_eq!(seen.header("access-control-allow-credentials"), "");
            assert!(vary(&seen).contains(&"origin"), "{path}");
            assert_eq!(seen.header("cross-origin-resource-policy"), "");
        }
    }
}

#[tokio::test]
async fn nobody_else_loads_a_file_and_caches_know_it() {
    let folder = Folder::new("embedding-nobody");
    let bench = embedded(&folder).await;
    let strangers = [
        "https://evil.example",
        "http://portal.example",
        "https://PORTAL.example",
        "https://portal.example:8443",
        "https://portal.example.evil.example",
        "null",
        // May call, but embeds nothing.
        ORIGIN,
    ];
    for origin in strangers {
        let seen = get_from(&bench, origin, "/cockpit-jwt.js", &[]).await;
        assert_eq!(seen.header("access-control-allow-origin"), "", "{origin}");
        assert!(vary(&seen).contains(&"origin"));
    }
    assert!(vary(&bench.get("/cockpit-jwt.js").await).contains(&"origin"));
}

#[tokio::test]
async fn a_file_is_the_same_for_a_portal_compressed_or_already_known() {
    let folder = Folder::new("embedding-variants");
    let bench = embedded(&folder).await;
    let script = "/app-0123456789abcdef.js";
    let seen = get_from(&bench, PORTAL, script, &[("Accept-Encoding", "br")]).await;
    assert_eq!((seen.body.as_str(), seen.header("content-encoding")), ("brotli", "br"));
    assert_eq!(seen.header("access-control-allow-origin"), PORTAL);
    assert_eq!(vary(&seen), ["accept-encoding", "origin"]);
    let written = get_encoded(&bench, "/cockpit-jwt.js", "identity").await;
    let known = [("If-Modified-Since", written.header("last-modified"))];
    let seen = get_from(&bench, PORTAL, "/cockpit-jwt.js", &known).await;
    assert_eq!(seen.status, 304);
    assert_eq!(seen.header("access-control-allow-origin"), PORTAL);
    assert!(vary(&seen).contains(&"origin"));
    assert_eq!(seen.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn only_pages_that_embed_may_frame() {
    let folder = Folder::new("embedding-frame");
    let framing = POLICY.replace(
        "frame-ancestors 'none'",
        "frame-ancestors https://other.example https://portal.example",
    );
    let bench = embedded(&folder).await;
    for path in ["/", "/callback.html"] {
        assert_eq!(bench.get(path).await.header("content-security-policy"), framing, "{path}");
    }
    let nothing = bench.get("/api/config").await;
    assert_eq!(
        nothing.header("content-security-policy"),
        "default-src 'none'; frame-ancestors 'none'"
    );
}

#[tokio::test]
async fn the_callback_page_alone_keeps_its_opener() {
    let folder = Folder::new("embedding-opener");
    let bench = embedded(&folder).await;
    for (path, policy) in [
        ("/callback.html", "unsafe-none"),
        ("/callback.html?code=x&state=y", "unsafe-none"),
        ("/", "same-origin"),
        ("/?code=x&state=y", "same-origin"),
        ("/css/callback.html", "same-origin"),
        ("/cockpit-jwt.js", "same-origin"),
        ("/api/config", "same-origin"),
        ("/healthz", "same-origin"),
    ] {
        assert_eq!(bench.get(path).await.header("cross-origin-opener-policy"), policy, "{path}");
    }
}

#[tokio::test]
async fn the_callback_page_keeps_its_opener_below_a_base_path_too() {
    let folder = Folder::new("embedding-base");
    let bench = Bench::with(|settings| {
        settings.insert("COCKPIT_JWT_PAGE", folder.0.display().to_string());
        settings.insert("COCKPIT_JWT_PUBLIC_URL", "https://jwt.example/jwt/".to_owned());
        settings.insert("COCKPIT_JWT_EMBEDDING_ORIGINS", PORTAL.to_owned());
    })
    .await;
    let seen = bench.get("/jwt/callback.html").await;
    assert_eq!(seen.header("cross-origin-opener-policy"), "unsafe-none");
    let config: PageConfig =
        serde_json::from_str(&bench.get("/jwt/api/config").await.body).unwrap();
    let uris: Vec<_> = config.redirect_uris.iter().map(ToString::to_string).collect();
    assert_eq!(uris, ["https://jwt.example/jwt/", "https://jwt.example/jwt/callback.html"]);
}

#[tokio::test]
async fn the_callback_page_learns_to_whom_it_may_hand_over() {
    let folder = Folder::new("embedding-config");
    let seen = embedded(&folder).await.get("/api/config").await;
    assert_eq!(seen.json()["embedding_origins"], json!([OTHER_PORTAL, PORTAL]));
    crate::openapi::assert_schema("PageConfig", &seen.json());
    let seen = Bench::new().await.get("/api/config").await;
    assert_eq!(seen.json().get("embedding_origins"), None);
}

#[tokio::test]
async fn popups_come_back_to_the_callback_page_where_nothing_else_is_set() {
    let folder = Folder::new("embedding-default");
    let config = embedded(&folder).await.get("/api/config").await.json();
    assert_eq!(
        config["redirect_uris"],
        json!(["http://localhost:8090/", "http://localhost:8090/callback.html"])
    );
    let alone = Bench::with(|settings| {
        settings.insert("COCKPIT_JWT_PAGE", folder.0.display().to_string());
    });
    let config = alone.await.get("/api/config").await.json();
    assert_eq!(config["redirect_uris"], json!(["http://localhost:8090/"]));
}

#[test]
fn an_origin_that_no_browser_sends_is_a_mistake_with_its_place() {
    let text = format!(
        "{LEAST}embedding_origins = [\n\"https://portal.example/\",\n\"*\",\n\"https://*.example\",\n\
         \"http://portal.example\",\n\"null\",\n5]\n"
    );
    assert_eq!(
        mistakes(&text, &[SECRET]),
        [
            "line 4: `embedding_origins`: `https://portal.example/` is not an origin, which is scheme, host and port only, as in `https://portal.example`",
            "line 5: `embedding_origins`: `*` is not an address that begins with https:// or http://",
            "line 6: `embedding_origins`: `https://*.example` does not spell out one host, which has letters, digits, dots and dashes",
            "line 7: `embedding_origins`: `http://portal.example` is not https although it is not on the own machine",
            "line 8: `embedding_origins`: `null` is not an address that begins with https:// or http://",
            "line 9: an item of `embedding_origins` must be a text, but is a number",
        ]
    );
}

#[test]
fn a_page_without_the_callback_page_cannot_be_embedded() {
    let folder = Folder::new("embedding-old");
    std::fs::remove_file(folder.0.join("callback.html")).unwrap();
    let (shown, page) = (folder.0.display(), format!("page = \"{}\"", folder.0.display()));
    let text = format!("{LEAST}{page}\nembedding_origins = [\"{PORTAL}\"]\n");
    assert_eq!(
        mistakes(&text, &[SECRET]),
        [format!(
            "line 3: `page`: {shown} holds no callback.html, where popups come back; build the page again"
        )]
    );
}

#[test]
fn redirect_uris_without_a_callback_page_are_remarked() {
    let remark = "line 3: `embedding_origins`: no redirect URI ends in /callback.html, so a widget \
        cannot sign people in by a popup";
    for (uris, remarks) in [
        ("\"https://jwt.example/\"", vec![remark]),
        ("\"https://jwt.example/\", \"https://portal.example/jwt/callback.html\"", vec![]),
    ] {
        let text = format!("{LEAST}embedding_origins = [\"{PORTAL}\"]\nredirect_uris = [{uris}]\n");
        let config = read(&text, &[SECRET]).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(config.remarks(), remarks);
    }
}
