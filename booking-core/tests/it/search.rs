//! Searches: their conditions, orders, totals and pages, and the summaries of accounts.

use booking_core::Error;
use booking_core::query::BookingFilter;
use booking_core::search::{SearchCursor, SearchOrder, SearchQuery};
use booking_core::status::Status;

use crate::support::{Fixture, done, parsed, slots};

/// Six bookings of two accounts. The second account's are of the 24th.
fn fixture_with_six() -> Fixture {
    let fixture = Fixture::new();
    let (one, two) = (fixture.account("J.de.Vries"), fixture.account("mbakker"));
    fixture.book(slots(&one, "2026-11-25", &["18:00", "09:00", "10:00"]));
    fixture.book(slots(&two, "2026-11-24", &["18:00", "09:00", "10:00"]));
    fixture
}

fn query(text: Option<&str>, order: SearchOrder, after: Option<SearchCursor>, limit: i64) -> SearchQuery {
    let limit = limit.try_into().unwrap();
    SearchQuery::new(BookingFilter::default(), text.map(parsed), order, after, limit).unwrap()
}

fn found(fixture: &Fixture, query: &SearchQuery) -> (Vec<i64>, u64) {
    let page = fixture.find_bookings(query).unwrap();
    (page.bookings.iter().map(|booking| booking.id.get()).collect(), page.total)
}

#[test]
fn what_changed_last_is_first_and_pages_show_every_booking_once() {
    let fixture = fixture_with_six();
    fixture.set_clock("2026-11-22T09:31:00.000Z");
    fixture.set(2.try_into().unwrap(), Status::Confirmed);
    for (order, expected) in [(SearchOrder::Changed, [2, 6, 5, 4, 3, 1]), (SearchOrder::Latest, [1, 3, 2, 4, 6, 5])] {
        assert_eq!(found(&fixture, &query(None, order, None, 50)), (expected.to_vec(), 6));
        let (mut ids, mut after) = (Vec::new(), None);
        loop {
            let page = fixture.find_bookings(&query(None, order, after, 4)).unwrap();
            assert_eq!(page.total, 6);
            ids.extend(page.bookings.iter().map(|booking| booking.id.get()));
            let Some(next) = page.next else { break };
            // Callers get the cursor as text.
            after = Some(parsed(&next.to_string()));
        }
        assert_eq!(ids, expected);
    }
}

#[test]
fn a_part_of_the_reference_or_of_the_netid_finds_a_booking_without_regard_to_case() {
    let fixture = fixture_with_six();
    done(fixture.mark_booking_confirmed(5.try_into().unwrap(), parsed("SPT-99"))).unwrap();
    for (text, expected) in [
        ("spt-9", vec![5]),
        ("DE.VRIES", vec![3, 2, 1]),
        ("  bakker ", vec![6, 5, 4]),
        ("nobody", vec![]),
        ("%", vec![]),
    ] {
        let (mut ids, total) = found(&fixture, &query(Some(text), SearchOrder::Changed, None, 50));
        ids.sort_unstable_by(|one, other| other.cmp(one));
        assert_eq!((ids, total), (expected.clone(), expected.len() as u64), "{text:?}");
    }
}

#[test]
fn a_cursor_of_the_other_order_is_refused() {
    let cursor = parsed("2026-12-01_06:00:00_1");
    let limit = 50.try_into().unwrap();
    let refused = SearchQuery::new(BookingFilter::default(), None, SearchOrder::Changed, Some(cursor), limit);
    assert!(matches!(refused, Err(Error::InvalidField { field, .. }) if field == "cursor"));
}

#[test]
fn a_summary_counts_an_accounts_bookings_and_names_the_next_one() {
    let fixture = fixture_with_six();
    fixture.account("never");
    fixture.set(4.try_into().unwrap(), Status::Confirmed);
    fixture.set(5.try_into().unwrap(), Status::Failed);
    let summaries = fixture.get_account_summaries().unwrap();
    let next: Vec<Option<i64>> =
        summaries.iter().map(|summary| summary.next_booking.map(|next| next.id.get())).collect();
    assert_eq!(next, [Some(2), Some(6), None]);
    assert_eq!((summaries[1].counts.pending, summaries[1].counts.confirmed, summaries[1].counts.failed), (1, 1, 1));
    assert!((summaries[1].success_rate - 50.0).abs() < f64::EPSILON);
}

#[test]
fn a_deleted_account_keeps_its_name() {
    let fixture = fixture_with_six();
    for id in 4..=6 {
        fixture.set(id.try_into().unwrap(), Status::Cancelled);
    }
    done(fixture.delete_account(2.try_into().unwrap())).unwrap();
    let deleted = fixture.get_deleted_accounts().unwrap();
    assert_eq!((deleted.len(), deleted[0].id.get(), deleted[0].netid.as_str()), (1, 2, "mbakker"));
    assert_eq!(found(&fixture, &query(Some("bakker"), SearchOrder::Changed, None, 50)).1, 3);
}
