use booking_core::automation::plan::{PlanBooking, PlanBookingState, decide_plan};
use booking_core::plan::PlanState;
use booking_core::retry_policy::RetryPolicy;
use booking_core::slot::{Location, Place, SubLocation};
use proptest::prelude::*;

use super::world::{FIRST_SLOT, HOUR, Member, Running, Venue, World};

/// The longest story: more events than any plan of these sizes has.
const PATIENCE: usize = 20_000;

fn places() -> Vec<Place> {
    let half = Some(SubLocation::A);
    [(Location::X1, None), (Location::X3, half), (Location::Fitness, None)]
        .into_iter()
        .map(|(location, half)| Place::new(location, half).unwrap())
        .collect()
}

/// When a slot has a place, in hours after its opening.
fn free(competed: bool) -> BoxedStrategy<Vec<(i64, i64)>> {
    if competed {
        let period = prop_oneof![
            3 => Just(vec![(0, 1_000)]),
            3 => Just(vec![]),
            2 => (1_i64..80).prop_map(|end| vec![(0, end)]),
            2 => (1_i64..40, 1_i64..40).prop_map(|(from, length)| vec![(from, from + length)]),
        ];
        period.boxed()
    } else {
        Just(vec![(0, 1_000)]).boxed()
    }
}

fn venues(slots: usize, competed: bool) -> impl Strategy<Value = Vec<Venue>> {
    let venue = (prop::sample::select(vec![24_i64, 72, 168]), prop::option::weighted(0.8, 1_usize..=2));
    let free = prop::collection::vec(free(competed), slots);
    (1_usize..=3).prop_flat_map(move |count| {
        prop::collection::vec((venue.clone(), free.clone()), count).prop_map(move |venues| {
            let made = venues.into_iter().zip(places()).map(|(((hours_ahead, per_day), free), place)| {
                let free = free.into_iter().enumerate().map(|(slot, periods)| {
                    let opens = World::start_of(slot) - hours_ahead * HOUR;
                    periods.into_iter().map(|(from, to)| (opens + from * HOUR, opens + to * HOUR)).collect()
                });
                Venue { place, hours_ahead, per_day, free: free.collect() }
            });
            made.collect()
        })
    })
}

fn members(slots: usize, choices: usize, competed: bool) -> impl Strategy<Value = Vec<Member>> {
    let busy = prop::collection::vec(prop::bool::weighted(0.15), slots);
    let booked = prop::collection::vec(prop_oneof![4 => Just(0_usize), 1 => Just(1)], choices);
    let refused = prop::collection::vec((0..choices, 0..slots), 0..if competed { 3 } else { 1 });
    let member = (busy, booked, refused).prop_map(|(busy, booked, refused)| Member { busy, booked, refused });
    prop::collection::vec(member, 1..=4)
}

fn world(competed: bool) -> impl Strategy<Value = World> {
    let hours = (1_usize..=4, 0_usize..4);
    let before = prop::sample::select(vec![200_i64, 100, 50, 3]);
    let retry = (any::<bool>(), 600_i64..7_200);
    let venues = (1_usize..=6).prop_flat_map(move |slots| (Just(slots), venues(slots, competed)));
    let scene = venues.prop_flat_map(move |(slots, venues)| {
        let members = members(slots, venues.len(), competed);
        (Just(slots), Just(venues), members)
    });
    (hours, before, retry, scene).prop_map(move |((hours, less), before, (auto_retry, interval), scene)| {
        let (slots, venues, members) = scene;
        World {
            hours,
            minimum: hours.saturating_sub(less).max(1),
            slots,
            venues,
            members,
            retry: RetryPolicy { interval: interval.try_into().unwrap(), auto_retry: auto_retry && competed },
            starts: FIRST_SLOT - before * HOUR,
        }
    })
}

/// Whether the facility's limits hold: also against places that are being given back or asked for.
fn keeps_the_limits(running: &Running<'_>) -> Result<(), TestCaseError> {
    let world = running.world;
    let bookings: Vec<PlanBooking> = running.bookings().copied().collect();
    for booking in &bookings {
        let same = |other: &&PlanBooking| other.account == booking.account && other.id != booking.id;
        let active = |other: &&PlanBooking| other.state != PlanBookingState::Releasing;
        if active(&booking) {
            prop_assert!(!world.members[booking.account].busy[booking.slot]);
            let clash = bookings.iter().filter(same).filter(active).any(|other| other.slot == booking.slot);
            prop_assert!(!clash, "an account has two bookings at one time");
        }
        if booking.state == PlanBookingState::Planned {
            continue;
        }
        let there = bookings
            .iter()
            .filter(|other| other.account == booking.account && other.choice == booking.choice)
            .filter(|other| other.state != PlanBookingState::Planned);
        let count = there.count() + world.members[booking.account].booked[booking.choice];
        prop_assert!(count <= world.venues[booking.choice].per_day.unwrap_or(usize::MAX), "over the limit");
    }
    Ok(())
}

fn told(world: &World) -> Result<(), TestCaseError> {
    let mut running = Running::new(world);
    for _ in 0..PATIENCE {
        if !running.step() {
            return ended(&running);
        }
        keeps_the_limits(&running)?;
    }
    Err(TestCaseError::fail("the plan does not end"))
}

fn ended(running: &Running<'_>) -> Result<(), TestCaseError> {
    let (state, held) = (running.facts.state, running.held_run());
    let holds = running.bookings().filter(|booking| booking.state == PlanBookingState::Held).count();
    let count = running.bookings().count();
    prop_assert_eq!(holds, count, "nothing is left under way");
    match state {
        PlanState::Completed => prop_assert_eq!(held.map(|run| run.hours), Some(running.world.hours)),
        PlanState::Partial => prop_assert!(held.is_some_and(|run| run.hours < running.world.hours)),
        PlanState::Failed => prop_assert_eq!(held, None),
        state => prop_assert!(false, "{} is no end", state),
    }
    let outside =
        running.bookings().filter(|booking| !held.is_some_and(|run| run.contains(booking.choice, booking.slot)));
    let kept = outside.filter(|booking| running.now < World::start_of(booking.slot)).count();
    prop_assert_eq!(kept, 0, "it holds nothing but its run");
    let worse = |held| running.best_held.is_some_and(|best| best.is_better_than(&held));
    prop_assert!(
        running.best_held.is_none() || held.is_some_and(|held| !worse(held)),
        "it ends worse than what it held"
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn limits_hold_and_the_end_is_the_best_that_was_held(world in world(true)) {
        told(&world)?;
    }

    #[test]
    fn with_nobody_competing_the_first_aim_is_what_is_booked(world in world(false)) {
        let aim = decide_plan(&world.facts()).aim;
        let (state, held) = world.run();
        prop_assert_eq!(held, aim);
        prop_assert_eq!(state.is_open(), false);
    }

    #[test]
    fn a_decision_that_was_carried_out_is_followed_by_no_moves(world in world(true)) {
        let mut running = Running::new(&world);
        for _ in 0..PATIENCE {
            running.decide();
            let again = decide_plan(&running.facts);
            prop_assert_eq!(&again.moves, &[]);
            prop_assert_eq!(again, decide_plan(&running.facts.clone()));
            if !running.step() {
                break;
            }
        }
    }
}
