use crate::clock::Timestamp;
use crate::domain::retry_policy::RetryPolicy;
use crate::domain::string_enum::string_enum;
use crate::gateway::{FacilityMessage, Outcome};
use crate::ids::BookingId;
use crate::slot::{Place, SubLocation};
use crate::status::Status;
use crate::text::BookingReference;

string_enum! {
    /// The request that an attempt makes.
    AttemptKind, "a kind of attempt" {
        /// To book the slot.
        Book => "book",
        /// To take a reservation back.
        Release => "release",
        /// To tell whether there is a reservation.
        Check => "check",
    }
}

string_enum! {
    /// Whether an account can sign in at the facility.
    SignInState, "a sign-in state" {
        /// It is signed in.
        Ready => "ready",
        /// A person must give a new password or token.
        Needed => "needed",
        /// The session has ended; the next attempt signs in again.
        Expired => "expired",
        /// It has not signed in yet.
        Unknown => "unknown",
    }
}

/// The facts that decide what happens to a booking next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The booking.
    pub booking_id: BookingId,
    /// Its status.
    pub status: Status,
    /// Its location and half.
    pub place: Place,
    /// Whether and how often it is attempted again.
    pub retry: RetryPolicy,
    /// When its slot begins.
    pub starts_at: Timestamp,
    /// When it took on its status for the last time.
    pub status_since: Timestamp,
    /// When the facility opens the slot and from when on nothing is attempted; `None` where the connected facility does not
    /// have the location.
    pub window: Option<Window>,
    /// Its account.
    pub account: AccountFacts,
    /// The attempt under way.
    pub under_way: Option<AttemptKind>,
    /// The answered attempts since the booking became pending for the last time, newest first. Older ones may be left out,
    /// but for the newest to book and the newest that tells whether there is a reservation.
    pub attempts: Vec<PastAttempt>,
    /// Whether a reservation is to be taken back.
    pub release_wanted: bool,
    /// Whether the account still gives back a place at the same time, or at the same location on the same day, which the
    /// facility would count against this booking.
    pub release_first: bool,
    /// When a person asked for an attempt at once, if nothing was attempted since.
    pub asked_at: Option<Timestamp>,
    /// When the availability of a full slot was last looked at without finding a place.
    pub looked_at: Option<Timestamp>,
    /// When a confirmed booking was last compared with the facility's reservations.
    pub compared_at: Option<Timestamp>,
    /// Whether new attempts are paused.
    pub paused: bool,
    /// Until when the facility asked everybody to wait.
    pub hold_until: Option<Timestamp>,
    /// Since when the program has been running.
    pub running_since: Timestamp,
    /// This moment.
    pub now: Timestamp,
}

/// The moments between which a slot is attempted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// When the facility opens the slot.
    pub opens_at: Timestamp,
    /// When the slot begins, less the facility's minimum notice.
    pub deadline: Timestamp,
}

/// The facts about an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountFacts {
    /// Whether it is switched on.
    pub is_active: bool,
    /// Whether its person agreed to automatic attempts.
    pub may_automate: bool,
    /// Whether it can sign in.
    pub sign_in: SignInState,
}

/// An answered attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastAttempt {
    /// Its kind.
    pub kind: AttemptKind,
    /// Its number among the booking's attempts.
    pub number: i64,
    /// The half that it asked for.
    pub sub_location: Option<SubLocation>,
    /// Its outcome.
    pub outcome: Outcome,
    /// The facility's words.
    pub message: Option<FacilityMessage>,
    /// The reservation's id, where there is one.
    pub reference: Option<BookingReference>,
    /// When it was answered.
    pub answered_at: Timestamp,
}

impl Facts {
    /// The newest attempt.
    pub(super) fn last(&self) -> Option<&PastAttempt> {
        self.attempts.first()
    }

    /// The newest attempt to book.
    pub(super) fn last_book(&self) -> Option<&PastAttempt> {
        self.attempts.iter().find(|attempt| attempt.kind == AttemptKind::Book)
    }

    /// Counts the newest attempts that, checks between them left out, ended in one of `outcomes`.
    pub(super) fn streak(&self, kind: AttemptKind, outcomes: &[Outcome]) -> u32 {
        let same = self.attempts.iter().filter(|attempt| attempt.kind == kind);
        same.take_while(|attempt| outcomes.contains(&attempt.outcome)).fold(0, |count, _| count + 1)
    }

    /// The attempt that got a reservation, or may have got one, where none is known to be gone since.
    #[must_use]
    pub fn may_hold(&self) -> Option<&PastAttempt> {
        use Outcome::{Absent, AlreadyBooked, Confirmed, Released, Unclear, Waitlisted};
        let telling = self.attempts.iter().find(|attempt| match attempt.kind {
            AttemptKind::Book => matches!(attempt.outcome, Confirmed | Waitlisted | Unclear | AlreadyBooked),
            AttemptKind::Check => matches!(attempt.outcome, Confirmed | Waitlisted | Absent),
            AttemptKind::Release => matches!(attempt.outcome, Released | Absent),
        })?;
        (!matches!(telling.outcome, Released | Absent)).then_some(telling)
    }
}
