use booking_core::booking::Booking;
use booking_core::clock::MicroTimestamp;
use booking_core::gateway::{Answer, FacilityMessage, Outcome};
use booking_core::ids::BookingId;
use booking_core::notice::{NewNotice, NoticeKind};
use booking_core::retry_policy::{RetryInterval, RetryPolicy};
use booking_core::service::Claim;
use booking_core::slot::{Location, Place};
use booking_core::status::Status;

use crate::support::{Fixture, done, parsed, slots, to};

const OPENING: &str = "2026-11-22T10:00:00.000Z";
const START: &str = "2026-11-25T10:00:00.000Z";

impl Fixture {
    pub(crate) fn waiting(&self) -> Booking {
        let account = self.account("anna");
        let mut new = slots(&account, "2026-11-25", &["11:00"]);
        new.place = Place::new(Location::X1, Some(parsed("A"))).unwrap();
        new.retry = RetryPolicy { interval: RetryInterval::try_from(600).unwrap(), auto_retry: true };
        self.book(new).remove(0)
    }

    /// Claims the booking's step and records its answer.
    pub(crate) fn told(&self, id: BookingId, outcome: Outcome, moment: &str) -> Booking {
        self.set_clock(moment);
        let claim = Claim { booking_id: id, shown_half: None, send_at: None };
        let attempt = done(self.claim(vec![claim])).unwrap().remove(0).attempt;
        done(self.record(attempt.id, self.answer(outcome))).unwrap().unwrap()
    }

    /// An answer of the facility, now.
    fn answer(&self, outcome: Outcome) -> Answer {
        let at = MicroTimestamp::from(self.now());
        Answer {
            outcome,
            message: FacilityMessage::new("The facility's words."),
            status_code: None,
            retry_after: None,
            reference: (outcome == Outcome::Confirmed || outcome == Outcome::Waitlisted).then(|| parsed("R-1")),
            sent_at: Some(at),
            answered_at: at,
        }
    }

    fn notices(&self) -> Vec<(String, String)> {
        let shell = self.shell();
        let mut read = shell.prepare("SELECT kind, message FROM notices ORDER BY id").unwrap();
        let notices = read.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        notices.map(Result::unwrap).collect()
    }

    fn kinds(&self) -> Vec<String> {
        self.notices().into_iter().map(|(kind, _)| kind).collect()
    }
}

#[test]
fn a_confirmed_booking_is_told_once_with_its_slot_and_account() {
    let fixture = Fixture::connected();
    let booking = fixture.waiting();
    assert!(fixture.notices().is_empty());
    fixture.told(booking.id, Outcome::Confirmed, OPENING);
    let said = "Booked: X1 A on Wed 25 Nov 2026 at 11:00 for anna.".to_owned();
    assert_eq!(fixture.notices(), [("confirmed".to_owned(), said)]);
}

#[test]
fn a_notice_that_cannot_be_stored_rolls_its_cause_back() {
    let fixture = Fixture::connected();
    let booking = fixture.waiting();
    fixture.set_clock(OPENING);
    let claim = Claim { booking_id: booking.id, shown_half: None, send_at: None };
    let attempt = done(fixture.claim(vec![claim])).unwrap().remove(0).attempt;
    let trouble = "CREATE TRIGGER t BEFORE INSERT ON notices BEGIN SELECT RAISE(ABORT, 'disk trouble'); END";
    fixture.shell().execute_batch(trouble).unwrap();
    let error = fixture.refused(|| done(fixture.record(attempt.id, fixture.answer(Outcome::Confirmed))));
    assert!(error.cause().unwrap().contains("disk trouble"), "{error}");
    assert_eq!(fixture.get_booking(booking.id).unwrap().status, Status::Pending);
}

#[test]
fn a_refusal_and_a_missed_deadline_are_told_with_their_reason() {
    let fixture = Fixture::connected();
    let booking = fixture.waiting();
    fixture.told(booking.id, Outcome::Refused, OPENING);
    let missed = fixture.book(slots(&fixture.account("bert"), "2026-11-25", &["11:00"])).remove(0);
    fixture.set_clock(START);
    done(fixture.settle(missed.id)).unwrap();
    assert_eq!(fixture.get_booking(missed.id).unwrap().status, Status::Failed);
    assert_eq!(fixture.kinds(), ["failed", "failed"]);
    assert!(fixture.notices()[0].1.ends_with("for anna. The facility's words."), "{:?}", fixture.notices());
}

#[test]
fn a_place_on_the_waiting_list_is_told_once() {
    let fixture = Fixture::connected();
    let booking = fixture.waiting();
    fixture.told(booking.id, Outcome::Waitlisted, OPENING);
    fixture.told(booking.id, Outcome::Waitlisted, "2026-11-22T10:10:00.000Z");
    assert_eq!(fixture.kinds(), ["waiting_list"]);
    fixture.told(booking.id, Outcome::Confirmed, "2026-11-22T10:20:00.000Z");
    assert_eq!(fixture.kinds(), ["waiting_list", "confirmed"]);
}

#[test]
fn a_reservation_that_is_gone_at_the_facility_is_told() {
    let fixture = Fixture::connected();
    let booking = fixture.waiting();
    fixture.told(booking.id, Outcome::Confirmed, OPENING);
    let gone = fixture.told(booking.id, Outcome::Absent, "2026-11-23T10:00:00.000Z");
    assert_eq!(gone.status, Status::Cancelled);
    assert_eq!(fixture.kinds(), ["confirmed", "gone"]);
}

#[test]
fn a_release_that_is_given_up_is_told_once() {
    let fixture = Fixture::connected();
    let booking = fixture.waiting();
    fixture.told(booking.id, Outcome::Confirmed, OPENING);
    done(fixture.cancel_booking(booking.id, None)).unwrap();
    fixture.set_clock(START);
    for _ in 0..2 {
        done(fixture.settle(booking.id)).unwrap();
    }
    assert_eq!(fixture.kinds(), ["confirmed", "release_failed"]);
}

#[test]
fn a_refused_sign_in_is_told_once_until_a_person_acts() {
    let fixture = Fixture::connected();
    let booking = fixture.waiting();
    fixture.told(booking.id, Outcome::SignInNeeded, OPENING);
    done(fixture.sign_in_refused(booking.account_id, None)).unwrap();
    let said = "anna must sign in again. The sign-in failed: The facility's words. Its bookings wait until then.";
    assert_eq!(fixture.notices(), [("sign_in_needed".to_owned(), said.to_owned())]);
}

#[test]
fn a_persons_own_changes_are_not_told() {
    let fixture = Fixture::connected();
    let booking = fixture.waiting();
    done(fixture.mark_booking_failed(booking.id, parsed("no"))).unwrap();
    fixture.set(booking.id, Status::Pending);
    done(fixture.mark_booking_confirmed(booking.id, parsed("R-1"))).unwrap();
    done(fixture.update_booking(booking.id, to(Status::Cancelled))).unwrap();
    assert!(fixture.notices().is_empty());
}

#[test]
fn notices_are_only_added() {
    let fixture = Fixture::connected();
    let new = NewNotice {
        kind: NoticeKind::NotReady,
        message: "The facility does not answer.".to_owned(),
        booking_id: None,
        account_id: None,
        plan_id: None,
    };
    done(fixture.add_notice(new)).unwrap();
    let shell = fixture.shell();
    for change in [
        "UPDATE notices SET message = ''",
        "DELETE FROM notices",
        "INSERT OR REPLACE INTO notices (id, kind, message, created_at) VALUES (1, 'gone', '', 1)",
    ] {
        assert!(shell.execute(change, []).is_err(), "{change}");
    }
    assert_eq!(fixture.notices(), [("not_ready".to_owned(), "The facility does not answer.".to_owned())]);
}
