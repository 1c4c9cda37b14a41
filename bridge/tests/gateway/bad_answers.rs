use booking_core::gateway::{FacilityGateway as _, Outcome, ReservationState};
use booking_core::slot::{Location, SubLocation};

use crate::support::{DATE, Facility, NOW, fitness, moment, password, refused};

const UNREADABLE: [&str; 5] = ["html", "half-json", "endless", "redirect", "null-data"];

#[tokio::test]
async fn a_booking_whose_answer_cannot_be_read_is_unclear_and_found_again() {
    for kind in UNREADABLE {
        let facility = Facility::start(&["--answer", kind]);
        let session = facility.sign_in("anna").await;
        let answer = facility.gateway.book(&session, &fitness("08:00")).await;
        assert_eq!(answer.outcome, Outcome::Unclear, "{kind} {answer:?}");
        assert!(answer.message.is_some() && answer.sent_at.is_some(), "{kind} {answer:?}");
        assert_eq!(facility.references(&session).await.len(), 1, "{kind}");
    }
}

#[tokio::test]
async fn a_list_that_cannot_be_read_is_never_an_empty_list() {
    for kind in UNREADABLE {
        let spoilt: Vec<String> =
            ["sign-in", "slots", "reservations"].iter().map(|route| format!("{route}={kind}")).collect();
        let flags: Vec<&str> = spoilt[1..].iter().flat_map(|fault| ["--answer", fault]).collect();
        let facility = Facility::start(&flags);
        let session = facility.sign_in("anna").await;
        let slots = facility.gateway.slots(Location::X1, DATE.parse().unwrap()).await.unwrap_err();
        let reservations = facility.gateway.reservations(&session, moment(NOW)).await.unwrap_err();
        let signing_in = Facility::start(&["--answer", &spoilt[0]]);
        let sign_in = refused(signing_in.gateway.sign_in(&password("anna", "a password")).await);
        for failure in [slots, reservations, sign_in] {
            assert_eq!(failure.outcome, Outcome::Unavailable, "{kind} {failure:?}");
            assert!(failure.message.is_some(), "{kind} {failure:?}");
        }
    }
}

#[tokio::test]
async fn ids_may_be_texts() {
    let facility = Facility::start(&[
        "--answer",
        "book=text-ids",
        "--answer",
        "reservations=text-ids",
        "--answer",
        "slots=text-ids",
    ]);
    let session = facility.sign_in("anna").await;
    let answer = facility.gateway.book(&session, &fitness("08:00")).await;
    assert_eq!(answer.outcome, Outcome::Confirmed, "{answer:?}");
    let reservations = facility.gateway.reservations(&session, moment(NOW)).await.unwrap();
    assert_eq!(
        (Some(&reservations[0].reference), reservations[0].state),
        (answer.reference.as_ref(), ReservationState::Place)
    );
    assert_eq!(reservations[0].location, Some(Location::Fitness));
    let slots = facility.gateway.slots(Location::X1, DATE.parse().unwrap()).await.unwrap();
    assert_eq!(slots.iter().filter(|slot| slot.sub_location == Some(SubLocation::B)).count(), 18);
}

#[tokio::test]
async fn a_connection_that_breaks_after_the_booking_is_unclear() {
    let facility = Facility::start(&["--drop-after-commit", "1"]);
    let session = facility.sign_in("anna").await;
    let answer = facility.gateway.book(&session, &fitness("08:00")).await;
    assert_eq!(answer.outcome, Outcome::Unclear, "{answer:?}");
    assert!(answer.sent_at.is_some());
    let references = facility.references(&session).await;
    assert_eq!(references.len(), 1);
    let answer = facility.gateway.cancel(&session, &references[0].parse().unwrap()).await;
    assert_eq!(answer.outcome, Outcome::Unclear, "{answer:?}");
    assert!(facility.references(&session).await.is_empty());
}
