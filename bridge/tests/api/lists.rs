//! Lists: filters, order, pages.

use serde_json::{Value, json};

use crate::support::{App, Start, account, book, each, on_account, on_booking, spawn_app, with};

pub(crate) fn list() -> Value {
    json!({ "action": "get_bookings" })
}

/// Bookings 1 to 6 of two accounts on three days, created out of order.
pub(crate) async fn six() -> App {
    let app = spawn_app().with_account().await;
    app.done(account("mbakker")).await;
    for (account_id, date, time, location) in [
        (1, "2026-12-02", "06:00", "X1"),
        (1, "2026-12-01", "18:30", "Fitness"),
        (2, "2026-12-01", "06:00", "X3"),
        (1, "2026-12-01", "06:00", "Fitness"),
        (2, "2026-12-03", "06:00", "Fitness"),
        (1, "2026-12-03", "07:00", "X1"),
    ] {
        let body = with(with(book(&[time]), "account_id", account_id), "booking_date", date);
        app.done(with(body, "location", location)).await;
    }
    app.done(on_booking("cancel_booking", 4)).await;
    app
}

async fn ids(app: &App, body: Value) -> Vec<Value> {
    let answer = app.done(body).await;
    assert_eq!(answer["count"], answer["bookings"].as_array().unwrap().len());
    each(&answer, "id")
}

/// Every page of the list, each with up to `limit` bookings.
async fn paged(app: &App, body: &Value, limit: usize) -> Vec<Value> {
    let mut page = with(body.clone(), "limit", limit);
    let mut found = Vec::new();
    loop {
        let answer = app.done(page.clone()).await;
        let bookings = each(&answer, "id");
        assert!(bookings.len() == limit || answer["next_cursor"].is_null(), "{answer}");
        found.extend(bookings);
        if answer["next_cursor"].is_null() {
            return found;
        }
        page = with(page, "cursor", answer["next_cursor"].clone());
    }
}

#[tokio::test]
async fn a_list_is_ordered_by_date_time_and_id_in_either_direction() {
    let app = six().await;
    let expected = [3, 4, 2, 1, 5, 6];
    assert_eq!(ids(&app, list()).await, expected);
    assert_eq!(ids(&app, with(list(), "order", "asc")).await, expected);
    let mut backwards = expected;
    backwards.reverse();
    assert_eq!(ids(&app, with(list(), "order", "desc")).await, backwards);
}

#[tokio::test]
async fn filters_combine_with_and() {
    let app = six().await;
    for (filters, expected) in [
        (json!({ "account_id": 1 }), vec![4, 2, 1, 6]),
        (json!({ "date": "2026-12-01" }), vec![3, 4, 2]),
        (json!({ "date_from": "2026-12-02" }), vec![1, 5, 6]),
        (json!({ "date_to": "2026-12-02" }), vec![3, 4, 2, 1]),
        (json!({ "date_from": "2026-12-02", "date_to": "2026-12-02" }), vec![1]),
        (json!({ "status": "cancelled" }), vec![4]),
        (json!({ "location": "X1" }), vec![1, 6]),
        (json!({ "account_id": 1, "location": "Fitness", "status": "pending" }), vec![2]),
        (json!({ "date": "2026-12-01", "date_from": "2026-12-02" }), vec![]),
        (json!({ "account_id": 9 }), vec![]),
    ] {
        let mut body = list();
        for (name, value) in filters.as_object().unwrap() {
            body = with(body, name, value.clone());
        }
        assert_eq!(ids(&app, body.clone()).await, expected, "{filters}");
        assert_eq!(paged(&app, &body, 1).await, expected, "{filters}");
    }
}

#[tokio::test]
async fn a_range_that_ends_before_it_begins_is_refused() {
    let app = spawn_app();
    app.blamed("date_to", with(with(list(), "date_from", "2026-12-02"), "date_to", "2026-12-01")).await;
}

#[tokio::test]
async fn an_accounts_list_takes_the_same_filters() {
    let app = six().await;
    let own = on_account("get_account_bookings", 1);
    assert_eq!(ids(&app, own.clone()).await, [4, 2, 1, 6]);
    assert_eq!(ids(&app, with(with(own.clone(), "location", "X1"), "order", "desc")).await, [6, 1]);
    assert_eq!(ids(&app, with(own.clone(), "date", "2026-12-02")).await, [1]);
    assert_eq!(paged(&app, &own, 3).await, [4, 2, 1, 6]);
    app.refused("account_not_found", on_account("get_account_bookings", 3)).await;
}

#[tokio::test]
async fn upcoming_bookings_are_paged_and_filtered_by_account() {
    let app = six().await;
    let upcoming = json!({ "action": "get_upcoming_bookings" });
    assert_eq!(ids(&app, upcoming.clone()).await, [3, 2, 1, 5, 6]);
    assert_eq!(paged(&app, &upcoming, 2).await, [3, 2, 1, 5, 6]);
    assert_eq!(ids(&app, with(upcoming, "account_id", 2)).await, [3, 5]);
}

#[tokio::test]
async fn the_facility_reports_its_own_date() {
    let app = Start::with(&["--time-zone", "Pacific/Auckland"]).spawn();
    app.clock.set("2026-11-22T11:00:00.000Z");
    let facility = app.done(json!({ "action": "get_facility" })).await["facility"].clone();
    assert_eq!((&facility["time_zone"], &facility["today"]), (&json!("Pacific/Auckland"), &json!("2026-11-23")));
}

#[tokio::test]
async fn pages_of_any_size_are_the_whole_list() {
    let app = six().await;
    for order in ["asc", "desc"] {
        let body = with(list(), "order", order);
        let whole = ids(&app, body.clone()).await;
        for limit in 1..=7 {
            assert_eq!(paged(&app, &body, limit).await, whole, "{order}, {limit} a page");
        }
    }
}
