use booking_core::gateway::{FacilityGateway as _, Outcome, ReservationState};
use booking_core::slot::{Location, SubLocation};
use bridge::gateway::check_products;

use crate::support::{DATE, Facility, NOW, fitness, moment, password, profile, refused, slot, summary, taken, x1_a};

#[tokio::test]
async fn a_slot_is_listed_booked_and_given_back() {
    let facility = Facility::start(&[]);
    let session = facility.sign_in("anna").await;
    assert_eq!(session.valid_until, Some(moment("2026-11-23T09:30:00.000Z")));
    let slots = facility.gateway.slots(Location::Fitness, DATE.parse().unwrap()).await.unwrap();
    assert_eq!(slots.len(), 18);
    let first = &slots[0];
    assert_eq!((first.starts_at, first.ends_at), (moment("2026-11-25T05:00:00Z"), moment("2026-11-25T05:59:00Z")));
    assert_eq!((first.is_available, first.remaining_capacity, first.total_capacity), (true, Some(12), Some(12)));

    let answer = facility.gateway.book(&session, &fitness("06:00")).await;
    assert_eq!(summary(&answer), (Outcome::Confirmed, Some(201)));
    assert_eq!(answer.sent_at, Some(moment(NOW).into()));
    let reference = answer.reference.unwrap();
    let reservations = facility.gateway.reservations(&session, moment(NOW)).await.unwrap();
    assert_eq!(reservations.len(), 1);
    let own = &reservations[0];
    assert_eq!((&own.reference, own.state, own.starts_at), (&reference, ReservationState::Place, first.starts_at));
    assert_eq!((own.location, own.sub_location), (Some(Location::Fitness), None));

    assert_eq!(summary(&facility.gateway.cancel(&session, &reference).await), (Outcome::Released, Some(200)));
    assert_eq!(summary(&facility.gateway.cancel(&session, &reference).await), (Outcome::Absent, Some(404)));
    assert!(facility.references(&session).await.is_empty());
}

#[tokio::test]
async fn the_halves_of_a_hall_are_booked_by_their_products() {
    let facility = Facility::start(&[]);
    for half in SubLocation::ALL {
        let answer = facility.book(half.as_str().repeat(3).as_str(), &slot(Location::X3, Some(half), "09:00")).await;
        assert_eq!(answer.outcome, Outcome::Confirmed, "{answer:?}");
    }
    let slots = facility.gateway.slots(Location::X3, DATE.parse().unwrap()).await.unwrap();
    assert_eq!(slots.len(), 36);
    let taken = |half| slots.iter().filter(|slot| slot.sub_location == Some(half) && !slot.is_available).count();
    assert_eq!((taken(SubLocation::A), taken(SubLocation::B)), (1, 1));
}

#[tokio::test]
async fn a_slot_is_booked_with_and_without_having_been_listed() {
    let facility = Facility::start(&["--bookings-per-day", "0"]);
    assert_eq!(facility.book("anna", &x1_a("08:00")).await.outcome, Outcome::Confirmed);
    let slots = facility.gateway.slots(Location::X1, DATE.parse().unwrap()).await.unwrap();
    assert_eq!(facility.book("anna", &x1_a("09:00")).await.outcome, Outcome::Confirmed);
    let at_ten = slots.into_iter().find(|slot| slot.starts_at == x1_a("10:00").starts_at);
    let listed = booking_core::gateway::SlotRequest { listed: at_ten, ..x1_a("10:00") };
    assert_eq!(facility.book("anna", &listed).await.outcome, Outcome::Confirmed);
}

#[tokio::test]
async fn a_session_is_renewed_where_the_facility_gives_refresh_tokens() {
    let facility = Facility::start(&[]);
    let session = facility.sign_in("anna").await;
    let renewed = taken(facility.gateway.renew(&session).await);
    assert_ne!(renewed.token.expose(), session.token.expose());
    assert_eq!(facility.gateway.book(&renewed, &fitness("07:00")).await.outcome, Outcome::Confirmed);
    assert_eq!(refused(facility.gateway.renew(&session).await).outcome, Outcome::SignInNeeded, "used up");
}

#[tokio::test]
async fn wrong_credentials_need_a_person() {
    let facility = Facility::start(&[]);
    let failure = refused(facility.gateway.sign_in(&password("anna", "wrong")).await);
    assert_eq!((failure.outcome, failure.status_code), (Outcome::SignInNeeded, Some(401)));
    assert_eq!(failure.message.unwrap().as_str(), "Unauthorized");
}

#[tokio::test]
async fn the_facilitys_clock_is_bounded_by_its_answers() {
    let facility = Facility::start(&["--clock-skew", "1500ms"]);
    assert_eq!(facility.gateway.clock_offset().micros(), None);
    facility.gateway.slots(Location::Fitness, DATE.parse().unwrap()).await.unwrap();
    assert_eq!(facility.gateway.clock_offset().micros(), Some((1_000_000, 2_000_000)));
}

#[tokio::test]
async fn every_product_is_checked() {
    let facility = Facility::start(&[]);
    let profile = profile("http://127.0.0.1:1", 10);
    let findings = check_products(&profile, &facility.gateway, DATE.parse().unwrap()).await;
    assert_eq!(findings.len(), 5);
    assert!(findings.iter().all(|finding| finding.slots == Ok((18, 18))), "{findings:?}");
}
