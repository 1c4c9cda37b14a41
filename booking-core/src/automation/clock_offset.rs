use crate::clock::{MicroTimestamp, Timestamp};

const MICROS_PER_MILLI: i64 = 1_000;
const MICROS_PER_SECOND: i64 = 1_000_000;
/// The drift between two clocks: 100 microseconds a second is more than the quartz of any machine in use.
const DRIFT_PER_SECOND: i64 = 100;

/// The facility's clock minus ours, as an interval.
///
/// Each answer bounds it: the facility wrote its `Date`, cut to the second, between our sending and our reading. Bounds are
/// intersected and grow with time, because clocks drift. Where two bounds contradict each other, a clock was set, and only
/// the newer one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClockOffset(Option<Bounds>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bounds {
    low: i64,
    high: i64,
    seen_at: i64,
}

impl ClockOffset {
    /// Narrows the interval by one answer, whose `Date` was `date`.
    #[must_use]
    pub fn observe(self, sent_at: MicroTimestamp, answered_at: MicroTimestamp, date: Timestamp) -> Self {
        let date = date.as_millis() * MICROS_PER_MILLI;
        let (sent_at, answered_at) = (sent_at.as_micros(), answered_at.as_micros());
        let new = Bounds { low: date - answered_at, high: date + MICROS_PER_SECOND - sent_at, seen_at: answered_at };
        let both = self.0.map(|old| old.at(answered_at)).map(|old| Bounds {
            low: old.low.max(new.low),
            high: old.high.min(new.high),
            ..new
        });
        Self(both.filter(|both| both.low <= both.high).or(Some(new)))
    }

    /// The lowest and the highest value in microseconds; `None` before the first answer.
    #[must_use]
    pub fn micros(self) -> Option<(i64, i64)> {
        self.0.map(|bounds| (bounds.low, bounds.high))
    }

    /// The earliest moment of our clock at which the facility's clock has surely reached `moment`. Where the clocks may be
    /// equal, they are taken to be.
    #[must_use]
    pub fn ours(self, moment: MicroTimestamp) -> MicroTimestamp {
        match self.0 {
            Some(Bounds { low, high, .. }) if low > 0 || high < 0 => moment.plus_micros(-low),
            _ => moment,
        }
    }
}

impl Bounds {
    fn at(self, now: i64) -> Self {
        let drift = (now - self.seen_at).abs() / MICROS_PER_SECOND * DRIFT_PER_SECOND;
        Self { low: self.low - drift, high: self.high + drift, ..self }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A moment of 2026, in microseconds.
    const START: i64 = 1_795_000_000_000_000;

    fn micros(value: i64) -> MicroTimestamp {
        MicroTimestamp::from_micros(value).unwrap()
    }

    /// An answer of a facility whose clock is `offset` ahead, written in the middle of the exchange.
    fn answer(known: ClockOffset, sent: i64, took: i64, offset: i64) -> ClockOffset {
        let date = (sent + took / 2 + offset) / MICROS_PER_SECOND * MICROS_PER_SECOND;
        known.observe(micros(sent), micros(sent + took), Timestamp::from_millis(date / MICROS_PER_MILLI).unwrap())
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_true_offset_and_never_grows_by_an_answer(
            offset in -7_200_000_000_i64..7_200_000_000,
            exchanges in prop::collection::vec((1_i64..30_000_000, 0_i64..2_000_000), 1..40),
        ) {
            let (mut known, mut now) = (ClockOffset::default(), START);
            for (pause, took) in exchanges {
                now += pause;
                known = answer(known, now, took, offset);
                let (low, high) = known.micros().unwrap();
                prop_assert!(low <= offset && offset <= high, "{low} {offset} {high}");
                prop_assert!(high - low <= MICROS_PER_SECOND + took);
                now += took;
            }
        }

        #[test]
        fn nothing_is_sent_before_the_facility_has_reached_the_moment(
            offset in prop::sample::select(vec![-90_000_000_i64, -1_500_000, 1_500_000, 90_000_000]),
            took in 0_i64..400_000,
        ) {
            let known = answer(ClockOffset::default(), START, took, offset);
            let moment = START + 60_000_000;
            prop_assert!(known.ours(micros(moment)).as_micros() + offset >= moment);
        }
    }

    #[test]
    fn a_clock_that_was_set_starts_a_new_interval() {
        let before = answer(ClockOffset::default(), START, 1_000, 0);
        let after = answer(before, START + 5_000_000, 1_000, -3_600_000_000);
        let (low, high) = after.micros().unwrap();
        assert!(low <= -3_600_000_000);
        assert!((-3_600_000_000..-3_598_000_000).contains(&high));
    }

    #[test]
    fn an_offset_that_may_be_zero_moves_nothing() {
        let known = answer(ClockOffset::default(), START, 1_000, 0);
        assert_eq!(known.ours(micros(START)), micros(START));
        assert_eq!(ClockOffset::default().ours(micros(START)), micros(START));
    }
}
