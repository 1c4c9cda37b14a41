//! The facility's routes.

use std::ops::Range;

use actix_web::web::{Data, Json, JsonConfig, Path, PathConfig, Query, QueryConfig, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, TimeDelta, Utc};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::control;
use crate::facility::Facility;
use crate::members::Member;
use crate::places::Place;
use crate::refusal::Refusal;
use crate::wire::{self, BookRequest, Credentials, ListQuery, ParticipationFilter, RefreshRequest, SlotFilter};

/// The largest body that is read, in bytes.
const LARGEST_BODY: usize = 64 * 1024;
/// The longest range of slots that is listed, in days.
const LONGEST_RANGE: i64 = 31;

type Answer = Result<Json<Value>, Refusal>;

/// Registers every route.
pub(crate) fn configure(config: &mut ServiceConfig) {
    let malformed = |reason: String| actix_web::Error::from(Refusal::BadRequest(reason));
    config
        .app_data(JsonConfig::default().limit(LARGEST_BODY).error_handler(move |error, _| malformed(error.to_string())))
        .app_data(QueryConfig::default().error_handler(move |error, _| malformed(error.to_string())))
        .app_data(PathConfig::default().error_handler(|_, _| Refusal::UnknownParticipation.into()))
        .route("/auth", web::post().to(sign_in))
        .route("/auth", web::get().to(profile))
        .route("/auth/token-refresh", web::post().to(refresh))
        .route("/bookable-slots", web::get().to(slots))
        .route("/participations", web::post().to(book))
        .route("/participations", web::get().to(participations))
        .route("/participations/{id}", web::delete().to(cancel))
        .route("/practice/state", web::get().to(control::state))
        .route("/practice/clock", web::post().to(control::set_clock))
        .default_service(web::to(unknown_route));
}

async fn sign_in(facility: Data<Facility>, Json(credentials): Json<Credentials>) -> Answer {
    let member = Member::admit(&credentials.email, &credentials.password)?;
    Ok(issue_tokens(&facility, &member))
}

async fn refresh(facility: Data<Facility>, Json(body): Json<RefreshRequest>) -> Answer {
    let member = facility.tokens().redeem(&body.refresh_token, facility.clock.now())?;
    Ok(issue_tokens(&facility, &member))
}

fn issue_tokens(facility: &Facility, member: &Member) -> Json<Value> {
    let now = facility.clock.now();
    let mut tokens = facility.tokens();
    Json(json!({
        "access_token": tokens.issue_access(member, now),
        "token_type": "Bearer",
        "expires_in": tokens.expires_in(),
        "refresh_token": tokens.issue_refresh(member, now),
    }))
}

async fn profile(facility: Data<Facility>, request: HttpRequest) -> Answer {
    let Member { id, email } = facility.member(&request)?;
    Ok(Json(json!({"id": id, "email": email, "firstName": "Practice", "lastName": "Member"})))
}

async fn slots(facility: Data<Facility>, Query(query): Query<ListQuery>) -> Answer {
    let filter: SlotFilter = filter(&query)?;
    let range = filter.start_date..filter.end_date;
    if range.end - range.start > TimeDelta::days(LONGEST_RANGE) {
        return Err(Refusal::BadRequest(format!("a list covers at most {LONGEST_RANGE} days")));
    }
    let listed = Place::all().filter(|place| filter.includes(place));
    let slots = listed.flat_map(|place| slots_of(&facility, place, &range)).collect::<Vec<_>>();
    Ok(Json(wire::page(&slots)))
}

fn slots_of(facility: &Facility, place: &Place, range: &Range<DateTime<Utc>>) -> Vec<Value> {
    let reservations = facility.reservations();
    let now = facility.clock.now();
    let view = |start| wire::slot(reservations.rules(), place, start, &reservations.slot(place, start, now), now);
    reservations.starts(place, range).into_iter().map(view).collect()
}

async fn book(
    facility: Data<Facility>,
    request: HttpRequest,
    body: Json<BookRequest>,
) -> Result<HttpResponse, Refusal> {
    let member = facility.member(&request)?;
    if body.member_id != member.id {
        return Err(Refusal::SomebodyElse);
    }
    let (place, start) = body.slot().ok_or(Refusal::UnknownSlot)?;
    facility.note_slot(&request, place, start);
    let booked = facility.change(|reservations, now| reservations.book(&member, place, start, now))?;
    Ok(HttpResponse::Created().json(wire::participation_with_booking(&booked)))
}

/// Lists the member's participations, with `limit` or `page` in the form `{"data": {"bookings": […]}}`.
async fn participations(facility: Data<Facility>, request: HttpRequest, Query(query): Query<ListQuery>) -> Answer {
    let member = facility.member(&request)?;
    let filter: ParticipationFilter = filter(&query)?;
    if filter.member_id != member.id {
        return Err(Refusal::SomebodyElse);
    }
    let from = filter.start_date.map_or(DateTime::<Utc>::MIN_UTC, |least| least.time);
    let mine = facility.reservations().of_member(&member, &(from..DateTime::<Utc>::MAX_UTC));
    let joined = query.join.as_deref() == Some("booking");
    let view = if joined { wire::participation_with_booking } else { wire::participation };
    let list = mine.iter().map(view).collect::<Vec<_>>();
    let paged = query.limit.is_some() || query.page.is_some();
    Ok(Json(if paged { json!({"data": {"bookings": list}}) } else { wire::page(&list) }))
}

async fn cancel(facility: Data<Facility>, request: HttpRequest, id: Path<i64>) -> Answer {
    let member = facility.member(&request)?;
    let released = facility.change(|reservations, now| reservations.cancel(&member, *id, now))?;
    facility.note_slot(&request, released.place, released.start);
    Ok(Json(wire::participation(&released)))
}

async fn unknown_route(request: HttpRequest) -> Result<HttpResponse, Refusal> {
    Err(Refusal::UnknownRoute { method: request.method().to_string(), path: request.path().to_owned() })
}

fn filter<T: DeserializeOwned>(query: &ListQuery) -> Result<T, Refusal> {
    serde_json::from_str(&query.s).map_err(|error| Refusal::BadRequest(format!("s: {error}")))
}
