//! The sequential model: the bookings of one account on one day that is far away.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{on_account, on_booking, with};

const DATE: &str = "2099-03-04";
pub(super) const TIMES: [&str; 4] = ["06:00:00", "07:00:00", "08:00:00", "09:00:00"];

#[derive(Clone, Debug)]
pub(super) enum Request {
    Create(Vec<&'static str>),
    Confirm(i64, String),
    Fail(i64, String),
    Cancel(i64),
    Retry(i64),
    Get(i64),
    List,
}

impl Request {
    pub(super) fn body(&self, account: i64) -> Value {
        match self {
            Self::Create(times) => json!({
                "action": "create_booking", "account_id": account, "booking_date": DATE, "time_slots": times, "location": "X1"
            }),
            Self::Confirm(id, text) => {
                with(on_booking("mark_booking_confirmed", *id), "booking_reference", text.as_str())
            }
            Self::Fail(id, text) => with(on_booking("mark_booking_failed", *id), "error_message", text.as_str()),
            Self::Cancel(id) => on_booking("cancel_booking", *id),
            Self::Retry(id) => with(on_booking("update_booking", *id), "status", "pending"),
            Self::Get(id) => on_booking("get_booking", *id),
            Self::List => on_account("get_account_bookings", account),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Booking {
    pub(super) time: String,
    pub(super) status: String,
    pub(super) reference: Option<String>,
    pub(super) error: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Response {
    Bookings(Vec<(i64, Booking)>),
    Refused(String),
}

impl From<&Value> for Response {
    fn from(body: &Value) -> Self {
        let booking = |value: &Value| {
            let text = |member: &str| value[member].as_str().map(str::to_owned);
            let (time, status) = (text("time_slot").unwrap(), text("status").unwrap());
            let (reference, error) = (text("booking_reference"), text("error_message"));
            (value["id"].as_i64().unwrap(), Booking { time, status, reference, error })
        };
        match (body["code"].as_str(), body["bookings"].as_array()) {
            (Some(code), _) => Self::Refused(code.to_owned()),
            (None, Some(bookings)) => Self::Bookings(bookings.iter().map(booking).collect()),
            (None, None) => Self::Bookings(vec![booking(&body["booking"])]),
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Model(BTreeMap<i64, Booking>);

impl Model {
    /// Carries out the request. The ids of new bookings are taken from the bridge's response and must be new.
    pub(super) fn apply(&mut self, request: &Request, seen: &Response) -> Response {
        let id = match request {
            Request::Create(times) => return self.create(times, seen),
            Request::List => return Response::Bookings(self.list()),
            Request::Get(id)
            | Request::Cancel(id)
            | Request::Retry(id)
            | Request::Confirm(id, _)
            | Request::Fail(id, _) => *id,
        };
        let mut booking = self.0[&id].clone();
        let (to, allowed_from): (&str, &[&str]) = match request {
            Request::Confirm(..) => ("confirmed", &["pending", "confirmed", "failed"]),
            Request::Fail(..) => ("failed", &["pending", "confirmed", "failed"]),
            Request::Cancel(_) => ("cancelled", &["pending", "confirmed"]),
            Request::Retry(_) => ("pending", &["pending", "failed"]),
            _ => return Response::Bookings(vec![(id, booking)]),
        };
        if !allowed_from.contains(&booking.status.as_str()) {
            return Response::Refused("invalid_transition".into());
        }
        if booking.status == "failed" && to != "failed" && self.is_taken(&booking.time) {
            return Response::Refused("slot_conflict".into());
        }
        booking.status = to.into();
        match request {
            Request::Confirm(_, reference) => (booking.reference, booking.error) = (Some(reference.clone()), None),
            Request::Fail(_, error) => booking.error = Some(error.clone()),
            _ => {}
        }
        self.0.insert(id, booking.clone());
        Response::Bookings(vec![(id, booking)])
    }

    fn create(&mut self, times: &[&str], seen: &Response) -> Response {
        if times.iter().any(|time| self.is_taken(time)) {
            return Response::Refused("slot_conflict".into());
        }
        let last = self.0.keys().next_back().copied().unwrap_or(0);
        let first = match seen {
            Response::Bookings(made) => made.first().map(|(id, _)| *id).filter(|id| *id > last),
            Response::Refused(_) => None,
        };
        let made = (first.unwrap_or(-1)..).zip(times).map(|(id, time)| {
            (id, Booking { time: (*time).into(), status: "pending".into(), reference: None, error: None })
        });
        let made: Vec<(i64, Booking)> = made.collect();
        self.0.extend(made.iter().cloned());
        Response::Bookings(made)
    }

    fn list(&self) -> Vec<(i64, Booking)> {
        let mut list: Vec<(i64, Booking)> = self.0.iter().map(|(id, booking)| (*id, booking.clone())).collect();
        list.sort_by(|(_, one), (_, other)| one.time.cmp(&other.time));
        list
    }

    fn is_taken(&self, time: &str) -> bool {
        self.0.values().any(|other| other.time == time && matches!(other.status.as_str(), "pending" | "confirmed"))
    }
}
