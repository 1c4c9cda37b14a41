//! Conditions that hold always, and when everything rests.

use std::collections::BTreeSet;

use booking_core::booking::Booking;
use booking_core::clock::Timestamp;
use booking_core::ids::AccountId;
use booking_core::plan::{Plan, PlanState};
use booking_core::query::{BookingFilter, DateRange};
use booking_core::status::Status;

use crate::support::all;

use super::{Model, after};

impl Model {
    /// The bookings of today and later, in the order in which they were made.
    pub(super) fn upcoming(&self) -> Vec<Booking> {
        let dates = DateRange::new(Some(self.fixture.today().unwrap()), None).unwrap();
        let filter = BookingFilter { dates, ..BookingFilter::default() };
        let mut found = self.fixture.list(&all(filter));
        found.sort_by_key(|booking| booking.id);
        found
    }

    /// The attempts without an answer are those that are under way.
    pub(super) fn assert_under_way(&self) {
        let sql = "SELECT count(*) FROM attempts WHERE outcome IS NULL";
        let count: i64 = self.fixture.shell().query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(usize::try_from(count).unwrap(), self.under_way.len());
    }

    /// The facility's reservations that have not begun are our confirmed bookings; who waits there is pending here.
    pub(super) fn assert_both_sides_are_the_same(&self) {
        let now = self.now();
        let ours: Vec<Booking> = self.upcoming().into_iter().filter(|booking| booking.starts_at > now).collect();
        for held in self.facility.held.iter().filter(|held| held.place.starts_at > now && !held.is_own) {
            let is_it = |booking: &&Booking| {
                booking.account_id == held.account
                    && booking.starts_at == held.place.starts_at
                    && booking.location == held.place.location
                    && (booking.status == Status::Confirmed || (held.is_waiting && booking.status == Status::Pending))
            };
            assert!(
                ours.iter().any(|booking| is_it(&booking)),
                "kept too many: {held:?}\n{:#?}",
                self.about(held.account, held.place.starts_at)
            );
        }
        let mut references = BTreeSet::new();
        let confirmed = ours.iter().filter(|booking| booking.status == Status::Confirmed);
        for booking in confirmed.filter(|booking| booking.booking_reference.as_deref() != Some("by hand")) {
            let reference = booking.booking_reference.clone().unwrap();
            // The member may have given it back and booked it again on the facility's own page.
            let is_own = |held: &super::facility::Held| {
                held.is_own && (held.account, held.place.starts_at) == (booking.account_id, booking.starts_at)
            };
            let is_it =
                |held: &&super::facility::Held| (held.reference == reference || is_own(held)) && !held.is_waiting;
            let is_held = self.facility.held.iter().any(|held| is_it(&held));
            assert!(is_held, "lost: {booking:?}\n{:#?}", self.about(booking.account_id, booking.starts_at));
            assert!(references.insert(reference), "a reference of two bookings: {booking:?}");
        }
    }

    /// The bookings of an account at a moment, with their attempts.
    fn about(&self, account: AccountId, starts_at: Timestamp) -> Vec<String> {
        let its = self
            .upcoming()
            .into_iter()
            .filter(|booking| booking.account_id == account && booking.starts_at == starts_at);
        let shell = self.fixture.shell();
        its.flat_map(|booking| {
            let attempts = format!("SELECT * FROM attempts WHERE booking_id = {} ORDER BY id", booking.id);
            let schedule = format!("SELECT * FROM schedule WHERE booking_id = {}", booking.id);
            let logs = format!("SELECT * FROM booking_logs WHERE booking_id = {} ORDER BY id", booking.id);
            let mut lines = vec![format!("{booking:?}")];
            for sql in [attempts, schedule, logs] {
                lines.extend(crate::support::rows(&shell, &sql));
            }
            lines
        })
        .collect()
    }

    /// An open plan goes on. One that has ended holds its run and nothing else.
    pub(super) fn assert_plans(&self) {
        for plan in self.fixture.get_plans(None).unwrap() {
            if plan.state.is_open() {
                assert!(plan.next_decision_at.is_some(), "an open plan that nothing decides: {plan:#?}");
                continue;
            }
            let untouched = plan.bookings.iter().all(|booking| !self.touched.contains(&booking.id));
            let active: Vec<&Booking> = plan.bookings.iter().filter(|booking| booking.status.is_active()).collect();
            // A place cannot be given back any more once its slot has begun.
            let in_time = active.iter().all(|booking| Some(booking.starts_at) > plan.updated_at);
            if untouched && in_time {
                assert_ended(&plan, &active);
            }
        }
    }

    pub(super) fn summary(&self) -> String {
        let (bookings, plans) =
            (self.fixture.list(&all(BookingFilter::default())), self.fixture.get_plans(None).unwrap());
        let count = |status| bookings.iter().filter(|booking| booking.status == status).count();
        let state = |state| plans.iter().filter(|plan| plan.state == state).count();
        format!(
            "{} bookings, {} confirmed, {} failed; of the latest plans {} completed, {} partial, {} failed, {} cancelled",
            bookings.len(),
            count(Status::Confirmed),
            count(Status::Failed),
            state(PlanState::Completed),
            state(PlanState::Partial),
            state(PlanState::Failed),
            state(PlanState::Cancelled),
        )
    }
}

fn assert_ended(plan: &Plan, active: &[&Booking]) {
    let hours = match plan.state {
        PlanState::Completed => plan.hours.count()..=plan.hours.count(),
        PlanState::Partial => plan.minimum_hours.count()..=plan.hours.count() - 1,
        _ => 0..=0,
    };
    let told: Vec<String> = plan.steps.iter().map(|step| format!("{} {} {}", step.at, step.what, step.why)).collect();
    assert!(hours.contains(&active.len()), "{:?} with {active:#?}: {told:#?}", plan.state);
    let Some(first) = active.iter().min_by_key(|booking| booking.starts_at) else { return };
    let mut starts: Vec<_> = active.iter().map(|booking| booking.starts_at).collect();
    starts.sort_unstable();
    let hour = 60 * super::MINUTE;
    assert!(starts.windows(2).all(|pair| pair[1] == after(pair[0], hour)), "{told:#?}");
    assert!(active.iter().all(|booking| booking.location == first.location), "{told:#?}");
    assert!(active.iter().all(|booking| booking.status == Status::Confirmed), "{told:#?}");
}
