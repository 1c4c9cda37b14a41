//! The engine, a step at a time: it claims, sends and records as the real one does, with answers that get lost.

use std::time::Duration;

use booking_core::Error;
use booking_core::automation::{Looked, Step, choose, find};
use booking_core::gateway::{Answer, FacilityMessage, FacilitySlot, Outcome};
use booking_core::plan::Plan;
use booking_core::service::{Claim, Claimed, DuePlan};
use booking_core::slot::Location;
use booking_core::task::Due;

use crate::support::{done, parsed};

use super::Model;

/// An attempt that was claimed, and its answer if it was sent.
pub(super) struct UnderWay {
    claimed: Claimed,
    answer: Option<Answer>,
}

/// The fate of a request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    /// It takes effect, and the answer is lost.
    Lost,
    /// It has no effect, and the answer does not tell.
    Failed,
    /// Nothing was sent, or the facility refused before it looked.
    Refused(Outcome),
}

impl Model {
    /// Claims some of what is due, or settles it.
    pub(super) fn take_up(&mut self) {
        let due = self.fixture.due_until(self.now(), 1_000).unwrap();
        for one in due {
            if self.is_calm || self.chance.bool() {
                self.take_up_one(one);
            }
        }
    }

    fn take_up_one(&mut self, due: Due) {
        let work = self.fixture.work(due.booking_id).unwrap();
        let claim = Claim { booking_id: due.booking_id, shown_half: None, send_at: None };
        let claims = match work.decision.step {
            _ if work.decision.due_at != Some(due.due_at) => Vec::new(),
            Step::Book { look_first: true, .. } => {
                let mut slots = self.facility.slots(work.booking.location, &[work.booking.starts_at]);
                match choose(&work.facts, &mut slots) {
                    Looked::None => return done(self.fixture.looked(vec![due.booking_id])).unwrap(),
                    Looked::Place { sub_location } => vec![Claim { shown_half: sub_location, ..claim }],
                }
            }
            Step::Book { .. } | Step::Check | Step::Release { .. } => vec![claim],
            _ => Vec::new(),
        };
        let claimed = done(self.fixture.claim(claims)).unwrap();
        if claimed.is_empty() {
            done(self.fixture.settle(due.booking_id)).unwrap();
        }
        self.under_way.extend(claimed.into_iter().map(|claimed| UnderWay { claimed, answer: None }));
    }

    /// Sends one of the claimed attempts, unless it is no longer wanted.
    pub(super) fn send(&mut self) {
        let unsent: Vec<usize> =
            (0..self.under_way.len()).filter(|index| self.under_way[*index].answer.is_none()).collect();
        let Some(index) = self.chance.choice(unsent) else { return };
        let claimed = self.under_way[index].claimed.clone();
        let is_wanted = self.fixture.is_wanted(&claimed.attempt).unwrap();
        let answer = if is_wanted { self.ask(&claimed) } else { self.answer(Outcome::Withdrawn, None) };
        self.under_way[index].answer = Some(answer);
    }

    /// Records one of the answers.
    pub(super) fn record(&mut self) {
        let answered: Vec<usize> =
            (0..self.under_way.len()).filter(|index| self.under_way[*index].answer.is_some()).collect();
        let Some(index) = self.chance.choice(answered) else { return };
        let UnderWay { claimed, answer } = self.under_way.swap_remove(index);
        let answer = Answer { answered_at: self.now().into(), ..answer.unwrap() };
        done(self.fixture.record(claimed.attempt.id, answer)).unwrap();
    }

    fn ask(&mut self, claimed: &Claimed) -> Answer {
        // A deleted account has no password any more.
        if matches!(self.fixture.get_account(claimed.attempt.account_id), Err(Error::AccountNotFound(_))) {
            return self.answer(Outcome::SignInNeeded, None);
        }
        let fault = self.fault();
        if let Fault::Refused(outcome) = fault {
            return self.answer(outcome, None);
        }
        let is_change = claimed.step != Step::Check;
        if fault != Fault::None && !is_change {
            return self.answer(Outcome::Unavailable, None);
        }
        if fault == Fault::Failed {
            return self.answer(Outcome::Unclear, None);
        }
        let (outcome, reference) = self.truth(claimed);
        if fault == Fault::Lost { self.answer(Outcome::Unclear, None) } else { self.answer(outcome, reference) }
    }

    /// Carries a request out at the facility.
    fn truth(&mut self, claimed: &Claimed) -> (Outcome, Option<String>) {
        let (booking, now) = (&claimed.booking, self.fixture.now());
        let found = find(booking, &self.facility.reservations(booking.account_id, booking.starts_at));
        match &claimed.step {
            Step::Check => (found.outcome, found.reference.as_ref().map(ToString::to_string)),
            Step::Release { reference } => match reference.as_ref().or(found.reference.as_ref()) {
                Some(reference) => (self.facility.release(booking.account_id, &reference.to_string()), None),
                None => (Outcome::Absent, None),
            },
            _ => self.facility.book(booking, claimed.attempt.sub_location, now),
        }
    }

    fn fault(&mut self) -> Fault {
        match self.chance.u8(..100) {
            _ if self.is_calm => Fault::None,
            0..10 => Fault::Lost,
            10..20 => Fault::Failed,
            20..25 => Fault::Refused(Outcome::RateLimited),
            25..27 => Fault::Refused(Outcome::SignInNeeded),
            27..32 => Fault::Refused(Outcome::Unavailable),
            _ => Fault::None,
        }
    }

    fn answer(&self, outcome: Outcome, reference: Option<String>) -> Answer {
        Answer {
            outcome,
            message: FacilityMessage::new("As the facility says."),
            status_code: None,
            retry_after: (outcome == Outcome::RateLimited).then_some(Duration::from_secs(3)),
            reference: reference.map(|reference| parsed(&reference)),
            sent_at: Some(self.now().into()),
            answered_at: self.now().into(),
        }
    }

    /// Decides the plans that are due.
    pub(super) fn decide_plans(&mut self) {
        for DuePlan { id, looks, .. } in self.fixture.due_plans(100).unwrap() {
            let plan = self.fixture.get_plan(id).unwrap();
            let seen = (!looks.is_empty()).then(|| self.seen(&plan, &looks));
            done(self.fixture.decide_plan(id, seen)).unwrap();
        }
    }

    fn seen(&self, plan: &Plan, looks: &[Location]) -> Vec<FacilitySlot> {
        let calendar = booking_core::facility::Calendar::new(self.fixture.zone, self.fixture.profile.clone());
        let hours = (super::people::FIRST_HOUR..super::people::LAST_HOUR).map(|hour| parsed(&format!("{hour}:00")));
        let starts: Vec<_> = hours.map(|time| calendar.starts_at(plan.booking_date, time)).collect();
        looks.iter().flat_map(|location| self.facility.slots(*location, &starts)).collect()
    }

    /// Takes up, sends and records until nothing is due.
    pub(super) fn finish_what_is_due(&mut self) {
        for _ in 0..1_000 {
            self.decide_plans();
            self.take_up();
            while !self.under_way.is_empty() {
                self.send();
                self.record();
            }
            let is_due = self.fixture.count_due(self.now(), 1).unwrap() > 0;
            if !is_due && self.fixture.next_plan_due().unwrap().is_none_or(|next| next > self.now()) {
                return;
            }
        }
        panic!("no end: {:?} {:?}", self.fixture.next_tasks(10), self.fixture.due_plans(10));
    }
}
