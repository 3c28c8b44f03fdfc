//! The demo server against exchanges that were observed with a real one: same request, same status,
//! headers, length and claims. Codes and tokens of the recording are replaced by the demo's own.

use std::collections::BTreeMap;

use demo::{ApiKey, ClientCredentials, Organization, Person};
use domain::jwt::UntrustedJwt;
use serde::Deserialize;
use serde_json::{Value, json};
use signature::PublicKey;

use crate::support::{Bench, MEMBER, Seen, claims, encoded};

const RECORDED: &str = include_str!("../../../domain/tests/fixtures/exchanges.jsonl");
const SECRET: &str = "moehaha-lab-secret-0123456789abcdefABCDEF";
const SECOND_SECRET: &str = "moehaha-nocc-secret-0123456789";
const MIDNIGHT: u64 = 1_795_478_400;

#[derive(Deserialize)]
struct Exchange {
    name: String,
    request: RecordedRequest,
    response: RecordedResponse,
}

#[derive(Deserialize)]
struct RecordedRequest {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    form: Vec<(String, String)>,
    headers: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct RecordedResponse {
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

fn key(label: &str, secret: &str, client_credentials: ClientCredentials) -> ApiKey {
    ApiKey {
        label: label.to_owned(),
        secret: secret.to_owned(),
        callbacks: vec!["http://localhost:8090/".to_owned()],
        client_credentials,
    }
}

/// A server with the organization and the people of the recording.
fn bench() -> Bench {
    Bench::with(|options| {
        options.organizations = vec![Organization {
            globalid: "moehaha".to_owned(),
            api_keys: vec![
                key("lab", SECRET, ClientCredentials::Allowed),
                key("nocc", SECOND_SECRET, ClientCredentials::Refused),
            ],
        }];
        options.people = vec![
            Person::new("bob", "Bob Builder").member_of("moehaha").granted("lab.admin"),
            Person::new("alice", "Alice").owner_of("moehaha"),
            Person::new("carolx", "Carol").member_of("moehaha.team"),
            Person::new("evelynn", "Evelyn"),
        ];
    })
}

/// What was recorded, and what the demo server has in its place.
struct Replay {
    bench: Bench,
    own: BTreeMap<String, String>,
}

impl Replay {
    /// Values that the recording does not show the making of, made the way they must have been.
    async fn prepare(&mut self, exchange: &Exchange, now: u64) {
        self.bench.set_time(now);
        let team = format!("{MEMBER},{MEMBER}.team");
        let told = "user:name,user:email:main,user:phone:main,\
                    user:validated:email:main,user:validated:phone:main";
        match exchange.name.as_str() {
            "code-for-access-token" | "code-for-jwt-in-one-step" => {
                self.add_code(exchange, "bob", MEMBER).await;
            }
            "code-too-old" => {
                self.bench.set_time(now - 11);
                self.add_code(exchange, "bob", MEMBER).await;
            }
            "code-of-somebody-in-no-organization" => {
                self.add_code(exchange, "evelynn", MEMBER).await;
            }
            "code-of-team-member" => self.add_code(exchange, "carolx", &team).await,
            "code-with-openid" => {
                let scope = format!("openid,{MEMBER},user:name");
                self.add_code(exchange, "bob", &scope).await;
            }
            "jwt-with-info" => self.add_token(exchange, &format!("{MEMBER},{told}")).await,
            "jwt-with-grants" => self.add_token(exchange, MEMBER).await,
            "expired-jwt-refreshed" => {
                self.bench.set_time(now - 3);
                let token = self.access_token(MEMBER).await;
                let target = "/v1/oauth/jwt?scope=offline_access&validity=1";
                let jwt = self.bench.get_as(target, &format!("token {token}")).await.body;
                self.own.insert(credential(exchange), jwt);
            }
            _ => {}
        }
        self.bench.set_time(now);
    }

    async fn add_code(&mut self, exchange: &Exchange, username: &str, scope: &str) {
        let recorded = exchange.request.form.iter().find(|(name, _)| name == "code").unwrap();
        let code = self.bench.code(username, scope).await;
        self.own.insert(recorded.1.clone(), code);
    }

    async fn add_token(&mut self, exchange: &Exchange, scope: &str) {
        let token = self.access_token(scope).await;
        self.own.insert(credential(exchange), token);
    }

    async fn access_token(&self, scope: &str) -> String {
        let code = self.bench.code("bob", scope).await;
        let form = [
            ("code", code.as_str()),
            ("client_id", "moehaha"),
            ("client_secret", SECRET),
            ("redirect_uri", "http://localhost:8090/callback"),
        ];
        let answer = self.bench.exchange(&form).await.json();
        answer["access_token"].as_str().unwrap().to_owned()
    }

    async fn send(&self, request: &RecordedRequest) -> Seen {
        let own = |text: &String| {
            self.own.iter().fold(text.clone(), |text, (recorded, own)| text.replace(recorded, own))
        };
        let written = |pairs: &[(String, String)]| {
            let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name, own(value))).collect();
            encoded(&pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect::<Vec<_>>())
        };
        let headers: Vec<_> =
            request.headers.iter().map(|(name, value)| (name, own(value))).collect();
        let headers: Vec<_> = headers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let target = format!("{}?{}", request.path, written(&request.query));
        self.bench.send(&request.method, &target, &headers, &written(&request.form)).await
    }

    /// Pairs the recorded tokens with the demo's, for requests to come.
    fn remember(&mut self, recorded: &str, own: &str) {
        let tokens = |body: &str| -> Vec<String> {
            let text = |name: &str| {
                let json: Value = serde_json::from_str(body).ok()?;
                json.get(name)?.as_str().map(str::to_owned)
            };
            let whole = is_jwt(body).then(|| body.to_owned());
            [whole, text("access_token"), text("id_token")].into_iter().flatten().collect()
        };
        self.own.extend(tokens(recorded).into_iter().zip(tokens(own)));
    }
}

/// The token in the `Authorization` header.
fn credential(exchange: &Exchange) -> String {
    exchange.request.headers["Authorization"].split_once(' ').unwrap().1.to_owned()
}

fn is_jwt(text: &str) -> bool {
    text.split('.').count() == 3 && text.starts_with("eyJ")
}

/// `Tue, 24 Nov 2026 01:37:03 GMT`
fn seconds(date: &str) -> u64 {
    let time = date.strip_prefix("Tue, 24 Nov 2026 ").unwrap().strip_suffix(" GMT").unwrap();
    MIDNIGHT + time.split(':').fold(0, |sum, part| sum * 60 + part.parse::<u64>().unwrap())
}

/// A body with its tokens taken apart, and what is random in it replaced.
fn shape(body: &str) -> Value {
    if is_jwt(body) {
        let mut claims = claims(body);
        if let Some(token) = claims.get_mut("refresh_token") {
            *token = shape(token.as_str().unwrap());
        }
        return json!({ "header": body.split('.').next(), "claims": claims });
    }
    match serde_json::from_str(body) {
        Ok(Value::Object(members)) => {
            let shaped = |(name, value): (String, Value)| match value {
                Value::String(text) if name.ends_with("_token") => (name, shape(&text)),
                other => (name, other),
            };
            members.into_iter().map(shaped).collect()
        }
        _ if body.len() == 28 => "a token of 28 characters".into(),
        _ => body.into(),
    }
}

/// Everything but the session and what the transport adds.
fn headers(pairs: impl Iterator<Item = (String, String)>) -> BTreeMap<String, String> {
    let kept = pairs.filter(|(name, _)| !matches!(name.as_str(), "date" | "content-length"));
    kept.map(|(name, value)| match value.split_once(';') {
        Some((_, attributes)) if name == "set-cookie" => (name, format!("…;{attributes}")),
        _ => (name, value),
    })
    .collect()
}

fn compare(exchange: &Exchange, seen: &Seen) {
    let Exchange { name, response, .. } = exchange;
    assert_eq!(seen.status, response.status, "{name}: {}", seen.body);
    let recorded = response.headers.iter().map(|(n, v)| (n.to_ascii_lowercase(), v.clone()));
    let own = seen.headers.iter().map(|(n, v)| (n.to_string(), v.to_str().unwrap().to_owned()));
    assert_eq!(headers(own), headers(recorded), "{name}");
    assert_eq!(shape(&seen.body), shape(&response.body), "{name}");
    assert_eq!(seen.body.len().to_string(), response.headers["Content-Length"], "{name}");
}

#[tokio::test]
async fn every_recorded_exchange_goes_the_same_way() {
    let mut replay = Replay { bench: bench(), own: BTreeMap::new() };
    let key = PublicKey::from_pem(&replay.bench.identity.public_key_pem()).unwrap();
    let mut count = 0;
    for line in RECORDED.lines() {
        let exchange: Exchange = serde_json::from_str(line).unwrap();
        replay.prepare(&exchange, seconds(&exchange.response.headers["Date"])).await;
        let seen = replay.send(&exchange.request).await;
        compare(&exchange, &seen);
        if is_jwt(&seen.body) {
            UntrustedJwt::parse(seen.body.as_str()).unwrap().verify(&key).unwrap();
        }
        replay.remember(&exchange.response.body, &seen.body);
        count += 1;
    }
    assert_eq!(count, 35);
}
