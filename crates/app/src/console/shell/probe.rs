//! Tries whether requests get from here to the API, and if not, what stands in the way.

use std::{cell::Cell, rc::Rc};

use domain::{api::ApiAddress, console::Reach, jwt::CompactJwt};
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Request, RequestCache, RequestCredentials, RequestInit, RequestMode,
    SecurityPolicyViolationEvent, Url,
};

use super::fetch::to_api;
use crate::shell::{document, listener::Listener, proxy::Deadline, window};

/// Sends a first, harmless request, as all later ones are sent. It leaves before this function
/// returns.
pub(super) fn probe(
    api: &ApiAddress,
    token: &CompactJwt,
    deadline: Rc<Deadline>,
) -> impl Future<Output = Reach> + use<> {
    let refusals = Refusals::watch(&api.base);
    let address = format!("{}{}", api.base.trim_end_matches('/'), api.example);
    let asking = ask(&address, token, &deadline);
    let base = api.base.clone();
    async move {
        if settled(asking).await {
            return if is_own(&base) { Reach::SameOrigin } else { Reach::Allowed };
        }
        // Without CORS nothing is seen of an answer but that there is one.
        let is_there = settled(knock(&base, &deadline)).await;
        match refusals {
            Some(refusals) if refusals.happened().await => Reach::RefusedByPolicy,
            _ if is_there => Reach::RefusedByCors,
            _ => Reach::Unreachable,
        }
    }
}

async fn settled(promise: Option<Promise>) -> bool {
    match promise {
        Some(promise) => JsFuture::from(promise).await.is_ok(),
        None => false,
    }
}

fn ask(address: &str, token: &CompactJwt, deadline: &Deadline) -> Option<Promise> {
    let (init, headers) = to_api(token, &deadline.controller.signal())?;
    init.set_method("HEAD");
    init.set_headers(&headers);
    let request = Request::new_with_str_and_init(address, &init).ok()?;
    Some(window()?.fetch_with_request(&request))
}

/// Without the token.
fn knock(base: &str, deadline: &Deadline) -> Option<Promise> {
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoStore);
    init.set_credentials(RequestCredentials::Omit);
    init.set_mode(RequestMode::NoCors);
    init.set_signal(Some(&deadline.controller.signal()));
    Some(window()?.fetch_with_str_and_init(base, &init))
}

fn is_own(base: &str) -> bool {
    let own = window().and_then(|window| window.location().origin().ok());
    origin(base).is_some_and(|origin| Some(origin) == own)
}

fn origin(address: &str) -> Option<String> {
    let here = document()?.base_uri().ok()??;
    Some(Url::new_with_base(address, &here).ok()?.origin())
}

/// What the content security policy of the page refuses at an origin (CSP3 §5).
struct Refusals {
    happened: Rc<Cell<bool>>,
    _listener: Listener,
}

impl Refusals {
    fn watch(base: &str) -> Option<Self> {
        let watched = origin(base)?;
        let happened = Rc::new(Cell::new(false));
        let listener = Listener::on_window("securitypolicyviolation", {
            let happened = Rc::clone(&happened);
            move |event| {
                let event: SecurityPolicyViolationEvent = event.unchecked_into();
                let is_meant = event.effective_directive() == "connect-src"
                    && origin(&event.blocked_uri()).is_some_and(|origin| origin == watched);
                happened.set(happened.get() || is_meant);
            }
        });
        Some(Self { happened, _listener: listener })
    }

    /// Browsers tell of a refusal in a task of its own, after the request has failed.
    async fn happened(&self) -> bool {
        let task = Promise::new(&mut |resolve, reject| {
            let set = window().map(|it| it.set_timeout_with_callback(&resolve));
            if !matches!(set, Some(Ok(_))) {
                // Then it is not waited for.
                let _ = reject.call0(&JsValue::NULL);
            }
        });
        let _ = JsFuture::from(task).await;
        self.happened.get()
    }
}
