//! Paging while the table changes.

use serde_json::Value;

use crate::lists::{list, six};
use crate::support::{App, book, each, on_booking, with};

/// The number of pages that are read while the table changes.
const ROUNDS: usize = 10;

/// Adds a booking on each of the three days and changes the status of five of the six.
async fn disturb(app: &App, round: usize) {
    for date in ["2026-12-01", "2026-12-02", "2026-12-03"] {
        app.done(with(book(&[&format!("12:{round:02}")]), "booking_date", date)).await;
    }
    let status = if round.is_multiple_of(2) { "failed" } else { "pending" };
    for id in [1, 2, 3, 5, 6] {
        app.done(with(on_booking("update_booking", id), "status", status)).await;
    }
}

/// Reads all pages and returns the ids of their bookings.
async fn paged_while_it_changes(app: &App, body: &Value) -> Vec<i64> {
    let (mut page, mut found) = (body.clone(), Vec::new());
    for round in 0.. {
        if round < ROUNDS {
            disturb(app, round).await;
        }
        let answer = app.done(page).await;
        found.extend(each(&answer, "id").iter().filter_map(Value::as_i64));
        if answer["next_cursor"].is_null() {
            break;
        }
        page = with(body.clone(), "cursor", answer["next_cursor"].clone());
    }
    found
}

#[tokio::test]
async fn pages_of_a_changing_table_neither_repeat_nor_skip() {
    for order in ["asc", "desc"] {
        let app = six().await;
        let found = paged_while_it_changes(&app, &with(with(list(), "order", order), "limit", 1)).await;
        let mut distinct = found.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), found.len(), "{order} repeats: {found:?}");
        assert_eq!(distinct[..6], [1, 2, 3, 4, 5, 6], "{order}");
    }
}
