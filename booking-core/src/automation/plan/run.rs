use std::cmp::Reverse;

/// Consecutive slots at one choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Run {
    /// The choice.
    pub choice: usize,
    /// The first slot.
    pub start: usize,
    /// The number of slots.
    pub hours: usize,
}

/// A set of slots, a bit for each.
pub(super) type Slots = u32;

impl Run {
    /// Whether this run is to be preferred: the longer one, then the better place, then the earlier one.
    #[must_use]
    pub fn is_better_than(&self, other: &Self) -> bool {
        self.key() < other.key()
    }

    /// Whether it contains the slot.
    #[must_use]
    pub fn contains(&self, choice: usize, slot: usize) -> bool {
        self.choice == choice && self.slots().contains(&slot)
    }

    /// The slots, earliest first.
    #[must_use]
    pub fn slots(&self) -> std::ops::Range<usize> {
        self.start..self.start + self.hours
    }

    pub(super) const fn mask(&self) -> Slots {
        ((1 << self.hours) - 1) << self.start
    }

    const fn key(&self) -> (Reverse<usize>, usize, usize) {
        (Reverse(self.hours), self.choice, self.start)
    }
}

/// Every run of `minimum` to `hours` slots, best first.
pub(super) fn all(hours: usize, minimum: usize, choices: usize, slots: usize) -> impl Iterator<Item = Run> {
    (minimum.max(1)..=hours.min(slots)).rev().flat_map(move |hours| {
        (0..choices).flat_map(move |choice| (0..=slots - hours).map(move |start| Run { choice, start, hours }))
    })
}

/// The best run that consists of these slots of each choice.
pub(super) fn best_of(sets: &[Slots], hours: usize, minimum: usize, slots: usize) -> Option<Run> {
    all(hours, minimum, sets.len(), slots).find(|run| sets[run.choice] & run.mask() == run.mask())
}

/// Whether what is left in `after` is worth as much as `before`.
pub(super) fn no_worse(after: Option<Run>, before: Option<Run>) -> bool {
    match (after, before) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(after), Some(before)) => !before.is_better_than(&after),
    }
}
