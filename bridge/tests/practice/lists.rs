use serde_json::{Value, json};

use crate::facility::{FITNESS, Facility, X1_A, X1_B, list};

const NOON: &str = "2026-11-23T11:00:00.000Z";

/// The local day 2026-11-23.
const DAY: (&str, &str) = ("2026-11-22T23:00:00.000Z", "2026-11-23T23:00:00.000Z");

#[tokio::test]
async fn a_session_has_a_booking_and_a_hall_has_none_until_somebody_books_it() {
    let facility = Facility::frozen(&["--capacity-fitness", "3"]);
    let session = facility.slot(FITNESS, NOON).await;
    assert_eq!(session["endDate"], "2026-11-23T11:59:00.000Z");
    assert_eq!(session["booking"]["id"], session["bookingId"]);
    assert_eq!((&session["booking"]["maxParticipants"], &session["isAvailable"]), (&json!(3), &json!(true)));
    let hall = facility.slot(X1_A, NOON).await;
    assert_eq!((&hall["bookingId"], &hall["booking"]), (&Value::Null, &Value::Null));
    assert_eq!((&hall["bookableProductId"], &hall["linkedProductId"]), (&json!(4), &json!(20_045)));

    let ada = facility.sign_in("ada").await;
    let held = ada.hold(X1_A, NOON).await;
    ada.book(FITNESS, "2026-11-23T12:00:00.000Z").await;
    let hall = facility.slot(X1_A, NOON).await;
    assert_eq!(hall["isAvailable"], false);
    assert_eq!(hall["bookingId"], ada.participations().await[0]["booking"]["id"]);
    assert_eq!(hall["booking"]["availableParticipantCount"], 0);
    assert_eq!(facility.slot(X1_B, NOON).await["isAvailable"], true);
    let session = facility.slot(FITNESS, "2026-11-23T12:00:00.000Z").await;
    assert_eq!(session["booking"]["availableParticipantCount"], 2);
    assert_eq!(session["booking"]["currentParticipantCount"], 1);
    ada.cancel(held).await;
    assert_eq!(facility.slot(X1_A, NOON).await["isAvailable"], true);
}

#[tokio::test]
async fn a_day_has_eighteen_slots_at_each_place_also_when_the_clocks_change() {
    let facility = Facility::frozen(&[]);
    for (from, till, first) in [
        (DAY.0, DAY.1, "2026-11-23T05:00:00.000Z"),
        ("2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z", "2026-10-25T05:00:00.000Z"),
        ("2027-03-27T23:00:00.000Z", "2027-03-28T22:00:00.000Z", "2027-03-28T04:00:00.000Z"),
    ] {
        let slots = facility.slots(&[X1_A.product, X1_B.product], from, till).await;
        assert_eq!(slots.len(), 36);
        assert_eq!(slots[0]["startDate"], first);
    }
}

#[tokio::test]
async fn a_list_is_one_page_of_what_is_asked_for() {
    let facility = Facility::frozen(&[]);
    let all = json!({"startDate": DAY.0, "endDate": DAY.1, "availableFromDate": {"$gt": DAY.0}});
    let page = facility.get(&list("/bookable-slots", &all, "&join=linkedProduct")).await.body;
    assert_eq!(page["data"].as_array().unwrap().len(), 90);
    assert_eq!([&page["page"], &page["pageCount"], &page["count"], &page["total"]], [1, 1, 90, 90]);
    assert_eq!(facility.slots(&[X1_A.linked], DAY.0, DAY.1).await.len(), 36);
    assert_eq!(facility.slots(&[], DAY.0, DAY.1).await.len(), 0);
    let year = json!({"startDate": DAY.0, "endDate": "2027-11-23T23:00:00.000Z"});
    assert_eq!(facility.get(&list("/bookable-slots", &year, "")).await.status, 400);
    assert_eq!(facility.slots(&[4], DAY.1, DAY.0).await.len(), 0);
}

#[tokio::test]
async fn participations_come_in_both_forms() {
    let facility = Facility::frozen(&[]);
    let ada = facility.sign_in("ada").await;
    ada.hold(X1_A, NOON).await;
    let later = ada.hold(FITNESS, "2026-11-24T12:00:00.000Z").await;
    let plain = ada.participations().await;
    assert_eq!(plain.len(), 2);
    let filter = json!({"memberId": ada.id, "booking.startDate": {"$gte": "2026-11-24T00:00:00.000Z"}});
    for more in ["&join=booking&limit=10", "&join=booking&page=1"] {
        let nested = ada.get(&list("/participations", &filter, more)).await.body;
        assert_eq!(nested, json!({"data": {"bookings": [plain[1]]}}));
    }
    assert_eq!(plain[1]["id"], later);
    let bare = ada.get(&list("/participations", &json!({"memberId": ada.id}), "")).await.body;
    assert_eq!((bare["count"].as_i64(), bare["data"][0].get("booking")), (Some(2), None));
    assert_eq!(ada.get(&list("/participations", &json!({"memberId": ada.id + 1}), "")).await.status, 403);
}
