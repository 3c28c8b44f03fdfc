//! What the page around a widget is told.

use domain::{Failure, HeldToken, PresetError, Publication, UnixTime, sentence};
use js_sys::Function;
use wasm_bindgen::JsValue;

use super::object;

/// The one who is told.
pub(super) struct Told(Function);

impl Told {
    pub(super) const fn new(told: Function) -> Self {
        Self(told)
    }

    pub(super) fn of(&self, publication: Publication<'_>) {
        match publication {
            Publication::Token(HeldToken { jwt, granted, .. }) => {
                let expires_at = jwt.peek_claims().expires_at;
                self.tell(
                    "token",
                    &[
                        ("token", jwt.compact().expose().into()),
                        ("expiresAt", expires_at.map_or(JsValue::NULL, milliseconds)),
                        ("scope", object::list(&granted.scope)),
                        ("audience", object::list(&granted.audience)),
                    ],
                );
            }
            Publication::Cleared => self.tell("cleared", &[]),
            Publication::Expiring { expires_at, remaining } => self.tell(
                "expiring",
                &[("expiresAt", milliseconds(expires_at)), ("remaining", number(remaining))],
            ),
            Publication::Failed(failure) => self.of_failure(failure),
        }
    }

    pub(super) fn of_failure(&self, failure: &Failure) {
        self.error(failure.code(), &failure.to_string(), failure.hint());
    }

    /// To its author, who alone can mend it.
    pub(super) fn of_mistake(&self, mistake: &PresetError) {
        self.error(
            "attribute-unusable",
            &mistake.to_string(),
            "correct the attribute of the element",
        );
    }

    fn error(&self, code: &str, message: &str, hint: &str) {
        let said = |text: &str| sentence(text).into();
        self.tell(
            "error",
            &[("code", code.into()), ("message", said(message)), ("hint", said(hint))],
        );
    }

    fn tell(&self, name: &str, detail: &[(&str, JsValue)]) {
        // What goes wrong over there is reported over there.
        let _ = self.0.call2(&JsValue::NULL, &name.into(), &object::of(detail));
    }
}

fn milliseconds(time: UnixTime) -> JsValue {
    number(time.seconds().saturating_mul(1000))
}

#[expect(clippy::cast_precision_loss, reason = "exact up to the year 285000")]
fn number(value: u64) -> JsValue {
    JsValue::from_f64(value as f64)
}
