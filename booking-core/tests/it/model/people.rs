//! The actions of people.

use booking_core::Error;
use booking_core::account::{AccountChange, NewAccount};
use booking_core::booking::NewBookings;
use booking_core::ids::BookingId;
use booking_core::plan::{Choice, NewPlan};
use booking_core::retry_policy::RetryPolicy;
use booking_core::slot::{BookingDate, Location, SubLocation, TimeSlots};
use booking_core::status::Status;

use crate::support::{done, parsed, to};

use super::facility::Place;
use super::{Model, password};

pub(super) const FIRST_HOUR: u8 = 10;
/// No slot begins then or later.
pub(super) const LAST_HOUR: u8 = 15;
/// More of them would make a step slow.
const MOST_ACTIVE: usize = 40;

impl Model {
    /// One thing that a person does. The service may refuse it, in a sentence.
    pub(super) fn people(&mut self) {
        let done = match self.chance.u8(..20) {
            0..4 => self.book(),
            4..7 => self.plan(),
            7..9 => self.on_booking(Self::cancel),
            9 => self.on_booking(Self::confirm),
            10 => self.on_booking(Self::fail),
            11 => self.on_booking(|model, id| done(model.fixture.update_booking(id, to(Status::Pending))).map(drop)),
            12 => self.on_booking(|model, id| done(model.fixture.attempt_now(id)).map(drop)),
            13 => self.cancel_plan(),
            14..17 => self.change_account(),
            17 => self.delete_account(),
            18 => done(self.fixture.set_paused(self.chance.u8(..3) == 0)),
            _ => {
                self.book_own();
                Ok(())
            }
        };
        match done {
            Ok(())
            | Err(
                Error::SlotConflict(_)
                | Error::AccountInactive(_)
                | Error::AutomationOff(_)
                | Error::AccountInUse { .. }
                | Error::AccountGivesBack { .. }
                | Error::InvalidTransition { .. }
                | Error::InvalidField { .. }
                | Error::SlotBegun(_)
                | Error::PlanEnded { .. },
            ) => {}
            Err(error) => panic!("{error:?}"),
        }
    }

    fn date(&mut self) -> BookingDate {
        let today = self.fixture.now().to_string()[..10].parse::<chrono::NaiveDate>().unwrap();
        parsed(&(today + chrono::Days::new(self.chance.u64(1..=4))).to_string())
    }

    fn hour(&mut self) -> String {
        format!("{}:00", self.chance.u8(FIRST_HOUR..LAST_HOUR))
    }

    fn half(&mut self, location: Location) -> Option<SubLocation> {
        let half = [None, None, Some(SubLocation::A), Some(SubLocation::B)][self.chance.usize(..4)];
        half.filter(|_| location.has_sub_locations())
    }

    fn retry(&mut self) -> RetryPolicy {
        RetryPolicy { interval: self.chance.i64(1_800..7_200).try_into().unwrap(), auto_retry: self.chance.bool() }
    }

    fn book(&mut self) -> Result<(), Error> {
        if self.active() > MOST_ACTIVE {
            return Ok(());
        }
        let location = [Location::X1, Location::X3, Location::Fitness][self.chance.usize(..3)];
        let new = NewBookings {
            account_id: self.accounts[self.chance.usize(..self.accounts.len())].id,
            booking_date: self.date(),
            time_slots: TimeSlots::new(vec![parsed(&self.hour())]).unwrap(),
            place: booking_core::slot::Place::new(location, self.half(location)).unwrap(),
            retry: self.retry(),
            idempotency_key: None,
        };
        let made = done(self.fixture.create_booking(new))?;
        self.bookings.extend(made.iter().map(|booking| booking.id));
        Ok(())
    }

    fn plan(&mut self) -> Result<(), Error> {
        if self.active() > MOST_ACTIVE {
            return Ok(());
        }
        let mut places = [Location::X1, Location::X3, Location::Fitness];
        self.chance.shuffle(&mut places);
        let mut accounts = self.accounts.clone();
        self.chance.shuffle(&mut accounts);
        let (hours, count) = (self.chance.i64(1..=4), self.chance.usize(1..=accounts.len()));
        let choices = places[..self.chance.usize(1..=3)].to_vec();
        let wish = NewPlan {
            booking_date: self.date(),
            hours: hours.try_into().unwrap(),
            minimum_hours: self.chance.i64(1..=hours).try_into().unwrap(),
            window_start: parsed(&format!("{FIRST_HOUR}:00")),
            window_end: parsed(&format!("{LAST_HOUR}:00")),
            choices: choices
                .into_iter()
                .map(|location| Choice { location, sub_locations: self.half(location).into_iter().collect() })
                .collect(),
            account_ids: accounts[..count].iter().map(|account| account.id).collect(),
            retry: self.retry(),
            repeats_weekly_until: None,
            idempotency_key: None,
        };
        let plan = done(self.fixture.create_plan(wish))?;
        self.plans.extend(plan.id);
        Ok(())
    }

    /// Does something to a booking, a recent one more often, whoever made it.
    fn on_booking(&mut self, act: impl Fn(&mut Self, BookingId) -> Result<(), Error>) -> Result<(), Error> {
        let all = self.upcoming();
        let recent = all.len().saturating_sub(60);
        let Some(id) = self.chance.choice(&all[recent..]).map(|booking| booking.id) else { return Ok(()) };
        self.touched.insert(id);
        act(self, id)
    }

    fn cancel(&mut self, id: BookingId) -> Result<(), Error> {
        done(self.fixture.cancel_booking(id, None)).map(drop)
    }

    fn confirm(&mut self, id: BookingId) -> Result<(), Error> {
        done(self.fixture.mark_booking_confirmed(id, parsed("by hand"))).map(drop)
    }

    fn fail(&mut self, id: BookingId) -> Result<(), Error> {
        done(self.fixture.mark_booking_failed(id, parsed("A person says so."))).map(drop)
    }

    fn cancel_plan(&mut self) -> Result<(), Error> {
        let Some(id) = self.chance.choice(&self.plans).copied() else { return Ok(()) };
        done(self.fixture.cancel_plan(id)).map(drop)
    }

    fn change_account(&mut self) -> Result<(), Error> {
        let id = self.accounts[self.chance.usize(..self.accounts.len())].id;
        let change = match self.chance.u8(..6) {
            0 => AccountChange::new(None, Some(false), None, None),
            1 | 2 => AccountChange::new(None, Some(true), Some(true), None),
            3 => AccountChange::new(None, None, Some(false), None),
            _ => AccountChange::new(Some(password()), None, None, None),
        };
        done(self.fixture.update_account(id, change.unwrap())).map(drop)
    }

    fn delete_account(&mut self) -> Result<(), Error> {
        let account = self.accounts[self.chance.usize(..self.accounts.len())].clone();
        done(self.fixture.delete_account(account.id))?;
        let new = NewAccount { netid: parsed(&account.netid), password: None, is_active: true, notify_email: None };
        let again = done(self.fixture.add_account(new))?;
        let index = self.accounts.iter().position(|one| one.id == account.id).unwrap();
        self.accounts[index] = again;
        Ok(())
    }

    fn book_own(&mut self) {
        let account = self.accounts[self.chance.usize(..self.accounts.len())].id;
        let Some(booking) = self.chance.choice(self.upcoming()) else { return };
        let half = booking.location.has_sub_locations().then_some(SubLocation::A);
        let place = Place { location: booking.location, half, starts_at: booking.starts_at };
        if booking.opens_at.is_some_and(|opens_at| opens_at <= self.now()) && booking.starts_at > self.now() {
            self.facility.book_own(account, place, booking.booking_date.to_string());
        }
    }

    fn active(&self) -> usize {
        self.upcoming().iter().filter(|booking| booking.status.is_active() && booking.starts_at > self.now()).count()
    }
}
