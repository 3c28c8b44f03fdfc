//! The proxy, asked by `fetch`: where it is, what it is sent, and how its answers are read.

use std::cell::RefCell;

use domain::{
    RequestFailure, TokenCall, TokenCallBody,
    api::{PageConfig, Problem, REQUEST_HEADER, REQUEST_HEADER_VALUE, TokenResponse},
    catalogue::{CallAnswer, CallRequest, Catalogue},
    jwt::CompactJwt,
};
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use js_sys::{Promise, Reflect, Uint8Array};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestMode, RequestRedirect,
};

use super::{document, window};

/// How long an answer may take.
pub(crate) const PATIENCE_MILLISECONDS: i32 = 15_000;

/// The same where the proxy itself waits for somebody, and has as much to hand on as it takes.
const PATIENCE_WITH_A_CALL_MILLISECONDS: i32 = 120_000;

/// How long an answer may be, in bytes.
const LONGEST_ANSWER: usize = 256 * 1024;

/// The same of the description of an API.
const LONGEST_CATALOGUE: usize = 4_000_000;

/// Where the proxy is, and what it is being asked.
#[derive(Debug)]
pub struct Proxy {
    base: String,
    under_way: RefCell<Vec<AbortController>>,
}

impl Proxy {
    /// The proxy that the page names, or the one beside the page.
    pub fn of_page() -> Self {
        Self::at(&named_by_page().unwrap_or_default())
    }

    /// The proxy at an address, relative to the page's base; empty is the base itself.
    pub fn at(address: &str) -> Self {
        let address = address.trim();
        let slash = if address.is_empty() || address.ends_with('/') { "" } else { "/" };
        Self { base: format!("{address}{slash}"), under_way: RefCell::default() }
    }

    /// What its paths are put behind.
    pub(crate) fn address(&self) -> &str {
        &self.base
    }

    /// Asks for the page's settings.
    pub fn config(&self) -> impl Future<Output = Result<PageConfig, RequestFailure>> + use<> {
        let asked = Asked::about("api/config");
        answered(self.send(asked), LONGEST_ANSWER)
    }

    /// Asks for the operations of the API.
    pub fn catalogue(&self) -> impl Future<Output = Result<Catalogue, RequestFailure>> + use<> {
        let asked = Asked::about("api/catalogue");
        answered(self.send(asked), LONGEST_CATALOGUE)
    }

    /// Asks for a token. The request leaves before this function returns.
    pub fn token(
        &self,
        call: &TokenCall,
    ) -> impl Future<Output = Result<TokenResponse, RequestFailure>> + use<> {
        let body = match &call.body {
            TokenCallBody::Token(body) => serde_json::to_string(body),
            TokenCallBody::Refresh(body) => serde_json::to_string(body),
            TokenCallBody::Derive(body) => serde_json::to_string(body),
        };
        let bearer = call.bearer.as_ref().map(|bearer| format!("Bearer {}", bearer.expose()));
        let asked = body.ok().map(|body| Asked::to_do(call.body.path(), body, bearer));
        answered(asked.and_then(|asked| self.send(asked)), LONGEST_ANSWER)
    }

    /// Has the proxy hand a request on to the API, with the token as `ItsYou.online` writes it. The
    /// answer may have `longest` bytes, as JSON.
    pub fn call(
        &self,
        call: &CallRequest,
        token: &CompactJwt,
        longest: usize,
    ) -> impl Future<Output = Result<CallAnswer, RequestFailure>> + use<> {
        let bearer = Some(format!("bearer {}", token.expose()));
        let asked = serde_json::to_string(call).ok().map(|body| {
            let patience = PATIENCE_WITH_A_CALL_MILLISECONDS;
            Asked { patience, ..Asked::to_do("api/call", body, bearer) }
        });
        answered(asked.and_then(|asked| self.send(asked)), longest)
    }

    /// Gives up whatever is under way.
    pub fn give_up(&self) {
        self.under_way.take().iter().for_each(AbortController::abort);
    }

    /// Whatever is over was aborted, which changes nothing any more.
    fn remember(&self, controller: &AbortController) {
        let mut under_way = self.under_way.borrow_mut();
        under_way.retain(|other| !other.signal().aborted());
        under_way.push(controller.clone());
    }

    fn send(&self, asked: Asked) -> Option<Pending> {
        let Asked { path, cache, patience, sent } = asked;
        let deadline = Deadline::start(patience)?;
        self.remember(&deadline.controller);
        let signal = deadline.controller.signal();
        let request = RequestBuilder::new(&format!("{}{path}", self.base))
            .cache(cache)
            .credentials(RequestCredentials::Omit)
            .mode(RequestMode::Cors)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            // Code and token are for the proxy only; what sends them elsewhere is not the proxy, and
            // its answer is empty.
            .redirect(RequestRedirect::Manual)
            .abort_signal(Some(&signal));
        let request = match sent {
            Some((body, authorization)) => with_body(request, body, authorization)?,
            None => request.build().ok()?,
        };
        // Not by the request's own `send`: that begins only when it is first polled, and panics at
        // a browser extension's idea of an error.
        let response = window()?.fetch_with_request(&request.into());
        Some(Pending { response, deadline })
    }
}

/// What the proxy is asked.
struct Asked {
    path: &'static str,
    cache: RequestCache,
    /// In milliseconds.
    patience: i32,
    /// A body in JSON, and the header `Authorization`.
    sent: Option<(String, Option<String>)>,
}

impl Asked {
    /// The answer is the same for everybody and may be kept, if it is asked about each time.
    const fn about(path: &'static str) -> Self {
        let (cache, patience) = (RequestCache::NoCache, PATIENCE_MILLISECONDS);
        Self { path, cache, patience, sent: None }
    }

    fn to_do(path: &'static str, body: String, authorization: Option<String>) -> Self {
        let (cache, patience) = (RequestCache::NoStore, PATIENCE_MILLISECONDS);
        Self { path, cache, patience, sent: Some((body, authorization)) }
    }
}

fn with_body(
    request: RequestBuilder,
    body: String,
    authorization: Option<String>,
) -> Option<Request> {
    let request = request
        .method(Method::POST)
        .header("content-type", "application/json")
        .header(REQUEST_HEADER, REQUEST_HEADER_VALUE);
    let request = match authorization {
        Some(authorization) => request.header("authorization", &authorization),
        None => request,
    };
    request.body(body).ok()
}

/// The content of `<meta name="cockpit-jwt-proxy">`.
fn named_by_page() -> Option<String> {
    let meta = document()?.query_selector("meta[name=cockpit-jwt-proxy]").ok()??;
    meta.get_attribute("content")
}

/// A request under way.
struct Pending {
    response: Promise,
    deadline: Deadline,
}

/// Gives the request up when its time is over; dropped with it.
pub(crate) struct Deadline {
    pub(crate) controller: AbortController,
    timeout: i32,
    _on_time: Closure<dyn Fn()>,
}

impl Deadline {
    /// In `patience` milliseconds from now.
    pub(crate) fn start(patience: i32) -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let on_time = Closure::<dyn Fn()>::new({
            let controller = controller.clone();
            move || controller.abort()
        });
        let timeout = window()?
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                on_time.as_ref().unchecked_ref(),
                patience,
            )
            .ok()?;
        Some(Self { controller, timeout, _on_time: on_time })
    }

    /// Why a request came to nothing.
    fn failure(&self) -> RequestFailure {
        if self.controller.signal().aborted() {
            RequestFailure::TimedOut
        } else {
            RequestFailure::Unreachable
        }
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        self.controller.abort();
        if let Some(window) = window() {
            window.clear_timeout_with_handle(self.timeout);
        }
    }
}

async fn answered<T: DeserializeOwned>(
    pending: Option<Pending>,
    longest: usize,
) -> Result<T, RequestFailure> {
    let (media_type, body) = read(pending.ok_or(RequestFailure::Unreachable)?, longest).await?;
    match media_type.as_str() {
        "application/json" => serde_json::from_slice(&body).map_err(|_| RequestFailure::Unreadable),
        "application/problem+json" => Err(problem(&body)),
        _ => Err(RequestFailure::Unreadable),
    }
}

fn problem(body: &[u8]) -> RequestFailure {
    serde_json::from_slice::<Problem>(body)
        .map_or(RequestFailure::Unreadable, |problem| RequestFailure::Problem(Box::new(problem)))
}

/// The media type and the body of the answer.
async fn read(pending: Pending, longest: usize) -> Result<(String, Vec<u8>), RequestFailure> {
    let Pending { response, deadline } = pending;
    let response = JsFuture::from(response).await.map_err(|_| deadline.failure())?;
    let response: web_sys::Response =
        response.dyn_into().map_err(|_| RequestFailure::Unreadable)?;
    let response = Response::from(response);
    let content_type = response.headers().get("content-type").unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    let body = response.body().ok_or(RequestFailure::Unreadable)?;
    let reader = body.get_reader().dyn_into().map_err(|_| RequestFailure::Unreadable)?;
    let body = read_capped(&reader, longest).await.map_err(|unread| match unread {
        Unread::CutOff => deadline.failure(),
        Unread::TooLong => RequestFailure::Unreadable,
    })?;
    Ok((media_type.to_ascii_lowercase(), body))
}

/// Why a body is not here.
pub(crate) enum Unread {
    /// It was given up, or the connection broke.
    CutOff,
    /// It is longer than allowed.
    TooLong,
}

/// Reads a body to its end, if it has at most `longest` bytes.
pub(crate) async fn read_capped(
    reader: &ReadableStreamDefaultReader,
    longest: usize,
) -> Result<Vec<u8>, Unread> {
    let mut body = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(|_| Unread::CutOff)?;
        let value = Reflect::get(&chunk, &JsValue::from_str("value")).unwrap_or_default();
        let Ok(bytes) = value.dyn_into::<Uint8Array>() else { return Ok(body) };
        body.extend(bytes.to_vec());
        if body.len() > longest {
            return Err(Unread::TooLong);
        }
    }
}
