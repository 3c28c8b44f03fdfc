//! The built page on another server than the proxy, as an organization's own web server would have
//! it: a copy of the folder, told where the proxy is.

use std::{fs, path::Path};

use axum::Router;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use crate::{
    Environment,
    serving::{Serving, listener},
};

/// Where the page lies on that server.
const BASE_PATH: &str = "/jwt/";

/// A place for the page. It is known before the page is there, since the proxy has to know it, and
/// the page has to know the proxy.
pub struct Elsewhere {
    listener: TcpListener,
    /// The page's address, with a slash at the end.
    pub page: String,
}

/// The page, served there.
pub struct ServedElsewhere {
    _serving: Serving,
    _folder: TempDir,
}

impl Elsewhere {
    /// Finds a place.
    pub async fn find() -> Self {
        let (listener, address) = listener().await;
        Self { listener, page: format!("http://localhost:{}{BASE_PATH}", address.port()) }
    }

    /// Serves the page, told where the proxy is.
    pub fn serve(self, proxy_address: &str) -> ServedElsewhere {
        let folder = tempfile::tempdir().expect("there is no room for a copy of the page");
        copy(&Environment::dist(), folder.path());
        tell(&folder.path().join("index.html"), proxy_address);
        let files = ServeDir::new(folder.path());
        let router = Router::new().nest_service(BASE_PATH, files);
        ServedElsewhere { _serving: Serving::start(self.listener, router), _folder: folder }
    }
}

/// Without the compressed copies: that of `index.html` would not be true any more.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the page can be read").flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        let compressed = path.extension().is_some_and(|kind| kind == "br" || kind == "gz");
        if path.is_dir() {
            copy(&path, &target);
        } else if !compressed {
            fs::copy(&path, &target).expect("a file can be copied");
        }
    }
}

fn tell(index: &Path, proxy_address: &str) {
    // As the build writes it: empty attributes and needless quotes are left out.
    const EMPTY: &str = "<meta name=cockpit-jwt-proxy>";
    let html = fs::read_to_string(index).expect("the page has an index");
    assert!(html.contains(EMPTY), "the page has no place for the proxy's address: {EMPTY}");
    let told = format!("<meta name=cockpit-jwt-proxy content=\"{proxy_address}\">");
    fs::write(index, html.replace(EMPTY, &told)).expect("the index can be written");
}
