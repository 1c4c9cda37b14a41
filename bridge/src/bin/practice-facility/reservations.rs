//! The book of reservations: who holds what, and whether a request fits the rules. No I/O.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{DateTime, TimeDelta, Utc};

use crate::competitors::Competitors;
use crate::members::Member;
use crate::places::{self, Place};
use crate::refusal::Refusal;
use crate::rules::Rules;
use crate::slots::{Participation, Slot, SlotRecord};

/// The most slots with reservations that are kept.
const MOST_SLOTS: usize = 20_000;

/// A slot's start and its `bookableProductId`.
type Key = (DateTime<Utc>, i64);

/// All reservations.
pub(crate) struct Reservations {
    rules: Rules,
    competitors: Competitors,
    slots: BTreeMap<Key, Slot>,
    next_id: i64,
}

/// A participation with its slot.
pub(crate) struct Reservation {
    pub(crate) place: &'static Place,
    pub(crate) start: DateTime<Utc>,
    pub(crate) participation: Participation,
}

impl Reservations {
    /// Restores the reservations. New ids start from the time in milliseconds, so that a facility which has forgotten
    /// its reservations does not give their ids to others.
    pub(crate) fn new(rules: Rules, competitors: Competitors, kept: Vec<SlotRecord>, now: DateTime<Utc>) -> Self {
        let used = kept.iter().flat_map(|record| &record.slot.participations).map(|one| one.id).max().unwrap_or(0);
        let slots = kept.into_iter().map(|record| ((record.start, record.product), record.slot)).collect();
        Self { rules, competitors, slots, next_id: now.timestamp_millis().max(used.saturating_add(1)) }
    }

    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Returns a slot as it is now.
    pub(crate) fn slot(&self, place: &Place, start: DateTime<Utc>, now: DateTime<Utc>) -> Slot {
        let mut slot = self.slots.get(&(start, place.product)).cloned().unwrap_or_default();
        let capacity = self.rules.capacity(place);
        let since_opening = now - self.rules.opens_at(place, start);
        slot.settle(self.competitors.arrived(place, start, capacity, since_opening), capacity);
        slot
    }

    /// Returns the starts of the place's slots in the range: the timetable's, and others that somebody has booked.
    pub(crate) fn starts(&self, place: &Place, range: &Range<DateTime<Utc>>) -> Vec<DateTime<Utc>> {
        let booked =
            self.within(range).filter(|((_, product), _)| *product == place.product).map(|((start, _), _)| *start);
        let mut starts = places::timetable(range.start, range.end).chain(booked).collect::<Vec<_>>();
        starts.sort_unstable();
        starts.dedup();
        starts
    }

    /// Books a slot for a member, or puts the member on its waiting list.
    pub(crate) fn book(
        &mut self,
        member: &Member,
        place: &'static Place,
        start: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Reservation, Refusal> {
        self.admit(member, place, start, now)?;
        let mut slot = self.slot(place, start, now);
        let full = slot.free(self.rules.capacity(place)) == 0;
        if full && !self.rules.waiting_list {
            return Err(if place.is_session() { Refusal::Full } else { Refusal::Taken });
        }
        self.make_room(now)?;
        let participation = Participation { id: self.next_id, member: member.clone(), waiting: full };
        self.next_id += 1;
        slot.participations.push(participation.clone());
        self.slots.insert((start, place.product), slot);
        Ok(Reservation { place, start, participation })
    }

    /// Refuses what the member may not book, whatever places are free.
    fn admit(&self, member: &Member, place: &Place, start: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Refusal> {
        if !self.rules.has_slot(start) {
            return Err(Refusal::UnknownSlot);
        }
        if start <= now {
            return Err(Refusal::Begun);
        }
        let opens_at = self.rules.opens_at(place, start);
        if now < opens_at {
            return Err(Refusal::NotYetOpen { opens_at });
        }
        let mine = self.around(member, start);
        if mine.iter().any(|one| one.start == start) {
            return Err(Refusal::Duplicate);
        }
        let per_day = self.rules.bookings_per_day;
        let date = places::local_date(start);
        let that_day =
            |one: &&Reservation| one.place.location == place.location && places::local_date(one.start) == date;
        if per_day > 0 && mine.iter().filter(that_day).count() >= per_day {
            return Err(Refusal::LimitReached { location: place.location, per_day });
        }
        Ok(())
    }

    /// Returns the member's reservations on that day, and some of its neighbours'.
    fn around(&self, member: &Member, start: DateTime<Utc>) -> Vec<Reservation> {
        let day = TimeDelta::days(2);
        self.of_member(member, &(start - day..start + day))
    }

    /// Returns the member's reservations of slots that start in the range, soonest first.
    pub(crate) fn of_member(&self, member: &Member, range: &Range<DateTime<Utc>>) -> Vec<Reservation> {
        self.within(range)
            .filter_map(|((start, product), slot)| {
                let participation = slot.participations.iter().find(|one| one.member.id == member.id)?;
                let place = Place::of_product(*product)?;
                Some(Reservation { place, start: *start, participation: participation.clone() })
            })
            .collect()
    }

    /// Releases a member's reservation and returns it.
    pub(crate) fn cancel(&mut self, member: &Member, id: i64, now: DateTime<Utc>) -> Result<Reservation, Refusal> {
        let everything = DateTime::<Utc>::MIN_UTC..DateTime::<Utc>::MAX_UTC;
        let mut mine = self.of_member(member, &everything).into_iter();
        let found = mine.find(|one| one.participation.id == id).ok_or(Refusal::UnknownParticipation)?;
        if found.start <= now {
            return Err(Refusal::Begun);
        }
        let mut slot = self.slot(found.place, found.start, now);
        slot.release(id, self.rules.capacity(found.place));
        self.slots.insert((found.start, found.place.product), slot);
        Ok(found)
    }

    /// Returns every slot with reservations, soonest first, as it is now.
    pub(crate) fn records(&self, now: DateTime<Utc>) -> Vec<SlotRecord> {
        let record = |(start, product): &Key| {
            let slot = self.slot(Place::of_product(*product)?, *start, now);
            Some(SlotRecord { start: *start, product: *product, slot })
        };
        self.slots.keys().filter_map(record).collect()
    }

    fn within(&self, range: &Range<DateTime<Utc>>) -> impl Iterator<Item = (&Key, &Slot)> {
        self.slots.range((range.start, i64::MIN)..(range.end, i64::MIN))
    }

    /// Forgets slots that have begun when too many are kept.
    fn make_room(&mut self, now: DateTime<Utc>) -> Result<(), Refusal> {
        if self.slots.len() >= MOST_SLOTS {
            self.slots.retain(|(start, _), _| *start > now);
        }
        if self.slots.len() < MOST_SLOTS { Ok(()) } else { Err(Refusal::Internal) }
    }
}
