//! Where the service is found, which pages belong to it, and from where they may call.

use std::path::{Path, PathBuf};

use domain::RedirectUri;

use super::{
    Site,
    address::{BasePath, WebAddress, parse_origin},
    entries::Located,
    page_address::page_address,
    reader::Reader,
};

const CALLBACK_PAGE: &str = RedirectUri::CALLBACK_PAGE;

/// Reads everything, also after a mistake; `None` where a needed value is missing or refused.
pub(super) fn read(reader: &mut Reader<'_>) -> Option<Site> {
    let public_url = reader.required("public_url", WebAddress::parse);
    let base_path = base_path(reader, public_url.as_ref());
    let page = page(reader);
    let embedding_origins = embedding_origins(reader);
    let popups = callback_page(reader, page.as_deref(), &embedding_origins);
    let redirect_uris = redirect_uris(reader, public_url.as_ref(), popups);
    remark_lack_of_popups(reader, &embedding_origins, &redirect_uris);
    let origins = origins(reader, public_url.as_ref(), &redirect_uris, &embedding_origins);
    if let (Some(public_url), Some(folder)) = (&public_url, &page) {
        check_served(reader, public_url, folder, &redirect_uris);
    }
    let redirect_uris = redirect_uris.into_iter().map(|uri| uri.value).collect();
    Some(Site {
        public_url: public_url?,
        base_path: base_path?,
        page,
        origins,
        embedding_origins,
        redirect_uris,
    })
}

/// The path of the public address, unless something in front takes it off.
fn base_path(reader: &mut Reader<'_>, public_url: Option<&WebAddress>) -> Option<BasePath> {
    if reader.is_set("base_path") {
        return reader.parse("base_path", BasePath::parse);
    }
    match BasePath::parse(public_url?.path()) {
        Ok(path) => Some(path),
        Err(reason) => {
            reader.refuse("public_url", reader.place("public_url"), reason);
            None
        }
    }
}

fn page(reader: &mut Reader<'_>) -> Option<PathBuf> {
    let folder = reader.path("page")?;
    if folder.value.join("index.html").is_file() {
        return Some(folder.value);
    }
    reader.unusable("page", &folder, "holds no index.html; build the page first".to_owned());
    None
}

/// The origins of other sites whose pages embed the widget.
fn embedding_origins(reader: &mut Reader<'_>) -> Vec<String> {
    let mut origins = reader.values("embedding_origins", parse_origin).unwrap_or_default();
    origins.sort();
    origins.dedup();
    origins
}

/// The file to which people come back in a popup, where the default redirect URIs need it.
fn callback_page(
    reader: &mut Reader<'_>,
    page: Option<&Path>,
    embedding_origins: &[String],
) -> Option<&'static str> {
    let page = page.filter(|_| !embedding_origins.is_empty() && !reader.is_set("redirect_uris"))?;
    if page.join(CALLBACK_PAGE).is_file() {
        return Some(CALLBACK_PAGE);
    }
    let folder = reader.path("page")?;
    let reason = format!("holds no {CALLBACK_PAGE}, where popups come back; build the page again");
    reader.unusable("page", &folder, reason);
    None
}

/// A portal may want no popups, so their lack is no mistake.
fn remark_lack_of_popups(
    reader: &mut Reader<'_>,
    embedding_origins: &[String],
    redirect_uris: &[Located<RedirectUri>],
) {
    let has_callback_page = redirect_uris.iter().any(|uri| uri.value.is_callback_page());
    if !embedding_origins.is_empty() && !has_callback_page {
        let remark = format!(
            "no redirect URI ends in /{CALLBACK_PAGE}, so a widget cannot sign people in by a popup"
        );
        reader.remark("embedding_origins", &reader.place("embedding_origins"), &remark);
    }
}

/// The page's own address and that of `popups`, unless others are given.
fn redirect_uris(
    reader: &mut Reader<'_>,
    public_url: Option<&WebAddress>,
    popups: Option<&str>,
) -> Vec<Located<RedirectUri>> {
    if let Some(uris) = reader.some("redirect_uris", page_address) {
        return uris;
    }
    let Some(public_url) = public_url else { return Vec::new() };
    let place = reader.place("public_url");
    let files = std::iter::once("").chain(popups);
    let pages = files.map(|file| page_address(&(public_url.with_slash() + file)));
    match pages.collect::<Result<Vec<_>, _>>() {
        Ok(pages) => {
            pages.into_iter().map(|value| Located { value, place: place.clone() }).collect()
        }
        Err(reason) => {
            reader.refuse("public_url", place, reason);
            Vec::new()
        }
    }
}

/// The origins of all pages to which people come back, unless others are given; then every page
/// must be among them, or its call would be refused. Those that embed may call in any case.
fn origins(
    reader: &mut Reader<'_>,
    public_url: Option<&WebAddress>,
    redirect_uris: &[Located<RedirectUri>],
    embedding_origins: &[String],
) -> Vec<String> {
    let embedding = embedding_origins.iter().cloned();
    let Some(allowed) = reader.values("allowed_origins", parse_origin) else {
        let pages = redirect_uris.iter().map(|uri| uri.value.origin().to_owned());
        let mut origins: Vec<_> =
            public_url.map(WebAddress::origin).into_iter().chain(pages).chain(embedding).collect();
        origins.sort();
        origins.dedup();
        return origins;
    };
    let origins: Vec<_> = allowed.into_iter().chain(embedding).collect();
    for Located { value: uri, place } in redirect_uris {
        if !origins.iter().any(|origin| origin == uri.origin()) {
            let reason =
                format!("the page at {uri} could not call, its origin is not in `allowed_origins`");
            reader.refuse("redirect_uris", place.clone(), reason);
        }
    }
    origins
}

/// Whoever comes back below the public address finds what is in the folder, and else nothing. What is
/// outside may be somebody else's, also with the same origin.
fn check_served(
    reader: &mut Reader<'_>,
    public_url: &WebAddress,
    folder: &Path,
    redirect_uris: &[Located<RedirectUri>],
) {
    let home = public_url.with_slash();
    for Located { value: uri, place } in redirect_uris {
        let Some(rest) = uri.as_str().strip_prefix(&home) else { continue };
        let file = rest.split('?').next().unwrap_or_default();
        if !file.is_empty() && !folder.join(file).is_file() {
            let reason = format!("nothing is served at {uri}; the page is at {home}");
            reader.refuse("redirect_uris", place.clone(), reason);
        }
    }
}
