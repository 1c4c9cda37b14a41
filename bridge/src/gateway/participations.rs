use booking_core::clock::{MicroTimestamp, Timestamp};
use booking_core::gateway::{
    Answer, FacilityId, FacilityMessage, GatewayFailure, Outcome, Reservation, ReservationState, Session, SlotRequest,
};
use booking_core::slot::Place;
use booking_core::text::BookingReference;
use reqwest::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::answers::{Meaning, answer, read, unreadable};
use super::exchange::{Request, json_body};
use super::json::{Page, moment, number};
use super::question::Question;
use super::reply::Reply;
use super::rest_gateway::RestGateway;
use super::slots::{named_place, not_sold};

/// The status of a participation with a place.
const PLACE: i64 = 1;
/// The status of a participation on the waiting list. The facility answers 201 to both.
const WAITING_LIST: i64 = 3;
/// The facility counts a slot's end as a minute before the next one begins.
const SLOT_MICROS: i64 = 59 * 60 * 1_000_000;
/// The most pages of one list. A longer one is a mistake, and half a list is none.
const PAGES_LIMIT: i64 = 20;

/// A participation as the facility writes it.
#[derive(Deserialize)]
struct WireParticipation {
    id: FacilityId,
    #[serde(default, deserialize_with = "number")]
    status: Option<i64>,
    booking: WireBooking,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireBooking {
    #[serde(deserialize_with = "moment")]
    start_date: Timestamp,
    #[serde(default)]
    linked_product_id: Option<FacilityId>,
    #[serde(default)]
    bookable_product_id: Option<FacilityId>,
}

/// The part of a new participation that tells what became of it.
#[derive(Deserialize)]
struct Booked {
    id: FacilityId,
    #[serde(default, deserialize_with = "number")]
    status: Option<i64>,
}

impl RestGateway {
    pub(super) async fn book_slot(&self, session: &Session, request: &SlotRequest) -> Answer {
        let Some(body) = self.booking_body(session, request) else {
            return self.unsent(not_sold(request.location).message);
        };
        let request = Request {
            question: Question::Book,
            method: Method::POST,
            path: vec!["participations"],
            query: Vec::new(),
            token: Some(&session.token),
            body: Some(json_body(&body)),
            secret: None,
        };
        answer(self.wire.ask(request).await, |reply| self.booked(reply))
    }

    fn booked(&self, reply: &Reply) -> Meaning {
        if !reply.is_success() {
            return self.answers.refusal(reply, &*self.wire.clock);
        }
        let Some(Booked { id, status }) = reply.json() else { return unreadable(reply) };
        let reference = id.to_string().parse::<BookingReference>().ok();
        match status {
            Some(PLACE) => Meaning { outcome: Outcome::Confirmed, words: None, reference },
            Some(WAITING_LIST) => Meaning { outcome: Outcome::Waitlisted, words: None, reference },
            other => {
                let status = other.map_or_else(|| "none".to_owned(), |status| status.to_string());
                let words =
                    format!("The facility answered {} with an unknown status of the booking: {status}.", reply.status);
                Meaning { reference, ..Meaning::new(Outcome::Unclear, &words) }
            }
        }
    }

    /// The body of a booking, with the ids that the facility listed for the slot. A slot that it has not listed is named by
    /// the profile's product: the facility decides. `None` where the profile has no such place.
    fn booking_body(&self, session: &Session, request: &SlotRequest) -> Option<Value> {
        let product = self.profile.location(request.location)?.products.id(request.sub_location)?.clone();
        let listed = request.listed.clone().or_else(|| self.listed.find(request));
        let ends_at = MicroTimestamp::from(request.starts_at).plus_micros(SLOT_MICROS).to_millis();
        let (ends_at, booking_id, bookable, linked) = match listed {
            Some(slot) => {
                (slot.ends_at, slot.booking_id, slot.bookable_product_id.unwrap_or(product), slot.linked_product_id)
            }
            None => (ends_at, None, product, self.listed.linked_product(request)),
        };
        Some(json!({
            "organizationId": null,
            "memberId": session.member_id,
            "bookingId": booking_id,
            "primaryPurchaseMessage": null,
            "secondaryPurchaseMessage": null,
            "dateOfRegistration": null,
            "params": {
                "startDate": request.starts_at,
                "endDate": ends_at,
                "bookableProductId": bookable,
                "bookableLinkedProductId": linked,
                "bookingId": booking_id,
                "invitedMemberEmails": [],
                "invitedGuests": [],
                "invitedOthers": [],
                "primaryPurchaseMessage": null,
                "secondaryPurchaseMessage": null,
                "clickedOnBook": true,
            },
        }))
    }

    pub(super) async fn release(&self, session: &Session, reference: &BookingReference) -> Answer {
        let reference = reference.as_str();
        if matches!(reference, "." | "..") {
            // No path can hold these two, and no id of the facility's is one of them.
            let words = FacilityMessage::new("The booking's reference is no id of the facility's.");
            return Answer { outcome: Outcome::Absent, ..self.unsent(words) };
        }
        let request = Request {
            question: Question::Release,
            method: Method::DELETE,
            path: vec!["participations", reference],
            query: Vec::new(),
            token: Some(&session.token),
            body: None,
            secret: None,
        };
        answer(self.wire.ask(request).await, |reply| self.released(reply))
    }

    fn released(&self, reply: &Reply) -> Meaning {
        match reply.status {
            200..300 => Meaning { outcome: Outcome::Released, words: None, reference: None },
            404 | 410 => Meaning { outcome: Outcome::Absent, words: reply.words.clone(), reference: None },
            _ => {
                let mut meaning = self.answers.refusal(reply, &*self.wire.clock);
                if !matches!(
                    meaning.outcome,
                    Outcome::SignInNeeded | Outcome::RateLimited | Outcome::Unavailable | Outcome::Unclear
                ) {
                    meaning.outcome = Outcome::Refused;
                }
                meaning
            }
        }
    }

    pub(super) async fn list_reservations(
        &self,
        session: &Session,
        from: Timestamp,
    ) -> Result<Vec<Reservation>, GatewayFailure> {
        let filter = json!({"memberId": session.member_id, "booking.startDate": {"$gte": from}});
        let request = || Request {
            question: Question::Reservations,
            method: Method::GET,
            path: vec!["participations"],
            query: vec![("s", filter.to_string()), ("join", "booking".to_owned())],
            token: Some(&session.token),
            body: None,
            secret: None,
        };
        let listed: Vec<WireParticipation> = self.list(request).await?;
        let kept = listed.into_iter().filter(|one| one.booking.start_date >= from);
        Ok(kept.filter_map(|one| self.reservation(one)).collect())
    }

    /// `None` for an id that cannot be a reference; none of our bookings has it.
    fn reservation(&self, wire: WireParticipation) -> Option<Reservation> {
        let WireParticipation { id, status, booking } = wire;
        let place = self.place(&booking);
        Some(Reservation {
            reference: id.to_string().parse().ok()?,
            state: match status.unwrap_or_default() {
                PLACE => ReservationState::Place,
                WAITING_LIST => ReservationState::WaitingList,
                other => ReservationState::Other(other),
            },
            starts_at: booking.start_date,
            location: place.map(Place::location),
            sub_location: place.and_then(Place::sub_location),
        })
    }

    fn place(&self, booking: &WireBooking) -> Option<Place> {
        let (bookable, linked) = (booking.bookable_product_id.as_ref(), booking.linked_product_id.as_ref());
        self.profile.locations.iter().find_map(|location| named_place(location, bookable, linked))
    }

    /// Reads every page of a list.
    pub(super) async fn list<'a, T: DeserializeOwned>(
        &self,
        request: impl Fn() -> Request<'a>,
    ) -> Result<Vec<T>, GatewayFailure> {
        let mut list = Vec::new();
        for page in 1..=PAGES_LIMIT {
            let mut request = request();
            if page > 1 {
                request.query.push(("page", page.to_string()));
            }
            let answer: Page<T> = read(self.wire.ask(request).await, |reply| {
                if !reply.is_success() {
                    return Err(self.answers.refusal(reply, &*self.wire.clock));
                }
                reply.json().ok_or_else(|| unreadable(reply))
            })?;
            list.extend(answer.data.into_vec());
            if answer.page_count.is_none_or(|count| count <= page) {
                return Ok(list);
            }
        }
        let message = FacilityMessage::new("The facility's list has too many pages.");
        Err(GatewayFailure { outcome: Outcome::Unavailable, message, status_code: None, retry_after: None })
    }

    /// An answer that needed no request.
    fn unsent(&self, message: Option<FacilityMessage>) -> Answer {
        Answer {
            outcome: Outcome::Refused,
            message,
            status_code: None,
            retry_after: None,
            reference: None,
            sent_at: None,
            answered_at: self.wire.clock.now_micros(),
        }
    }
}
