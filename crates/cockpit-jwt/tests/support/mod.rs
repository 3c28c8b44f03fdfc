//! The command as a process, and a plain HTTP client for what it serves.

use std::{
    cell::RefCell,
    collections::HashMap,
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
};

use domain::CodeVerifier;
use serde_json::{Value, json};

pub(crate) const SECRET: &str = "canary-secret-1984";

/// The command with these arguments, in an empty environment.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cockpit-jwt"));
    command.args(arguments).env_clear().stdin(Stdio::null());
    command
}

/// An empty folder of its own.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("cockpit-jwt-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A page as it is built, with a portal, as small as can be.
pub(crate) fn built_page() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let page = folder(&format!("page-{}", COUNT.fetch_add(1, Ordering::Relaxed)));
    fs::create_dir_all(page.join("embed/cockpit")).unwrap();
    for (file, contents) in [
        ("index.html", "<!doctype html><title>JWT</title>"),
        ("callback.html", "<!doctype html><title>Back</title>"),
        ("embed/index.html", "<!doctype html><title>Portal</title>"),
        ("embed/cockpit/jwt.html", "<cockpit-jwt proxy=\"https://jwt.example/\">"),
    ] {
        fs::write(page.join(file), contents).unwrap();
    }
    page
}

/// A demo under way, on ports of its own.
pub(crate) struct Demo {
    process: Child,
    output: BufReader<std::process::ChildStdout>,
    said: String,
    addresses: HashMap<String, Option<String>>,
    page: PathBuf,
    codes: RefCell<Vec<String>>,
}

impl Demo {
    pub(crate) fn start(more: &[&str]) -> Self {
        Self::start_in(&[], more)
    }

    pub(crate) fn start_in(environment: &[(&str, &str)], more: &[&str]) -> Self {
        Self::start_with(built_page(), environment, more)
    }

    /// With a page that was built without a portal.
    pub(crate) fn start_without_portal(more: &[&str]) -> Self {
        let page = built_page();
        fs::remove_dir_all(page.join("embed")).unwrap();
        Self::start_with(page, &[], more)
    }

    fn start_with(page: PathBuf, environment: &[(&str, &str)], more: &[&str]) -> Self {
        let options = [&["--print-addresses", "json"], more].concat();
        let mut demo = Self::spawn_in(page, environment, &options);
        demo.output.read_line(&mut demo.said).unwrap();
        demo.addresses = serde_json::from_str(&demo.said).unwrap();
        demo
    }

    /// Without a line for programs.
    pub(crate) fn start_for_people() -> Self {
        let mut demo = Self::spawn_in(built_page(), &[], &[]);
        while !demo.said.contains("Ctrl-C") {
            assert_ne!(demo.output.read_line(&mut demo.said).unwrap(), 0, "{}", demo.said);
        }
        demo
    }

    /// With these variables, in an environment that is empty otherwise.
    fn spawn_in(page: PathBuf, environment: &[(&str, &str)], more: &[&str]) -> Self {
        let ports = ["--port", "0", "--identity-port", "0", "--api-port", "0"];
        let portal =
            if more.contains(&"--portal-port") { &[][..] } else { &["--portal-port", "0"] };
        let page_option = ["demo", "--no-open", "--page", page.to_str().unwrap()];
        let mut process = command(&[&page_option, &ports[..], portal, more].concat())
            .env("COCKPIT_JWT_CLIENT_SECRET", SECRET)
            .env("COCKPIT_JWT_LOG_LEVEL", "debug")
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let (said, addresses, codes) = Default::default();
        Self { process, output, said, addresses, page, codes }
    }

    pub(crate) fn address(&self, of: &str) -> &str {
        self.addresses[of].as_deref().unwrap()
    }

    pub(crate) fn has(&self, of: &str) -> bool {
        self.addresses[of].is_some()
    }

    pub(crate) fn get(&self, of: &str, path: &str) -> String {
        request("GET", &format!("{}{path}", self.address(of)), &[], "")
    }

    pub(crate) fn get_as(&self, token: &str, of: &str, path: &str) -> String {
        let authorization = format!("bearer {token}");
        let address = format!("{}{path}", self.address(of));
        request("GET", &address, &[("Authorization", &authorization)], "")
    }

    /// What a page of this origin is answered.
    pub(crate) fn get_from(&self, origin: &str, of: &str, path: &str) -> String {
        request("GET", &format!("{}{path}", self.address(of)), &[("Origin", origin)], "")
    }

    /// What the page sends.
    pub(crate) fn post_token(&self, body: &str, more: &[(&str, &str)]) -> String {
        self.post_token_from(self.address("page").trim_end_matches('/'), body, more)
    }

    fn post_token_from(&self, origin: &str, body: &str, more: &[(&str, &str)]) -> String {
        let headers = [
            ("Content-Type", "application/json"),
            ("Origin", origin),
            ("Cockpit-Jwt-Request", "1"),
        ];
        let address = format!("{}api/token", self.address("proxy"));
        request("POST", &address, &[&headers, more].concat(), body)
    }

    /// What the proxy answers to a page that has it send a request to the API.
    pub(crate) fn forwarded(&self, token: &str, method: &str, path: &str) -> String {
        let authorization = format!("bearer {token}");
        let headers = [
            ("Content-Type", "application/json"),
            ("Origin", self.address("page").trim_end_matches('/')),
            ("Cockpit-Jwt-Request", "1"),
            ("Authorization", &authorization),
        ];
        let body = json!({ "method": method, "path": path }).to_string();
        request("POST", &format!("{}api/call", self.address("proxy")), &headers, &body)
    }

    /// Sends a person through the sign-in, and the code to the proxy; the whole answer.
    pub(crate) fn exchange_for(&self, username: &str) -> String {
        self.exchange_with(username, &["user:memberof:moehaha"])
    }

    pub(crate) fn exchange_with(&self, username: &str, scopes: &[&str]) -> String {
        let page = self.address("page");
        self.exchange_from(page.trim_end_matches('/'), page, username, scopes)
    }

    /// The same for a page of this origin, which has people sent back to `redirect_uri`.
    pub(crate) fn exchange_from(
        &self,
        origin: &str,
        redirect_uri: &str,
        username: &str,
        scopes: &[&str],
    ) -> String {
        let verifier = verifier();
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("response_type", "code")
            .append_pair("client_id", "moehaha")
            .append_pair("redirect_uri", redirect_uri)
            .append_pair("scope", &scopes.join(","))
            .append_pair("state", verifier.state().as_str())
            .finish();
        let back = self.sign_in(username, format!("/v1/oauth/authorize?{query}"));
        let mut pairs = form_urlencoded::parse(back.split_once('?').unwrap().1.as_bytes());
        let code = pairs.find(|(name, _)| name == "code").unwrap().1.into_owned();
        self.codes.borrow_mut().push(code.clone());
        let body = json!({
            "grant": "authorization_code", "code": code, "verifier": verifier.expose(),
            "redirect_uri": redirect_uri, "scope": scopes, "audience": ["moehaha"],
        });
        self.post_token_from(origin, &body.to_string(), &[])
    }

    fn sign_in(&self, username: &str, mut target: String) -> String {
        let mut cookie = String::new();
        while target.starts_with('/') {
            let method = if target.starts_with("/v1") { "GET" } else { "POST" };
            let form = ("Content-Type", "application/x-www-form-urlencoded");
            let address = format!("{}{target}", self.address("identity_server"));
            let body = format!("username={username}");
            let answer = request(method, &address, &[("Cookie", &cookie), form], &body);
            header(&answer, "set-cookie").split(';').next().unwrap().clone_into(&mut cookie);
            target = header(&answer, "location");
        }
        target
    }

    pub(crate) fn token_for(&self, username: &str) -> String {
        let answer = self.exchange_for(username);
        let body = answer.split_once("\r\n\r\n").unwrap().1;
        let body: Value = serde_json::from_str(body).unwrap_or_else(|_| panic!("{answer}"));
        body["token"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// Everything that must stand in no log and no answer: the secret, and all codes and verifiers.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let verifier = verifier().expose().to_owned();
        let fixed = [SECRET.to_owned(), verifier];
        self.codes.borrow().iter().cloned().chain(fixed).collect()
    }

    /// What comes back while the identity server misbehaves.
    pub(crate) fn misbehaving(&self, fault: &str) -> String {
        let address = format!("{}/_demo/faults", self.address("identity_server"));
        let json = [("Content-Type", "application/json")];
        let answer = request("POST", &address, &json, &json!({ "fault": fault }).to_string());
        assert!(answer.starts_with("HTTP/1.1 2"), "{answer}");
        self.exchange_for("bob")
    }

    /// Ends the process by a signal; its exit code and everything that it printed.
    pub(crate) fn end(mut self, signal: &str) -> (Option<i32>, String) {
        let sent = Command::new("kill")
            .args([format!("-{signal}"), self.process.id().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
        let mut printed = std::mem::take(&mut self.said);
        self.output.read_to_string(&mut printed).unwrap();
        self.process.stderr.take().unwrap().read_to_string(&mut printed).unwrap();
        (self.process.wait().unwrap().code(), printed)
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // After a failed test the process is still there; after a good one neither can fail.
        let _killed = self.process.kill();
        let _reaped = self.process.wait();
        let _removed = fs::remove_dir_all(&self.page);
    }
}

/// The verifier of every sign-in.
fn verifier() -> CodeVerifier {
    CodeVerifier::from_random([7; 32])
}

/// Sends one request and returns the whole answer, head and body.
fn request(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> String {
    let (authority, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = TcpStream::connect(authority).unwrap();
    write!(stream, "{method} /{path} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n")
        .unwrap();
    for (name, value) in headers {
        write!(stream, "{name}: {value}\r\n").unwrap();
    }
    write!(stream, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The value of a header; empty when it is not there.
fn header(answer: &str, name: &str) -> String {
    let lines = answer.lines().take_while(|line| !line.is_empty());
    let mut pairs = lines.filter_map(|line| line.split_once(": "));
    let found = pairs.find(|(one, _)| one.eq_ignore_ascii_case(name));
    found.map_or_else(String::new, |(_, value)| value.to_owned())
}
