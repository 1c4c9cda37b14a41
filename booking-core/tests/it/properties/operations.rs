//! Every operation that makes a change makes the same one.

use booking_core::Error;
use booking_core::account::AccountChange;
use booking_core::booking::{Booking, BookingChange};
use booking_core::ids::BookingId;
use booking_core::status::Status::{self, Cancelled, Confirmed, Failed, Pending};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{Fixture, done, parsed, to};

fn update(fixture: &Fixture, id: BookingId, change: BookingChange) -> Result<Booking, Error> {
    done(fixture.update_booking(id, change))
}

/// A change that two operations can make.
#[derive(Debug, Clone, Copy)]
enum Change {
    Confirm,
    Fail,
    Cancel,
}

/// The state of a booking and its account before a change.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "the facts are independent of each other")]
struct Before {
    status: Status,
    has_error: bool,
    has_reference: bool,
    is_active: bool,
    is_deleted: bool,
}

/// Makes the change in a new database, by its own operation or by `update_booking`, and returns every row afterwards.
fn rows_after(before: Before, wanted: Change, by_update: bool) -> (Result<Booking, String>, Vec<String>) {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let id = fixture.booked(&account, "2030-01-01", "10:00").id;
    if before.has_error {
        fixture.set(id, Failed);
        update(&fixture, id, BookingChange::new(None, None, Some(parsed("old"))).unwrap()).unwrap();
        fixture.set(id, Pending);
    }
    if before.has_reference {
        update(&fixture, id, BookingChange::new(None, Some(parsed("OLD-1")), None).unwrap()).unwrap();
    }
    if before.status != Pending {
        fixture.set(id, before.status);
    }
    if !before.is_active {
        done(fixture.update_account(account.id, AccountChange::new(None, Some(false), None, None).unwrap())).unwrap();
    }
    // An account with active bookings cannot be deleted.
    let _ = before.is_deleted.then(|| done(fixture.delete_account(account.id)));
    let outcome = match (wanted, by_update) {
        (Change::Confirm, true) => {
            update(&fixture, id, BookingChange::new(Some(Confirmed), Some(parsed("REF-7")), None).unwrap())
        }
        (Change::Confirm, false) => done(fixture.mark_booking_confirmed(id, parsed("REF-7"))),
        (Change::Fail, true) => {
            update(&fixture, id, BookingChange::new(Some(Failed), None, Some(parsed("new"))).unwrap())
        }
        (Change::Fail, false) => done(fixture.mark_booking_failed(id, parsed("new"))),
        (Change::Cancel, true) => update(&fixture, id, to(Cancelled)),
        (Change::Cancel, false) => done(fixture.cancel_booking(id, None)),
    };
    (outcome.map_err(|error| error.to_string()), fixture.contents())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_operation_makes_the_same_change_in_the_same_way(
        wanted in select(vec![Change::Confirm, Change::Fail, Change::Cancel]),
        status in select(Status::ALL.to_vec()),
        [has_error, has_reference, is_active, is_deleted] in any::<[bool; 4]>(),
    ) {
        // Cancelling is refused where `update_booking` has nothing to change.
        prop_assume!(!(matches!(wanted, Change::Cancel) && status == Cancelled));
        let before = Before { status, has_error, has_reference, is_active, is_deleted };
        prop_assert_eq!(rows_after(before, wanted, true), rows_after(before, wanted, false));
    }
}
