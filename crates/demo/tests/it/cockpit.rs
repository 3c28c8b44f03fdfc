//! The Cockpit API: whom it lets in, and its operations.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use axum::{
    Router,
    body::Body,
    http::{Request, request::Builder},
};
use demo::{Cockpit, CockpitOptions, Fault, cockpit_router};
use domain::OrganizationId;
use serde_json::{Value, json};
use signature::{KeySet, PublicKey};

use crate::support::{Bench, DAY, MEMBER, Seen, movable_clock, send};

const ORIGIN: &str = "http://localhost:8090";
const REPOSITORIES: &str = "/api/ays/repository";

/// The API of moehaha, which trusts the identity server of the bench.
struct Api {
    router: Router,
    time: Arc<AtomicU64>,
    authorization: String,
}

impl Api {
    async fn new(bench: &Bench) -> Self {
        let key = PublicKey::from_pem(&bench.identity.public_key_pem()).unwrap();
        let organization = OrganizationId::parse("moehaha").unwrap();
        let (clock, time) = movable_clock();
        let mut options = CockpitOptions::new(organization, key);
        options.origins.push(ORIGIN.to_owned());
        options.clock = clock;
        let router = cockpit_router(&Cockpit::new(options));
        let authorization = format!("bearer {}", jwt(bench, "bob", MEMBER, "").await);
        Self { router, time, authorization }
    }

    async fn send(&self, request: Builder) -> Seen {
        send(&self.router, request.body(Body::empty()).unwrap()).await
    }

    /// What an operation answers to bob.
    async fn call(&self, method: &str, path: &str, body: &str) -> (u16, Value) {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api{path}"))
            .header("Authorization", &self.authorization)
            .body(Body::from(body.to_owned()))
            .unwrap();
        let seen = send(&self.router, request).await;
        (seen.status, if seen.body.is_empty() { Value::Null } else { seen.json() })
    }

    async fn get_as(&self, authorization: &str) -> Seen {
        self.send(Request::get(REPOSITORIES).header("Authorization", authorization)).await
    }
}

/// A person's JWT.
async fn jwt(bench: &Bench, username: &str, scope: &str, query: &str) -> String {
    let token = bench.access_token(username, scope).await;
    bench.get_as(&format!("/v1/oauth/jwt?{query}"), &format!("token {token}")).await.body
}

fn assert_refused(seen: &Seen, error: &str, detail: &str) {
    assert_eq!((seen.status, seen.json()), (401, json!({ "error": error, "detail": detail })));
    assert_eq!(seen.header("www-authenticate"), "bearer");
}

#[tokio::test]
async fn members_and_the_organization_are_let_in() {
    let bench = Bench::new();
    let api = Api::new(&bench).await;
    let organizations = format!("token {}", bench.organizations_token().await);
    let narrowed = "/v1/oauth/jwt?scope=organization:owner:cockpit&aud=moehaha";
    for jwt in [
        jwt(&bench, "bob", MEMBER, "").await,
        jwt(&bench, "bob", MEMBER, "aud=other,moehaha").await,
        jwt(&bench, "alice", MEMBER, "scope=user:memberof:moehaha").await,
        bench.get_as("/v1/oauth/jwt", &organizations).await.body,
        bench.get_as(narrowed, &organizations).await.body,
    ] {
        for scheme in ["bearer", "Bearer", "BEARER"] {
            assert_eq!(api.get_as(&format!("{scheme} {jwt}")).await.status, 200);
        }
    }
}

#[tokio::test]
async fn without_a_readable_token_nobody_is_let_in() {
    let bench = Bench::new();
    let api = Api::new(&bench).await;
    let seen = api.send(Request::get(REPOSITORIES)).await;
    assert_refused(&seen, "No token", "the request carries no token");
    let seen = api.get_as(&api.authorization.replace("bearer", "token")).await;
    assert_refused(
        &seen,
        "Malformed token",
        "the header `Authorization` must read `bearer` and the token",
    );
    let seen = api.get_as("bearer nonsense").await;
    assert_refused(
        &seen,
        "Malformed token",
        "the token has no dots, but a JWT has three parts with dots between",
    );
    let seen = api.send(Request::get("/api/unheard/of")).await;
    assert_refused(&seen, "No token", "the request carries no token");
}

#[tokio::test]
async fn a_token_signed_by_somebody_else_is_refused() {
    let bench = Bench::new();
    let api = Api::new(&bench).await;
    bench.identity.faults().set(Fault::ForeignKey);
    let seen = api.get_as(&format!("bearer {}", jwt(&bench, "bob", MEMBER, "").await)).await;
    assert_refused(&seen, "Malformed token", "the signature does not match");
}

#[tokio::test]
async fn an_expired_token_is_refused() {
    let bench = Bench::new();
    let api = Api::new(&bench).await;
    api.time.fetch_add(DAY - 1, Ordering::Relaxed);
    assert_eq!(api.get_as(&api.authorization).await.status, 200);
    api.time.fetch_add(1, Ordering::Relaxed);
    let seen = api.get_as(&api.authorization).await;
    assert_refused(&seen, "Your JWT has expired", "the token has expired");
}

#[tokio::test]
async fn a_token_for_somebody_else_is_refused() {
    let bench = Bench::new();
    let api = Api::new(&bench).await;
    let seen =
        api.get_as(&format!("bearer {}", jwt(&bench, "bob", MEMBER, "aud=other").await)).await;
    assert_refused(
        &seen,
        "Wrong audience",
        "the token is for another audience (`other`), not for moehaha",
    );
}

#[tokio::test]
async fn whoever_is_no_member_is_refused_with_the_reason() {
    let bench = Bench::new();
    let api = Api::new(&bench).await;
    let carols = jwt(&bench, "carol", &format!("{MEMBER},{MEMBER}.team"), "").await;
    let seen = api.get_as(&format!("bearer {carols}")).await;
    assert_refused(&seen, "Not authorized", "you are a member of moehaha.team only");
    let seen = api.get_as(&format!("bearer {}", jwt(&bench, "eve", MEMBER, "").await)).await;
    assert_refused(&seen, "Not authorized", "you are not a member of moehaha");
}

#[tokio::test]
async fn the_cookie_comes_before_the_header() {
    let bench = Bench::new();
    let api = Api::new(&bench).await;
    for (cookie, status) in [
        (format!("a=b; jwt={}; c=d", api.authorization), 200),
        (format!("jwt=\"{}\"", api.authorization), 200),
        ("jwt=bearer nonsense".to_owned(), 401),
        ("other=1".to_owned(), 200),
    ] {
        let request = Request::get(REPOSITORIES)
            .header("Cookie", &cookie)
            .header("Authorization", &api.authorization);
        assert_eq!(api.send(request).await.status, status, "{cookie}");
    }
    let cookie = format!("jwt={}", api.authorization);
    assert_eq!(api.send(Request::get(REPOSITORIES).header("Cookie", cookie)).await.status, 200);
}

#[tokio::test]
async fn two_tokens_in_the_same_place_are_refused() {
    let bench = Bench::new();
    let api = Api::new(&bench).await;
    let token = api.authorization.as_str();
    let cookie = format!("jwt={token}");
    let twice = format!("{cookie}; {cookie}");
    for (headers, place) in [
        (&[("Authorization", token), ("Authorization", token)][..], "header `Authorization`"),
        (&[("Authorization", token), ("Authorization", "")], "header `Authorization`"),
        (
            &[("Cookie", &cookie), ("Authorization", token), ("Authorization", "é")],
            "header `Authorization`",
        ),
        (&[("Cookie", &twice)], "cookie `jwt`"),
        (&[("Cookie", &cookie), ("Cookie", &cookie), ("Authorization", token)], "cookie `jwt`"),
    ] {
        let request = headers.iter().fold(Request::get(REPOSITORIES), |request, (name, value)| {
            request.header(*name, *value)
        });
        let detail = format!("the request has more than one {place}");
        assert_refused(&api.send(request).await, "Malformed token", &detail);
    }
}

#[tokio::test]
async fn either_of_two_keys_may_have_signed_while_they_change() {
    let (old, new) = (Bench::new(), Bench::new());
    let keys =
        [&old, &new].map(|bench| PublicKey::from_pem(&bench.identity.public_key_pem()).unwrap());
    let keys: KeySet = keys.into_iter().collect();
    let organization = OrganizationId::parse("moehaha").unwrap();
    let mut options = CockpitOptions::new(organization, keys);
    options.clock = movable_clock().0;
    let router = cockpit_router(&Cockpit::new(options));
    for (bench, status) in [(&old, 200), (&new, 200), (&Bench::new(), 401)] {
        let authorization = format!("bearer {}", jwt(bench, "bob", MEMBER, "").await);
        let request = Request::get(REPOSITORIES).header("Authorization", authorization);
        assert_eq!(send(&router, request.body(Body::empty()).unwrap()).await.status, status);
    }
}

#[tokio::test]
async fn pages_of_known_origins_may_call() {
    let bench = Bench::new();
    let api = Api::new(&bench).await;
    for (origin, allowed) in [(ORIGIN, ORIGIN), ("http://evil.example", "")] {
        let preflight = Request::options(REPOSITORIES)
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST");
        let seen = api.send(preflight).await;
        assert_eq!(seen.status, 204);
        assert_eq!(seen.header("access-control-allow-origin"), allowed);
        assert_eq!(seen.header("access-control-allow-methods"), "GET, POST, PUT, DELETE");
        assert_eq!(seen.header("access-control-allow-headers"), "authorization, content-type");
        let seen = api.send(Request::get(REPOSITORIES).header("Origin", origin)).await;
        assert_eq!(seen.status, 401);
        assert_eq!(seen.header("access-control-allow-origin"), allowed, "refusals are readable");
        assert_eq!(seen.header("vary"), "origin");
    }
}

#[tokio::test]
async fn a_repository_comes_and_goes() {
    let api = Api::new(&Bench::new()).await;
    let new = r#"{"name":"lab","git_url":"https://git.example/lab"}"#;
    let lab = json!({ "name": "lab", "git_url": "https://git.example/lab" });
    assert_eq!(api.call("GET", "/ays/repository", "").await, (200, json!([])));
    assert_eq!(api.call("POST", "/ays/repository", new).await, (201, lab.clone()));
    let taken = json!({ "error": "there is a repository lab already" });
    assert_eq!(api.call("POST", "/ays/repository", new).await, (409, taken));
    assert_eq!(api.call("GET", "/ays/repository", "").await, (200, json!([lab])));
    assert_eq!(api.call("GET", "/ays/repository/lab", "").await, (200, lab));
    assert_eq!(api.call("DELETE", "/ays/repository/lab", "").await, (204, Value::Null));
    let unknown = json!({ "error": "there is no repository lab" });
    for (method, path) in [
        ("GET", "/ays/repository/lab"),
        ("DELETE", "/ays/repository/lab"),
        ("GET", "/ays/repository/lab/blueprint"),
        ("GET", "/ays/repository/lab/service"),
        ("GET", "/ays/repository/lab/template"),
        ("GET", "/ays/repository/lab/aysrun"),
        ("POST", "/ays/repository/lab/aysrun"),
    ] {
        assert_eq!(api.call(method, path, "").await, (404, unknown.clone()), "{path}");
    }
}

#[tokio::test]
async fn a_bad_body_is_said_to_be_one() {
    let api = Api::new(&Bench::new()).await;
    for (body, error) in [
        ("", "the body: EOF while parsing a value at line 1 column 0"),
        (r#"{"name":"x"}"#, "the body: missing field `git_url` at line 1 column 12"),
        (r#"{"name":" ","git_url":""}"#, "the body: `name` is empty"),
    ] {
        let answer = api.call("POST", "/ays/repository", body).await;
        assert_eq!(answer, (400, json!({ "error": error })));
    }
}

/// An API with the repository `lab` and the blueprint `web` in it.
async fn with_blueprint() -> Api {
    let api = Api::new(&Bench::new()).await;
    api.call("POST", "/ays/repository", r#"{"name":"lab","git_url":""}"#).await;
    let blueprint = json!({ "name": "web", "content": "vdc__main:\nvm__web:\n  vdc: main\n" });
    let path = "/ays/repository/lab/blueprint";
    assert_eq!(api.call("POST", path, &blueprint.to_string()).await.0, 201);
    assert_eq!(api.call("POST", path, &blueprint.to_string()).await.0, 409);
    api
}

#[tokio::test]
async fn a_blueprint_is_changed_archived_restored_and_deleted() {
    let api = with_blueprint().await;
    let path = "/ays/repository/lab/blueprint/web";
    let blueprint = |content: &str, archived: bool| json!({ "name": "web", "content": content, "archived": archived });
    let new = json!({ "name": "web", "content": "vm__db:" }).to_string();
    assert_eq!(api.call("PUT", path, &new).await, (200, blueprint("vm__db:", false)));
    let (status, answer) = api.call("PUT", &format!("{path}/archive"), "").await;
    assert_eq!((status, answer), (200, blueprint("vm__db:", true)));
    let archived = json!({ "error": "the blueprint web is archived" });
    assert_eq!(api.call("POST", path, "").await, (409, archived));
    assert_eq!(api.call("PUT", &format!("{path}/restore"), "").await.0, 200);
    assert_eq!(api.call("GET", path, "").await, (200, blueprint("vm__db:", false)));
    let list = api.call("GET", "/ays/repository/lab/blueprint", "").await;
    assert_eq!(list, (200, json!([blueprint("vm__db:", false)])));
    let other = json!({ "name": "other", "content": "x" }).to_string();
    assert_eq!(api.call("PUT", path, &other).await.0, 400);
    assert_eq!(api.call("DELETE", path, "").await.0, 204);
    let unknown = json!({ "error": "there is no blueprint web" });
    assert_eq!(api.call("GET", path, "").await, (404, unknown));
}

#[tokio::test]
async fn a_blueprint_makes_services_and_a_run_installs_them() {
    let api = with_blueprint().await;
    let service =
        |role: &str, name: &str, state: &str| json!({ "role": role, "name": name, "state": state });
    let executed = api.call("POST", "/ays/repository/lab/blueprint/web", "").await;
    let asked_for = json!([service("vdc", "main", "new"), service("vm", "web", "new")]);
    assert_eq!(executed, (200, asked_for));
    let (status, run) = api.call("POST", "/ays/repository/lab/aysrun", "").await;
    assert_eq!((status, &run["key"], &run["state"]), (201, &json!("1"), &json!("ok")));
    assert_eq!(run["installed"], json!(["vdc!main", "vm!web"]));
    assert_eq!(api.call("GET", "/ays/repository/lab/aysrun/1", "").await, (200, run.clone()));
    assert_eq!(api.call("GET", "/ays/repository/lab/aysrun", "").await, (200, json!([run])));
    assert_eq!(api.call("GET", "/ays/repository/lab/aysrun/2", "").await.0, 404);
    let path = "/ays/repository/lab/service/vm";
    let installed = service("vm", "web", "installed");
    assert_eq!(api.call("GET", path, "").await, (200, json!([installed])));
    assert_eq!(api.call("GET", &format!("{path}/web"), "").await, (200, installed));
    assert_eq!(api.call("DELETE", &format!("{path}/web"), "").await.0, 204);
    let unknown = json!({ "error": "there is no vm web" });
    assert_eq!(api.call("GET", &format!("{path}/web"), "").await, (404, unknown));
    let (_, left) = api.call("GET", "/ays/repository/lab/service", "").await;
    assert_eq!(left, json!([service("vdc", "main", "installed")]));
}

#[tokio::test]
async fn a_blueprint_that_asks_for_nothing_is_not_executed() {
    let api = with_blueprint().await;
    let empty = json!({ "name": "empty", "content": "# later" }).to_string();
    api.call("POST", "/ays/repository/lab/blueprint", &empty).await;
    let error = json!({ "error": "the blueprint asks for no service, like `vm__web:`" });
    let executed = api.call("POST", "/ays/repository/lab/blueprint/empty", "").await;
    assert_eq!(executed, (400, error));
}

#[tokio::test]
async fn templates_are_listed_and_added() {
    let api = with_blueprint().await;
    let path = "/ays/repository/lab/template";
    let new = r#"{"url":"https://git.example/templates/redis.git"}"#;
    let redis = json!({ "name": "redis", "role": "custom" });
    assert_eq!(api.call("POST", "/ays/template", new).await, (201, redis.clone()));
    let (_, templates) = api.call("GET", path, "").await;
    let names: Vec<_> = templates.as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["node", "vdc", "vm", "redis"]);
    assert_eq!(api.call("GET", &format!("{path}/redis"), "").await, (200, redis));
    let unknown = json!({ "error": "there is no template mysql" });
    assert_eq!(api.call("GET", &format!("{path}/mysql"), "").await, (404, unknown));
}

#[tokio::test]
async fn the_cockpit_is_up_to_date_and_has_no_other_operations() {
    let api = Api::new(&Bench::new()).await;
    let answer = api.call("POST", "/cockpit/update", "").await;
    assert_eq!(answer, (200, json!({ "status": "up to date" })));
    let error = json!({ "error": "there is no such operation" });
    assert_eq!(api.call("GET", "/unheard/of", "").await, (404, error.clone()));
    assert_eq!(api.call("GET", "/cockpit/update", "").await, (405, error));
}
