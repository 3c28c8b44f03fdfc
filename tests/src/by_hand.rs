//! Requests to the proxy by hand, with everything that the page sends along.

use domain::api::{REQUEST_HEADER, REQUEST_HEADER_VALUE};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::World;

impl World {
    /// Asks the proxy to redeem a code, and gives the status and the body of the answer.
    pub async fn redeem(&self, code: &str, verifier: Option<&str>) -> (StatusCode, Value) {
        let mut body = json!({
            "grant": "authorization_code",
            "code": code,
            "redirect_uri": self.page,
            "scope": ["user:memberof:moehaha"],
            "audience": ["moehaha"],
        });
        if let Some(verifier) = verifier {
            body["verifier"] = json!(verifier);
        }
        let request = reqwest::Client::new()
            .post(format!("{}api/token", self.proxy_address))
            .header("Origin", self.page_origin())
            .header(REQUEST_HEADER, REQUEST_HEADER_VALUE)
            .json(&body);
        let answer = request.send().await.expect("the proxy answers");
        (answer.status(), answer.json().await.expect("the answer is JSON"))
    }
}
