use booking_core::gateway::{FacilityGateway as _, Outcome, ReservationState, Session, Token};
use booking_core::slot::Location;

use crate::support::{DATE, Facility, NOW, fitness, moment, slot, summary, x1_a};

#[tokio::test]
async fn every_refusal_is_an_outcome_with_the_facilitys_words() {
    let facility = Facility::start(&["--capacity-fitness", "1"]);
    assert_eq!(facility.book("first", &fitness("08:00")).await.outcome, Outcome::Confirmed);
    assert_eq!(facility.book("first", &x1_a("09:00")).await.outcome, Outcome::Confirmed);
    for (netid, slot, expected, words) in [
        ("second", fitness("08:00"), (Outcome::Full, Some(403)), "full"),
        ("second", x1_a("09:00"), (Outcome::Full, Some(409)), "taken"),
        ("second", x1_a("11:00"), (Outcome::NotOpenYet, Some(403)), "not yet open"),
        ("first", fitness("10:00"), (Outcome::LimitReached, Some(403)), "limit"),
        ("first", fitness("08:00"), (Outcome::AlreadyBooked, Some(409)), "already have"),
        ("second", fitness("05:30"), (Outcome::Refused, Some(404)), "no such slot"),
    ] {
        let answer = facility.book(netid, &slot).await;
        assert_eq!(summary(&answer), expected, "{netid} {slot:?}");
        assert!(answer.message.as_ref().unwrap().as_str().contains(words), "{answer:?}");
        assert!(answer.sent_at.is_some() && answer.reference.is_none(), "{answer:?}");
    }
    assert!(facility.gateway.unknown_answers().is_empty());
}

#[tokio::test]
async fn the_waiting_list_is_no_place() {
    let facility = Facility::start(&["--capacity-fitness", "1", "--waiting-list"]);
    assert_eq!(facility.book("first", &fitness("08:00")).await.outcome, Outcome::Confirmed);
    let session = facility.sign_in("second").await;
    let answer = facility.gateway.book(&session, &fitness("08:00")).await;
    assert_eq!(summary(&answer), (Outcome::Waitlisted, Some(201)));
    let reservations = facility.gateway.reservations(&session, moment(NOW)).await.unwrap();
    assert_eq!(reservations[0].state, ReservationState::WaitingList);
    assert_eq!(Some(&reservations[0].reference), answer.reference.as_ref());
}

#[tokio::test]
async fn an_ended_session_needs_a_sign_in() {
    let facility = Facility::start(&[]);
    let token = Token::parse("ended".to_owned()).unwrap();
    let session = Session { token, ..facility.sign_in("anna").await };
    assert_eq!(summary(&facility.gateway.book(&session, &fitness("08:00")).await), (Outcome::SignInNeeded, Some(401)));
    let reference = "1".parse().unwrap();
    assert_eq!(summary(&facility.gateway.cancel(&session, &reference).await), (Outcome::SignInNeeded, Some(401)));
    let failure = facility.gateway.reservations(&session, moment(NOW)).await.unwrap_err();
    assert_eq!((failure.outcome, failure.status_code), (Outcome::SignInNeeded, Some(401)));
}

#[tokio::test]
async fn a_reference_that_is_no_id_of_the_facilitys_reaches_nothing_else() {
    let facility = Facility::start(&[]);
    let session = facility.sign_in("anna").await;
    facility.gateway.book(&session, &fitness("08:00")).await;
    for reference in [".", "..", "../auth", "a/b?c#d", "%2e%2e", "a b", "é"] {
        let answer = facility.gateway.cancel(&session, &reference.parse().unwrap()).await;
        assert_eq!(answer.outcome, Outcome::Absent, "{reference} {answer:?}");
    }
    assert_eq!(facility.references(&session).await.len(), 1);
}

#[tokio::test]
async fn errors_of_the_facility_are_unclear_for_a_booking_only() {
    let facility = Facility::start(&[]);
    let session = facility.sign_in("anna").await;
    let broken = Facility::start(&["--errors", "1"]);
    assert_eq!(summary(&broken.gateway.book(&session, &fitness("08:00")).await), (Outcome::Unclear, Some(500)));
    let failure = broken.gateway.slots(Location::X1, DATE.parse().unwrap()).await.unwrap_err();
    assert_eq!((failure.outcome, failure.status_code), (Outcome::Unavailable, Some(500)));
}

#[tokio::test]
async fn a_place_that_the_profile_does_not_sell_is_refused_unsent() {
    let facility = Facility::start(&[]);
    let session = facility.sign_in("anna").await;
    let answer = facility.gateway.book(&session, &slot(Location::X1, None, "09:00")).await;
    assert_eq!((answer.outcome, answer.sent_at), (Outcome::Refused, None));
}
