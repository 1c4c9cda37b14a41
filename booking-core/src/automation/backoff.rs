use crate::ids::BookingId;

/// The wait after the `streak`th `not_open_yet` in a row, in milliseconds: 250 ms, doubling to 2 s.
pub(super) fn not_open_yet(streak: u32) -> i64 {
    doubled(250, streak, 2_000)
}

/// The wait after the `streak`th failure to reach the facility in a row, in milliseconds: 1 s, doubling to 60 s, a quarter
/// more or less. The jitter comes from the booking and the attempt, so that it is the same each time it is asked for.
pub(super) fn unavailable(streak: u32, booking: BookingId, number: i64) -> i64 {
    jittered(doubled(1_000, streak, 60_000), booking, number)
}

/// The wait after the `streak`th refusal to take a reservation back, in milliseconds: 1 s, doubling to 10 minutes, with jitter.
pub(super) fn refused(streak: u32, booking: BookingId, number: i64) -> i64 {
    jittered(doubled(1_000, streak, 600_000), booking, number)
}

fn doubled(first: i64, streak: u32, most: i64) -> i64 {
    (first << streak.saturating_sub(1).min(20)).min(most)
}

fn jittered(wait: i64, booking: BookingId, number: i64) -> i64 {
    let seed = booking.get().cast_unsigned() ^ number.cast_unsigned().rotate_left(32);
    let spread = (wait / 2).max(1).cast_unsigned();
    wait - wait / 4 + (mix(seed) % spread).cast_signed()
}

/// The finaliser of `splitmix64`.
const fn mix(seed: u64) -> u64 {
    let seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let seed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let seed = (seed ^ (seed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    seed ^ (seed >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn waits_double_up_to_their_limit() {
        assert_eq!([1, 2, 3, 4, 5, 60].map(not_open_yet), [250, 500, 1_000, 2_000, 2_000, 2_000]);
    }

    proptest! {
        #[test]
        fn jitter_is_a_quarter_at_most(streak in 1_u32..40, booking in 1_i64..i64::MAX, number in 1_i64..i64::MAX) {
            let booking = BookingId::try_from(booking).unwrap();
            for (wait, whole) in [
                (unavailable(streak, booking, number), doubled(1_000, streak, 60_000)),
                (refused(streak, booking, number), doubled(1_000, streak, 600_000)),
            ] {
                prop_assert!(whole * 3 / 4 <= wait && wait <= whole * 5 / 4, "{wait} {whole}");
            }
        }
    }
}
