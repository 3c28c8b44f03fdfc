//! The proxy, asked by `fetch`: where it is, what it is sent, and how its answers are read.

use std::cell::RefCell;

use domain::{
    RequestFailure, TokenCall, TokenCallBody,
    api::{PageConfig, Problem, REQUEST_HEADER, REQUEST_HEADER_VALUE, TokenResponse},
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
const PATIENCE_MILLISECONDS: i32 = 15_000;

/// How long an answer may be, in bytes.
const LONGEST_ANSWER: usize = 256 * 1024;

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
        // The answer is the same for everybody and may be kept, if it is asked about each time.
        answered(self.send("api/config", RequestCache::NoCache, None))
    }

    /// Asks for a token. The request leaves before this function returns.
    pub fn token(
        &self,
        call: &TokenCall,
    ) -> impl Future<Output = Result<TokenResponse, RequestFailure>> + use<> {
        answered(self.send(call.body.path(), RequestCache::NoStore, Some(call)))
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

    fn send(&self, path: &str, cache: RequestCache, call: Option<&TokenCall>) -> Option<Pending> {
        let deadline = Deadline::start()?;
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
        let request = match call {
            Some(call) => with_body(request, call)?,
            None => request.build().ok()?,
        };
        // Not by the request's own `send`: that begins only when it is first polled, and panics at
        // a browser extension's idea of an error.
        let response = window()?.fetch_with_request(&request.into());
        Some(Pending { response, deadline })
    }
}

fn with_body(request: RequestBuilder, call: &TokenCall) -> Option<Request> {
    let request = request
        .method(Method::POST)
        .header("content-type", "application/json")
        .header(REQUEST_HEADER, REQUEST_HEADER_VALUE);
    let request = match &call.bearer {
        Some(bearer) => request.header("authorization", &format!("Bearer {}", bearer.expose())),
        None => request,
    };
    let body = match &call.body {
        TokenCallBody::Token(body) => serde_json::to_string(body),
        TokenCallBody::Refresh(body) => serde_json::to_string(body),
        TokenCallBody::Derive(body) => serde_json::to_string(body),
    };
    request.body(body.ok()?).ok()
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
struct Deadline {
    controller: AbortController,
    timeout: i32,
    _on_time: Closure<dyn Fn()>,
}

impl Deadline {
    fn start() -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let on_time = Closure::<dyn Fn()>::new({
            let controller = controller.clone();
            move || controller.abort()
        });
        let timeout = window()?
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                on_time.as_ref().unchecked_ref(),
                PATIENCE_MILLISECONDS,
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

async fn answered<T: DeserializeOwned>(pending: Option<Pending>) -> Result<T, RequestFailure> {
    let (media_type, body) = read(pending.ok_or(RequestFailure::Unreachable)?).await?;
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
async fn read(pending: Pending) -> Result<(String, Vec<u8>), RequestFailure> {
    let Pending { response, deadline } = pending;
    let response = JsFuture::from(response).await.map_err(|_| deadline.failure())?;
    let response: web_sys::Response =
        response.dyn_into().map_err(|_| RequestFailure::Unreadable)?;
    let response = Response::from(response);
    let content_type = response.headers().get("content-type").unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    let body = response.body().ok_or(RequestFailure::Unreadable)?;
    let reader = body.get_reader().dyn_into().map_err(|_| RequestFailure::Unreadable)?;
    Ok((media_type.to_ascii_lowercase(), read_capped(&reader, &deadline).await?))
}

async fn read_capped(
    reader: &ReadableStreamDefaultReader,
    deadline: &Deadline,
) -> Result<Vec<u8>, RequestFailure> {
    let mut body = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(|_| deadline.failure())?;
        let value = Reflect::get(&chunk, &JsValue::from_str("value")).unwrap_or_default();
        let Ok(bytes) = value.dyn_into::<Uint8Array>() else { return Ok(body) };
        body.extend(bytes.to_vec());
        if body.len() > LONGEST_ANSWER {
            deadline.controller.abort();
            return Err(RequestFailure::Unreadable);
        }
    }
}
