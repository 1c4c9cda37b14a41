use reqwest::StatusCode;

use crate::facility::{FITNESS, Facility, Place, X1_A};

/// Books a second before the opening and at the opening.
async fn opens(facility: &Facility, place: Place, start: &str, before: &str, opening: &str) {
    facility.set_clock(before).await;
    let ada = facility.sign_in("ada").await;
    ada.book(place, start).await.assert_refusal(StatusCode::FORBIDDEN, "not yet open");
    facility.set_clock(opening).await;
    ada.hold(place, start).await;
}

#[tokio::test]
async fn a_hall_opens_72_elapsed_hours_ahead_on_the_days_the_clocks_change() {
    // 14:00 in summer, opened at 13:00 in winter.
    let spring = Facility::frozen(&[]);
    opens(&spring, X1_A, "2026-03-29T12:00:00.000Z", "2026-03-26T11:59:59.999Z", "2026-03-26T12:00:00Z").await;
    // 14:00 in winter, opened at 15:00 in summer.
    let autumn = Facility::frozen(&[]);
    opens(&autumn, X1_A, "2026-10-25T13:00:00.000Z", "2026-10-22T12:59:59.999Z", "2026-10-22T13:00:00Z").await;
}

#[tokio::test]
async fn fitness_opens_168_hours_ahead() {
    let facility = Facility::frozen(&[]);
    let (before, opening) = ("2026-11-22T12:59:59.999Z", "2026-11-22T13:00:00Z");
    opens(&facility, FITNESS, "2026-11-29T13:00:00.000Z", before, opening).await;
}

#[tokio::test]
async fn the_opening_can_be_chosen_by_location() {
    let facility = Facility::frozen(&["--open-ahead", "X1=60", "--open-ahead", "X1=30"]);
    let start = "2026-11-22T11:00:00.000Z";
    facility.sign_in("bob").await.hold(FITNESS, start).await;
    opens(&facility, X1_A, start, "2026-11-22T10:29:59.999Z", "2026-11-22T10:30:00Z").await;
}

#[tokio::test]
async fn a_slot_may_start_at_any_second_where_the_facility_is_told_so() {
    let facility = Facility::frozen(&["--any-start"]);
    let start = "2026-11-25T09:31:07.000Z";
    opens(&facility, X1_A, start, "2026-11-22T09:31:06.999Z", "2026-11-22T09:31:07Z").await;
    assert_eq!(facility.slot(X1_A, start).await["isAvailable"], false);
    let uneven = facility.sign_in("bob").await.book(X1_A, "2026-11-22T15:00:00.500Z").await;
    uneven.assert_refusal(StatusCode::NOT_FOUND, "no such slot");
}

#[tokio::test]
async fn the_date_and_the_openings_follow_a_skewed_clock() {
    let start = "2026-11-25T09:30:00.000Z";
    for (skew, date, status) in [
        ("-1500ms", "Sun, 22 Nov 2026 09:29:58 GMT", 403),
        ("0ms", "Sun, 22 Nov 2026 09:30:00 GMT", 201),
        ("1500ms", "Sun, 22 Nov 2026 09:30:01 GMT", 201),
    ] {
        let facility = Facility::frozen(&["--any-start", "--clock-skew", skew]);
        let ada = facility.sign_in("ada").await;
        let response = ada.booking(X1_A, start).send().await.unwrap();
        assert_eq!(response.headers()["date"], date);
        assert_eq!(response.status().as_u16(), status, "{skew}");
    }
}
