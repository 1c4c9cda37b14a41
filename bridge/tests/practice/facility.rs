//! A practice facility of its own for every test, and what its callers say.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, redirect};
use serde_json::{Value, json};
use url::Url;

/// The time at which the clock of a test stands: 10:30 in Amsterdam.
pub(crate) const NOW: &str = "2026-11-22T09:30:00Z";

pub(crate) const FITNESS: Place = Place { product: 20_061, linked: 20_060 };
pub(crate) const X1_A: Place = Place { product: 4, linked: 20_045 };
pub(crate) const X1_B: Place = Place { product: 5, linked: 20_045 };
pub(crate) const X3_A: Place = Place { product: 16_534, linked: 20_046 };

/// The ids that a slot is booked by.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) product: i64,
    pub(crate) linked: i64,
}

/// The binary with these flags, on a port that the system chooses.
pub(crate) fn command(flags: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_practice-facility"));
    command.args(["--listen", "127.0.0.1:0"]).args(flags).stdin(Stdio::null()).stdout(Stdio::null());
    command
}

/// A running facility. It ends with the test.
pub(crate) struct Facility {
    child: Child,
    pub(crate) client: Client,
    url: Url,
}

/// A signed-in member.
pub(crate) struct Member<'a> {
    facility: &'a Facility,
    pub(crate) id: i64,
    pub(crate) token: String,
}

/// A status and the JSON that came with it.
#[derive(Debug, PartialEq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

impl Facility {
    /// Starts a facility with a clock that stands at [`NOW`].
    pub(crate) fn frozen(flags: &[&str]) -> Self {
        Self::start(&[&["--clock", NOW], flags].concat())
    }

    pub(crate) fn start(flags: &[&str]) -> Self {
        let mut child = command(flags).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.strip_prefix("listening on ").and_then(|rest| rest.split(',').next()).unwrap();
        let url = Url::parse(address).unwrap();
        // reqwest builds no client without a TLS provider, although nothing here uses TLS. A second install is refused.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().no_proxy().redirect(redirect::Policy::none()).build().unwrap();
        Self { child, client, url }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, self.url.join(path).unwrap())
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        Reply::of(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        Reply::of(self.request(Method::POST, path).json(body)).await
    }

    /// Moves the clock.
    pub(crate) async fn set_clock(&self, now: &str) {
        assert_eq!(self.post("/practice/clock", &json!({"now": now})).await.status, 200);
    }

    pub(crate) async fn state(&self) -> Value {
        self.get("/practice/state").await.body
    }

    /// Lists the slots of some products between two times.
    pub(crate) async fn slots(&self, products: &[i64], from: &str, till: &str) -> Vec<Value> {
        let filter = json!({"startDate": from, "endDate": till, "productIds": {"$in": products}});
        let reply = self.get(&list("/bookable-slots", &filter, "")).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        reply.body["data"].as_array().unwrap().clone()
    }

    /// Returns the slot of a place that starts then.
    pub(crate) async fn slot(&self, place: Place, start: &str) -> Value {
        let slots = self.slots(&[place.product], start, &end_of(start)).await;
        slots.into_iter().next().unwrap_or_else(|| panic!("no slot at {start}"))
    }

    pub(crate) async fn sign_in(&self, email: &str) -> Member<'_> {
        let reply = self.post("/auth", &json!({"email": email, "password": "a password"})).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        let token = reply.body["access_token"].as_str().unwrap().to_owned();
        let mut member = Member { facility: self, id: 0, token };
        member.id = member.get("/auth?cf=0").await.body["id"].as_i64().unwrap();
        member
    }

    /// Ends the process at once, as `kill -9` does.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Facility {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Member<'_> {
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.facility.request(method, path).bearer_auth(&self.token)
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        Reply::of(self.request(Method::GET, path)).await
    }

    pub(crate) fn booking(&self, place: Place, start: &str) -> RequestBuilder {
        self.request(Method::POST, "/participations").json(&self.booking_body(place, start))
    }

    /// The body of a booking as the facility's own page sends it.
    pub(crate) fn booking_body(&self, place: Place, start: &str) -> Value {
        json!({
            "organizationId": null,
            "memberId": self.id,
            "bookingId": null,
            "primaryPurchaseMessage": null,
            "secondaryPurchaseMessage": null,
            "dateOfRegistration": null,
            "params": {
                "startDate": start,
                "endDate": end_of(start),
                "bookableProductId": place.product,
                "bookableLinkedProductId": place.linked,
                "bookingId": null,
                "invitedMemberEmails": [],
                "invitedGuests": [],
                "invitedOthers": [],
                "primaryPurchaseMessage": null,
                "secondaryPurchaseMessage": null,
                "clickedOnBook": true,
            },
        })
    }

    pub(crate) async fn book(&self, place: Place, start: &str) -> Reply {
        Reply::of(self.booking(place, start)).await
    }

    /// Books what is sure to be free and returns the participation's id.
    pub(crate) async fn hold(&self, place: Place, start: &str) -> i64 {
        let reply = self.book(place, start).await;
        assert_eq!((reply.status, &reply.body["status"]), (201, &json!(1)), "{reply:?}");
        reply.body["id"].as_i64().unwrap()
    }

    pub(crate) async fn cancel(&self, id: i64) -> Reply {
        Reply::of(self.request(Method::DELETE, &format!("/participations/{id}"))).await
    }

    /// Lists the member's participations from 2026 on.
    pub(crate) async fn participations(&self) -> Vec<Value> {
        let filter = json!({"memberId": self.id, "booking.startDate": {"$gte": "2026-01-01T00:00:00.000Z"}});
        self.get(&list("/participations", &filter, "&join=booking")).await.body["data"].as_array().unwrap().clone()
    }
}

impl Reply {
    pub(crate) async fn of(request: RequestBuilder) -> Self {
        Self::read(request.send().await.unwrap()).await
    }

    pub(crate) async fn read(response: Response) -> Self {
        let status = response.status().as_u16();
        Self { status, body: response.json().await.unwrap() }
    }

    /// Asserts a refusal: its status, also in the body, and words of its message.
    #[track_caller]
    pub(crate) fn assert_refusal(&self, status: StatusCode, words: &str) {
        assert_eq!(self.status, status.as_u16(), "{self:?}");
        assert_eq!(self.body["statusCode"], status.as_u16(), "{self:?}");
        assert!(self.body["message"].as_str().unwrap().contains(words), "{self:?}");
    }
}

/// The path of a list with a filter and more of a query.
pub(crate) fn list(path: &str, filter: &Value, more: &str) -> String {
    let filter = url::form_urlencoded::byte_serialize(filter.to_string().as_bytes()).collect::<String>();
    format!("{path}?s={filter}{more}")
}

/// The end of a slot that starts then.
fn end_of(start: &str) -> String {
    let start = chrono::DateTime::parse_from_rfc3339(start).unwrap().to_utc();
    (start + chrono::TimeDelta::minutes(59)).to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}
