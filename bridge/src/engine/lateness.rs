use std::collections::VecDeque;

use booking_core::attempt::Lateness;

use super::status::LatenessSummary;

/// The attempts that the percentiles are computed from.
const KEPT: usize = 1_000;

/// The lateness of the latest attempts to book.
#[derive(Default)]
pub(super) struct Latenesses {
    latest: VecDeque<Lateness>,
    count: u64,
}

impl Latenesses {
    pub(super) fn add(&mut self, lateness: Lateness) {
        if self.latest.len() == KEPT {
            self.latest.pop_front();
        }
        self.latest.push_back(lateness);
        self.count += 1;
    }

    pub(super) fn summary(&self) -> LatenessSummary {
        let mut sorted: Vec<_> = self.latest.iter().copied().collect();
        sorted.sort_unstable();
        let percentile = |percent: usize| {
            let rank = (sorted.len() * percent).div_ceil(100);
            sorted.get(rank.saturating_sub(1)).copied()
        };
        LatenessSummary { p50: percentile(50), p99: percentile(99), count: self.count }
    }
}

#[cfg(test)]
mod tests {
    use booking_core::clock::{MicroTimestamp, Timestamp};

    use super::*;

    fn late(micros: i64) -> Lateness {
        let due_at: Timestamp = "2026-11-22T09:30:00Z".parse().unwrap();
        Lateness::between(due_at, MicroTimestamp::from(due_at).plus_micros(micros))
    }

    #[test]
    fn percentiles_are_those_of_the_latest_thousand() {
        let mut latenesses = Latenesses::default();
        assert_eq!(latenesses.summary(), LatenessSummary { p50: None, p99: None, count: 0 });
        for micros in (1..=1_200).rev() {
            latenesses.add(late(micros));
        }
        let expected = LatenessSummary { p50: Some(late(500)), p99: Some(late(990)), count: 1_200 };
        assert_eq!(latenesses.summary(), expected);
    }
}
