//! The service agrees with a small model of the contract for any order of operations.

use std::collections::HashMap;

use booking_core::Error;
use booking_core::status::Status::{self, Cancelled, Confirmed, Failed, Pending};
use proptest::prelude::*;

use super::events::{Event, Slot, Stage, event, holder};

/// A booking in the model.
#[derive(Debug, Clone, PartialEq)]
struct Modelled {
    slot: Slot,
    status: Status,
    reference: Option<String>,
    error: Option<String>,
    entries: usize,
    /// Every reference and error that it had.
    history: Vec<String>,
}

/// The result of an operation.
#[derive(Debug, PartialEq)]
enum Outcome {
    /// Success, with the booking's number from 0.
    Done(usize),
    Illegal,
    SlotBegun,
    HeldBy(usize),
}

#[derive(Default)]
struct Model(Vec<Modelled>);

fn holds(status: Status) -> bool {
    status == Pending || status == Confirmed
}

fn legal(from: Status, next: Status) -> bool {
    let allowed: HashMap<Status, &[Status]> = HashMap::from([
        (Pending, &[Confirmed, Failed, Cancelled][..]),
        (Confirmed, &[Failed, Cancelled]),
        (Failed, &[Pending, Confirmed]),
        (Cancelled, &[]),
    ]);
    allowed[&from].contains(&next)
}

/// Whether the slot begins at the test clock's 10:30 in Amsterdam or earlier.
fn has_begun(slot: Slot) -> bool {
    (slot.date, slot.time) <= ("2026-11-22", "10:30:00")
}

impl Model {
    fn holder(&self, slot: Slot, except: Option<usize>) -> Option<usize> {
        let same = |other: Slot| (other.account, other.date, other.time) == (slot.account, slot.date, slot.time);
        (0..self.0.len())
            .find(|index| Some(*index) != except && holds(self.0[*index].status) && same(self.0[*index].slot))
    }

    fn create(&mut self, slot: Slot) -> Outcome {
        if let Some(holder) = self.holder(slot, None) {
            return Outcome::HeldBy(holder);
        }
        self.0.push(Modelled { slot, status: Pending, reference: None, error: None, entries: 1, history: Vec::new() });
        Outcome::Done(self.0.len() - 1)
    }

    fn change(&mut self, index: usize, wanted: Modelled) -> Outcome {
        let before = self.0[index].clone();
        if wanted == before {
            return Outcome::Done(index);
        }
        if wanted.status != before.status {
            if !legal(before.status, wanted.status) {
                return Outcome::Illegal;
            }
            if (before.status, wanted.status) == (Confirmed, Cancelled) && has_begun(before.slot) {
                return Outcome::SlotBegun;
            }
            if let Some(holder) = self.holder(before.slot, Some(index)).filter(|_| holds(wanted.status)) {
                return Outcome::HeldBy(holder);
            }
        }
        let mut history = before.history;
        history.extend(wanted.reference.iter().chain(&wanted.error).cloned());
        self.0[index] = Modelled { entries: before.entries + 1, history, ..wanted };
        Outcome::Done(index)
    }

    fn play(&mut self, event: &Event) -> Option<Outcome> {
        let chosen = |index: &usize| (!self.0.is_empty()).then(|| index % self.0.len());
        Some(match event {
            Event::Create(slot) => self.create(*slot),
            Event::Update(index, status) => {
                let index = chosen(index)?;
                let error = self.0[index].error.clone().filter(|_| *status != Confirmed);
                self.change(index, Modelled { status: *status, error, ..self.0[index].clone() })
            }
            Event::Cancel(index) => {
                let index = chosen(index)?;
                if !holds(self.0[index].status) {
                    return Some(Outcome::Illegal);
                }
                self.change(index, Modelled { status: Cancelled, ..self.0[index].clone() })
            }
            Event::Confirm(index, text) => {
                let index = chosen(index)?;
                let reference = Some(text.clone());
                self.change(index, Modelled { status: Confirmed, reference, error: None, ..self.0[index].clone() })
            }
            Event::Fail(index, text) => {
                let index = chosen(index)?;
                let error = Some(text.clone());
                self.change(index, Modelled { status: Failed, error, ..self.0[index].clone() })
            }
        })
    }
}

/// The result of the service in the model's terms.
fn outcome(stage: &Stage, event: &Event, answer: Result<booking_core::booking::Booking, Error>) -> Outcome {
    let number = |id| stage.made.iter().position(|made| *made == id).unwrap();
    match answer {
        Ok(booking) => Outcome::Done(number(booking.id)),
        Err(Error::InvalidTransition { .. }) => Outcome::Illegal,
        Err(Error::SlotBegun(_)) => Outcome::SlotBegun,
        Err(error) => Outcome::HeldBy(number(holder(&error).unwrap_or_else(|| panic!("{event:?}: {error}")))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_service_agrees_with_the_model(events in prop::collection::vec(event(), 1..60)) {
        let (mut stage, mut model) = (Stage::new(), Model::default());
        for event in &events {
            let expected = model.play(event);
            let answer = stage.play(event);
            prop_assert_eq!(answer.map(|answer| outcome(&stage, event, answer)), expected, "{:?}", event);
        }
        for (id, modelled) in stage.made.iter().zip(&model.0) {
            let booking = stage.fixture.get_booking(*id).unwrap();
            prop_assert_eq!(booking.status, modelled.status);
            prop_assert_eq!(&booking.booking_reference, &modelled.reference);
            prop_assert_eq!(&booking.error_message, &modelled.error);
            prop_assert_eq!((booking.location, booking.account_id), (modelled.slot.location, stage.accounts[modelled.slot.account].id));
            let logs = stage.fixture.get_booking_logs(*id).unwrap();
            prop_assert_eq!(logs.len(), modelled.entries);
            let trail: Vec<_> = logs.iter().map(|log| log.message.as_str()).collect();
            let trail = trail.join("\n");
            for text in &modelled.history {
                prop_assert!(trail.contains(&format!("\"{text}\"")), "{} is missing in: {}", text, trail);
            }
            let told: Vec<_> = logs.iter().filter_map(|log| log.to_status.map(|to| (log.from_status, to))).collect();
            prop_assert_eq!(told.last().map(|last| last.1), Some(booking.status));
            prop_assert!(told.windows(2).all(|pair| pair[1].0 == Some(pair[0].1)), "{:?}", told);
        }
        prop_assert_eq!(stage.made.len(), model.0.len());
    }
}
