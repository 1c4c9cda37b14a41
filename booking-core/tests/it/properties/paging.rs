//! Pages of a changing list contain every booking that exists throughout exactly once.

use std::collections::BTreeSet;

use booking_core::booking::Booking;
use booking_core::query::{BookingFilter, BookingQuery, DateRange, ListOrder};
use booking_core::slot::Location;
use booking_core::status::Status;
use proptest::prelude::*;
use proptest::sample::select;

use super::events::{DATES, Event, Stage, event};
use crate::support::{kept, parsed};

#[derive(Debug, Clone)]
struct Question {
    account: Option<usize>,
    date: Option<&'static str>,
    range: [Option<&'static str>; 2],
    status: Option<Status>,
    location: Option<Location>,
    order: ListOrder,
}

fn question() -> impl Strategy<Value = Question> {
    let seldom = |date| prop::option::weighted(0.25, date);
    let date = || select(&DATES[..]);
    (
        prop::option::weighted(0.4, 0..2_usize),
        prop::option::weighted(0.15, date()),
        [seldom(date()), seldom(date())],
        prop::option::weighted(0.3, select(&Status::ALL[..])),
        prop::option::weighted(0.2, select(&Location::ALL[..])),
        select(&ListOrder::ALL[..]),
    )
        .prop_map(|(account, date, mut range, status, location, order)| {
            if let [Some(from), Some(to)] = &mut range
                && to < from
            {
                std::mem::swap(from, to);
            }
            Question { account, date, range, status, location, order }
        })
}

impl Question {
    fn query(&self, stage: &Stage) -> BookingQuery {
        let [from, to] = self.range.map(|date| date.map(parsed));
        let filter = BookingFilter {
            account_id: self.account.map(|account| stage.accounts[account].id),
            date: self.date.map(parsed),
            dates: DateRange::new(from, to).unwrap(),
            status: self.status,
            location: self.location,
        };
        BookingQuery { filter, order: self.order, after: None }
    }

    /// Whether the query matches the booking, computed without the service.
    fn includes(&self, stage: &Stage, booking: &Booking) -> bool {
        let date = booking.booking_date.to_string();
        self.account.is_none_or(|account| stage.accounts[account].id == booking.account_id)
            && self.date.is_none_or(|wanted| wanted == date)
            && self.range[0].is_none_or(|from| from <= date.as_str())
            && self.range[1].is_none_or(|to| to >= date.as_str())
            && self.status.is_none_or(|status| status == booking.status)
            && self.location.is_none_or(|location| location == booking.location)
    }
}

fn ids(bookings: &[Booking]) -> BTreeSet<i64> {
    bookings.iter().map(|booking| booking.id.get()).collect()
}

fn in_order(bookings: &[Booking], order: ListOrder) -> bool {
    let place = |booking: &Booking| (booking.booking_date, booking.time_slot, booking.id);
    bookings.windows(2).all(|pair| match order {
        ListOrder::Ascending => place(&pair[0]) < place(&pair[1]),
        ListOrder::Descending => place(&pair[0]) > place(&pair[1]),
    })
}

/// Reads all pages and calls `between` after each.
fn paged(
    stage: &mut Stage,
    question: &Question,
    size: usize,
    mut between: impl FnMut(&mut Stage),
) -> Result<Vec<Booking>, TestCaseError> {
    let (mut shown, mut query) = (Vec::new(), question.query(stage));
    loop {
        let mut page = Vec::new();
        query.after = stage.fixture.get_bookings(&query, size, &mut |booking| page.push(kept(booking))).unwrap();
        prop_assert!(page.len() == size || (query.after.is_none() && page.len() < size));
        shown.extend(page);
        prop_assert!(shown.len() < 1_000, "the list has no end");
        // Callers get the cursor as text.
        query.after = query.after.map(|cursor| parsed(&cursor.to_string()));
        if query.after.is_none() {
            return Ok(shown);
        }
        between(stage);
    }
}

fn stage_after(events: &[Event]) -> Stage {
    let mut stage = Stage::new();
    for event in events {
        let _ = stage.play(event);
    }
    stage
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_pages_together_are_the_list(
        events in prop::collection::vec(event(), 1..60),
        questions in prop::collection::vec((question(), 1..9_usize), 12),
    ) {
        let mut stage = stage_after(&events);
        let everything: Vec<Booking> =
            stage.made.iter().map(|id| stage.fixture.get_booking(*id).unwrap()).collect();
        for (question, size) in questions {
            let list = stage.fixture.list(&question.query(&stage));
            prop_assert!(in_order(&list, question.order), "{:?}: {:?}", question, list);
            let wanted: Vec<Booking> =
                everything.iter().filter(|booking| question.includes(&stage, booking)).cloned().collect();
            prop_assert_eq!(ids(&list), ids(&wanted), "{:?}", &question);
            prop_assert_eq!(list.len(), wanted.len());
            prop_assert_eq!(paged(&mut stage, &question, size, |_| ())?, list, "{:?}", &question);
        }
    }

    #[test]
    fn what_was_there_throughout_is_shown_once_while_the_list_changes(
        events in prop::collection::vec(event(), 20..60),
        changes in prop::collection::vec(event(), 40),
        question in question(),
        size in 1..4_usize,
    ) {
        let mut stage = stage_after(&events);
        let mut throughout = ids(&stage.fixture.list(&question.query(&stage)));
        let mut changes = changes.iter();
        let shown = paged(&mut stage, &question, size, |stage| {
            for change in changes.by_ref().take(2) {
                let _ = stage.play(change);
                let now = ids(&stage.fixture.list(&question.query(stage)));
                throughout.retain(|id| now.contains(id));
            }
        })?;
        prop_assert!(in_order(&shown, question.order), "{:?}: {:?}", question, shown);
        prop_assert!(throughout.is_subset(&ids(&shown)), "{:?}: {:?} of {:?}", question, ids(&shown), throughout);
    }
}
