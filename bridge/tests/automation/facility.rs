//! A practice facility of its own for every test.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;

use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::support::{NOW, PATIENCE};

/// A running practice facility. It ends with the test.
pub(crate) struct Facility {
    pub(crate) child: Mutex<Child>,
    pub(crate) url: String,
    client: Client,
}

impl Facility {
    /// Starts one whose clock stands at [`NOW`].
    pub(crate) fn start(flags: &[&str]) -> Self {
        Self::now(&[&["--clock", NOW], flags].concat())
    }

    /// Starts one with the system's clock.
    pub(crate) fn now(flags: &[&str]) -> Self {
        let (child, url) = launch("127.0.0.1:0", flags);
        // reqwest builds no client without a TLS provider, although nothing here uses TLS. A second install is refused.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().no_proxy().timeout(PATIENCE).build().unwrap();
        Self { child: Mutex::new(child), url, client }
    }

    /// The shipped profile with this facility's address and a budget that no test uses up.
    pub(crate) fn profile(&self) -> String {
        let shipped = include_str!("../../profiles/practice.toml");
        let profile = shipped.replace("http://127.0.0.1:8010", &self.url);
        profile.replace("requests_per_second = 10", "requests_per_second = 1000")
    }

    /// Its own view: who holds what, and the latest requests.
    pub(crate) async fn state(&self) -> Value {
        self.call(Method::GET, "/practice/state", None, None).await
    }

    /// The number of requests that it has seen.
    pub(crate) async fn total(&self) -> u64 {
        self.state().await["requestsTotal"].as_u64().unwrap()
    }

    /// Ends the process.
    pub(crate) fn stop(&self) {
        let mut child = self.child.lock().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Starts it again after [`Facility::stop`], at the same address, without its reservations and sessions.
    pub(crate) fn come_back(&self, moment: &str) {
        let address = self.url.strip_prefix("http://").unwrap();
        *self.child.lock().unwrap() = launch(address, &["--clock", moment]).0;
    }

    /// Moves the clock.
    pub(crate) async fn set(&self, moment: &str) {
        self.call(Method::POST, "/practice/clock", None, Some(json!({ "now": moment }))).await;
    }

    /// The reservations: who holds what, as `["jdevries", "X1", "A", id, status]`.
    pub(crate) async fn reservations(&self) -> Vec<Value> {
        let state = self.state().await;
        let slots = state["slots"].as_array().unwrap().clone();
        let of_slot = |slot: Value| {
            let held = slot["participations"].as_array().unwrap().clone();
            held.into_iter().map(move |one| {
                json!([one["email"], slot["location"], slot["half"], one["id"].to_string(), one["status"]])
            })
        };
        slots.into_iter().flat_map(of_slot).collect()
    }

    /// The requests of one kind, as in `POST /participations`.
    pub(crate) async fn requests(&self, kind: &str) -> Vec<Value> {
        let state = self.state().await;
        let is_meant = |one: &&Value| {
            let (method, path) = kind.split_once(' ').unwrap();
            one["method"] == method && one["path"].as_str().unwrap().split('?').next() == Some(path)
        };
        state["requests"].as_array().unwrap().iter().filter(is_meant).cloned().collect()
    }

    /// Another member, who books or cancels on the facility's own page.
    pub(crate) async fn member(&self, email: &str) -> Member<'_> {
        let body = json!({ "email": email, "password": "a password" });
        let token = self.call(Method::POST, "/auth", None, Some(body)).await;
        let token = token["access_token"].as_str().unwrap().to_owned();
        let id = self.call(Method::GET, "/auth?cf=0", Some(&token), None).await["id"].clone();
        Member { facility: self, token, id }
    }

    async fn call(&self, method: Method, path: &str, token: Option<&str>, body: Option<Value>) -> Value {
        let mut request = self.client.request(method, format!("{}{path}", self.url));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.json().await.unwrap()
    }
}

impl Drop for Facility {
    fn drop(&mut self) {
        let mut child = self.child.lock().unwrap();
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// Starts the process. Returns it with its URL.
fn launch(listen: &str, flags: &[&str]) -> (Child, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_practice-facility"));
    command.args(["--listen", listen]).args(flags);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
    let url = line.strip_prefix("listening on ").and_then(|rest| rest.split(',').next()).unwrap().to_owned();
    (child, url)
}

/// A signed-in member.
pub(crate) struct Member<'a> {
    facility: &'a Facility,
    pub(crate) token: String,
    id: Value,
}

impl Member<'_> {
    /// Books a slot that begins then. Returns the participation's id.
    pub(crate) async fn book(&self, (product, linked): (i64, i64), start: &str) -> String {
        let ends_at = start.replace(":00:00.000Z", ":59:00.000Z");
        let body = json!({
            "organizationId": null, "memberId": self.id, "bookingId": null, "primaryPurchaseMessage": null,
            "secondaryPurchaseMessage": null, "dateOfRegistration": null,
            "params": {
                "startDate": start, "endDate": ends_at, "bookableProductId": product, "bookableLinkedProductId": linked,
                "bookingId": null, "invitedMemberEmails": [], "invitedGuests": [], "invitedOthers": [],
                "primaryPurchaseMessage": null, "secondaryPurchaseMessage": null, "clickedOnBook": true,
            },
        });
        let booked = self.facility.call(Method::POST, "/participations", Some(&self.token), Some(body)).await;
        booked["id"].to_string()
    }

    pub(crate) async fn cancel(&self, id: &str) {
        self.facility.call(Method::DELETE, &format!("/participations/{id}"), Some(&self.token), None).await;
    }
}
