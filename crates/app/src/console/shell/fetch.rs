//! Sends requests to the API, straight or through the proxy, and reads what comes back.

use std::time::Duration;

use domain::{
    RequestFailure,
    catalogue::{CallAnswer, CallRequest},
    console::{Answer, CallFailure, ConsoleEvent, EntryNumber},
    jwt::CompactJwt,
};
use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, Headers, ReadableStream, ReferrerPolicy, Request, RequestCache,
    RequestCredentials, RequestInit, RequestMode, RequestRedirect, Response, ResponseType,
};

use super::LONGEST_ANSWER;
use crate::shell::{
    proxy::{Proxy, Unread, read_capped},
    window,
};

/// A request on its straight way to the API; given up when it is dropped.
pub(super) struct Fetch {
    controller: AbortController,
    response: Promise,
    begun: f64,
}

impl Fetch {
    /// Sends a request. It leaves before this function returns.
    ///
    /// # Errors
    /// When the browser sends no such request.
    pub(super) fn start(
        request: &CallRequest,
        base: &str,
        token: &CompactJwt,
    ) -> Result<Self, CallFailure> {
        let controller = AbortController::new().map_err(|_| CallFailure::Unsendable)?;
        let begun = milliseconds();
        let response = built(request, base, token, &controller)
            .and_then(|request| Some(window()?.fetch_with_request(&request)))
            .ok_or(CallFailure::Unsendable)?;
        Ok(Self { controller, response, begun })
    }

    /// The answer, or why there is none.
    pub(super) fn answered(&self) -> impl Future<Output = Result<Answer, CallFailure>> + use<> {
        read(self.response.clone(), self.begun)
    }
}

impl Drop for Fetch {
    fn drop(&mut self) {
        self.controller.abort();
    }
}

/// What is sent to the API from here carries the token and nothing else of the person: no cookies, no
/// referrer.
pub(super) fn to_api(token: &CompactJwt, signal: &AbortSignal) -> Option<(RequestInit, Headers)> {
    let headers = Headers::new().ok()?;
    headers.set("authorization", &format!("bearer {}", token.expose())).ok()?;
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoStore);
    init.set_credentials(RequestCredentials::Omit);
    init.set_mode(RequestMode::Cors);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    // The token is for this address alone. A redirect is told from a failure, and not followed.
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(Some(signal));
    Some((init, headers))
}

/// `None` where a browser would send something else than what was filled in.
fn built(
    call: &CallRequest,
    base: &str,
    token: &CompactJwt,
    controller: &AbortController,
) -> Option<Request> {
    let (init, headers) = to_api(token, &controller.signal())?;
    for (name, value) in call.headers.iter().filter(|(name, _)| !is_ours(name)) {
        headers.append(name, value).ok()?;
    }
    init.set_method(call.method.as_str());
    if let Some((media_type, body)) = call.content() {
        headers.set("content-type", media_type).ok()?;
        init.set_body(&JsValue::from_str(body));
    }
    init.set_headers(&headers);
    let request = Request::new_with_str_and_init(&call.address(base), &init).ok()?;
    // Of headers that belong to itself a browser takes none, without a word.
    let sent = request.headers();
    let is_sent = |name: &str| is_ours(name) || sent.has(name).unwrap_or_default();
    call.headers.iter().all(|(name, _)| is_sent(name)).then_some(request)
}

/// What the token and the body say.
fn is_ours(name: &str) -> bool {
    ["authorization", "content-type"].iter().any(|ours| name.eq_ignore_ascii_case(ours))
}

async fn read(response: Promise, begun: f64) -> Result<Answer, CallFailure> {
    let response = JsFuture::from(response).await.map_err(|_| CallFailure::Stopped)?;
    let response: Response = response.dyn_into().map_err(|_| CallFailure::Stopped)?;
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(CallFailure::Redirected);
    }
    let body = match response.body() {
        Some(body) => read_body(&body).await?,
        None => Vec::new(),
    };
    let headers = headers(&response);
    Ok(Answer { status: response.status(), headers, body: body.into(), took: since(begun) })
}

async fn read_body(body: &ReadableStream) -> Result<Vec<u8>, CallFailure> {
    let reader = body.get_reader().dyn_into().map_err(|_| CallFailure::Stopped)?;
    read_capped(&reader, LONGEST_ANSWER).await.map_err(|unread| match unread {
        Unread::CutOff => CallFailure::Stopped,
        Unread::TooLong => {
            CallFailure::TooLarge { limit: u64::try_from(LONGEST_ANSWER).unwrap_or(u64::MAX) }
        }
    })
}

/// As far as the browser shows them.
fn headers(response: &Response) -> Vec<(String, String)> {
    let all = js_sys::try_iter(&response.headers()).ok().flatten();
    let all = all.into_iter().flatten().flatten();
    let header = all.map(|header| {
        let header: Array = header.unchecked_into();
        Some((header.get(0).as_string()?, header.get(1).as_string()?))
    });
    header.flatten().collect()
}

/// Has the proxy hand a request on. It leaves before this function returns.
pub(super) fn forwarded(
    proxy: &Proxy,
    request: &CallRequest,
    token: &CompactJwt,
) -> impl Future<Output = Result<Answer, CallFailure>> + use<> {
    let begun = milliseconds();
    // As JSON it may be several times as long.
    let answer = proxy.call(request, token, 2 * LONGEST_ANSWER);
    async move {
        let answer = answer.await.map_err(CallFailure::of_proxy)?;
        handed_on(answer, since(begun)).ok_or(CallFailure::of_proxy(RequestFailure::Unreadable))
    }
}

fn handed_on(answer: CallAnswer, took: Duration) -> Option<Answer> {
    let status = answer.status;
    let names = answer.headers.iter();
    let headers = names.map(|(name, value)| (name.to_ascii_lowercase(), value.clone())).collect();
    Some(Answer { status, headers, body: answer.into_body()?.into(), took })
}

/// What the console is told.
pub(super) fn told(number: EntryNumber, answered: Result<Answer, CallFailure>) -> ConsoleEvent {
    match answered {
        Ok(answer) => ConsoleEvent::Answered(number, answer),
        Err(failure) => ConsoleEvent::Failed(number, failure),
    }
}

/// On a clock that never goes back.
fn milliseconds() -> f64 {
    window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

fn since(begun: f64) -> Duration {
    Duration::try_from_secs_f64((milliseconds() - begun) / 1000.0).unwrap_or_default()
}
