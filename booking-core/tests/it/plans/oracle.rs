//! A search that tries everything, written without regard to speed, against the planner's.

use booking_core::automation::Window;
use booking_core::automation::plan::{
    PartState, PlanAccount, PlanBooking, PlanBookingState, PlanChoice, PlanFacts, PlanMove, PlanSlot, Run, Strike,
    decide_plan,
};
use booking_core::plan::PlanState;
use booking_core::retry_policy::RetryPolicy;
use booking_core::slot::{Location, Place};
use proptest::prelude::*;

use super::world::{FIRST_SLOT, HOUR, World, at};

const STATES: [PlanBookingState; 4] =
    [PlanBookingState::Planned, PlanBookingState::UnderWay, PlanBookingState::Held, PlanBookingState::Releasing];

prop_compose! {
    fn facts()(
        (slots, choices, accounts) in (1_usize..=4, 1_usize..=2, 1_usize..=3),
        (hours, less) in (1_usize..=3, 0_usize..3),
        busy in prop::collection::vec(prop::bool::weighted(0.2), 12),
        booked in prop::collection::vec(0_usize..=1, 6),
        per_day in prop::collection::vec(prop::option::of(1_usize..=2), 2),
        bookings in prop::collection::vec((0_usize..4, 0_usize..2, 0_usize..3, 0_usize..4), 0..5),
        strikes in prop::collection::vec((0_usize..2, 0_usize..4, prop::option::of(0_usize..3)), 0..5),
        opened in 0_i64..5,
    ) -> PlanFacts {
        let now = FIRST_SLOT - 74 * HOUR + opened * HOUR;
        let window = |slot| Window { opens_at: at(World::start_of(slot) - 72 * HOUR), deadline: at(World::start_of(slot)) };
        let place = |choice| Place::new([Location::X1, Location::X3][choice], None).unwrap();
        let slot = |slot| PlanSlot { time: format!("{:02}:00", slot + 6).parse().unwrap(), starts_at: at(World::start_of(slot)) };
        let mut facts = PlanFacts {
            hours,
            minimum_hours: hours.saturating_sub(less).max(1),
            slots: (0..slots).map(slot).collect(),
            choices: (0..choices).map(|choice| PlanChoice {
                place: place(choice),
                per_day: per_day[choice],
                windows: (0..slots).map(window).collect(),
            }).collect(),
            accounts: (0..accounts).map(|account| PlanAccount {
                id: i64::try_from(account + 1).unwrap().try_into().unwrap(),
                name: String::new(),
                obstacle: None,
                busy: (0..slots).map(|slot| busy[account * 4 + slot]).collect(),
                booked: (0..choices).map(|choice| booked[account * 2 + choice]).collect(),
            }).collect(),
            bookings: Vec::new(),
            strikes: Vec::new(),
            look: None,
            retry: RetryPolicy::default(),
            state: PlanState::Scheduled,
            now: at(now),
        };
        facts.strikes = strikes.into_iter()
            .filter(|(choice, slot, account)| *choice < choices && *slot < slots && account.is_none_or(|account| account < accounts))
            .map(|(choice, slot, account)| Strike { choice, slot, account, may_reopen: false, at: at(now) })
            .collect();
        add_bookings(&mut facts, &bookings);
        facts
    }
}

/// Adds those bookings that the limits allow beside one another.
fn add_bookings(facts: &mut PlanFacts, bookings: &[(usize, usize, usize, usize)]) {
    for (id, (slot, choice, account, state)) in (1_i64..).zip(bookings) {
        if *slot >= facts.slots.len() || *choice >= facts.choices.len() || *account >= facts.accounts.len() {
            continue;
        }
        let booking = PlanBooking {
            id: id.try_into().unwrap(),
            slot: *slot,
            choice: *choice,
            account: *account,
            state: STATES[*state],
        };
        let clashes = facts
            .bookings
            .iter()
            .any(|other| other.slot == *slot && (other.account == *account || other.choice == *choice));
        let there = facts.bookings.iter().filter(|other| other.account == *account && other.choice == *choice).count();
        let limit = facts.choices[*choice].per_day.unwrap_or(usize::MAX);
        if !clashes
            && !facts.accounts[*account].busy[*slot]
            && there + 1 + facts.accounts[*account].booked[*choice] <= limit
        {
            facts.bookings.push(booking);
        }
    }
}

/// Every run in the order of the rule, with every account for every slot.
fn best_run(facts: &PlanFacts) -> Option<Run> {
    for hours in (facts.minimum_hours..=facts.hours.min(facts.slots.len())).rev() {
        for choice in 0..facts.choices.len() {
            for start in 0..=facts.slots.len() - hours {
                let run = Run { choice, start, hours };
                if assignments(facts, run).into_iter().any(|accounts| is_possible(facts, run, &accounts)) {
                    return Some(run);
                }
            }
        }
    }
    None
}

fn assignments(facts: &PlanFacts, run: Run) -> Vec<Vec<usize>> {
    run.slots().fold(vec![Vec::new()], |all, _| {
        let longer = |accounts: Vec<usize>| {
            (0..facts.accounts.len()).map(move |account| [accounts.clone(), vec![account]].concat())
        };
        all.into_iter().flat_map(longer).collect()
    })
}

fn kept(facts: &PlanFacts, choice: usize, slot: usize) -> Option<PlanBooking> {
    let keeps = |booking: &&PlanBooking| matches!(booking.state, PlanBookingState::Held | PlanBookingState::UnderWay);
    facts.bookings.iter().filter(keeps).find(|booking| (booking.choice, booking.slot) == (choice, slot)).copied()
}

fn is_possible(facts: &PlanFacts, run: Run, accounts: &[usize]) -> bool {
    let each = || run.slots().zip(accounts.iter().copied());
    let slots_hold = each().all(|(slot, account)| {
        if let Some(booking) = kept(facts, run.choice, slot) {
            return booking.account == account;
        }
        let struck = |strike: &Strike| {
            (strike.choice, strike.slot) == (run.choice, slot) && strike.account.is_none_or(|its| its == account)
        };
        facts.now < facts.choices[run.choice].windows[slot].deadline
            && !facts.strikes.iter().any(struck)
            && !facts.accounts[account].busy[slot]
    });
    let limits_hold = (0..facts.accounts.len()).all(|account| {
        let count = accounts.iter().filter(|its| **its == account).count();
        count == 0
            || count + facts.accounts[account].booked[run.choice]
                <= facts.choices[run.choice].per_day.unwrap_or(usize::MAX)
    });
    slots_hold && limits_hold && is_worth_it(facts, run, accounts)
}

/// The best run among these held slots.
fn worth(facts: &PlanFacts, held: &[(usize, usize)]) -> Option<Run> {
    for hours in (facts.minimum_hours..=facts.hours.min(facts.slots.len())).rev() {
        for choice in 0..facts.choices.len() {
            for start in 0..=facts.slots.len() - hours {
                if (start..start + hours).all(|slot| held.contains(&(choice, slot))) {
                    return Some(Run { choice, start, hours });
                }
            }
        }
    }
    None
}

/// The best run that is held.
fn held_run(facts: &PlanFacts) -> Option<Run> {
    let held = facts.bookings.iter().filter(|booking| booking.state == PlanBookingState::Held);
    worth(facts, &held.map(|booking| (booking.choice, booking.slot)).collect::<Vec<_>>())
}

/// Whether some choice of places to give up never leaves less than what is held.
fn is_worth_it(facts: &PlanFacts, run: Run, accounts: &[usize]) -> bool {
    let held: Vec<PlanBooking> =
        facts.bookings.iter().filter(|booking| booking.state == PlanBookingState::Held).copied().collect();
    (0..1_u32 << held.len()).any(|set| {
        let gone: Vec<PlanBooking> =
            (0..held.len()).filter(|index| set & (1 << index) != 0).map(|index| held[index]).collect();
        fits_without(facts, run, accounts, &held, &gone)
    })
}

/// Whether the run can be had when these places are given up for some of its slots, and all others come first.
fn fits_without(facts: &PlanFacts, run: Run, accounts: &[usize], held: &[PlanBooking], gone: &[PlanBooking]) -> bool {
    let new: Vec<(usize, usize)> = run
        .slots()
        .zip(accounts.iter().copied())
        .filter(|(slot, _)| kept(facts, run.choice, *slot).is_none())
        .collect();
    let left: Vec<PlanBooking> =
        held.iter().filter(|booking| !gone.iter().any(|other| other.id == booking.id)).copied().collect();
    fits(facts, run, &new, &left)
        && (0..1_u32 << new.len()).any(|late| {
            let (late, early): (Vec<_>, Vec<_>) = (0..new.len()).partition(|index| late & (1 << index) != 0);
            let early: Vec<(usize, usize)> = early.into_iter().map(|index| new[index]).collect();
            let late: Vec<usize> = late.into_iter().map(|index| new[index].0).collect();
            late.is_empty() == gone.is_empty()
                && fits(facts, run, &early, held)
                && stays_worth(facts, run, &early, late.first(), held, &left)
        })
}

/// Whether the accounts can have these new slots beside those bookings, which they hold.
fn fits(facts: &PlanFacts, run: Run, new: &[(usize, usize)], held: &[PlanBooking]) -> bool {
    let under_way = |booking: &&PlanBooking| {
        booking.state == PlanBookingState::UnderWay && run.contains(booking.choice, booking.slot)
    };
    new.iter().all(|(slot, account)| !held.iter().any(|booking| booking.account == *account && booking.slot == *slot))
        && (0..facts.accounts.len()).all(|account| {
            let asked = new.iter().filter(|(_, its)| *its == account).count();
            let there = |booking: &&PlanBooking| booking.account == account && booking.choice == run.choice;
            let stays = held.iter().filter(there).count();
            let asked_before = facts.bookings.iter().filter(under_way).filter(there).count();
            let all = asked + stays + asked_before + facts.accounts[account].booked[run.choice];
            asked == 0 || all <= facts.choices[run.choice].per_day.unwrap_or(usize::MAX)
        })
}

/// Whether what is held when the first late slot opens is worth as much without what is given up for it.
fn stays_worth(
    facts: &PlanFacts,
    run: Run,
    early: &[(usize, usize)],
    first_late: Option<&usize>,
    held: &[PlanBooking],
    left: &[PlanBooking],
) -> bool {
    let Some(late) = first_late else { return true };
    let opens = |slot: usize| facts.choices[run.choice].windows[slot].opens_at;
    let moment = opens(*late).max(facts.now);
    let slots = |bookings: &[PlanBooking]| -> Vec<(usize, usize)> {
        bookings.iter().map(|booking| (booking.choice, booking.slot)).collect()
    };
    let answered = run.slots().filter(|slot| kept(facts, run.choice, *slot).is_some());
    let by_then = early.iter().map(|(slot, _)| *slot).chain(answered).filter(|slot| opens(*slot) <= moment);
    let mut after = slots(left);
    after.extend(by_then.map(|slot| (run.choice, slot)));
    match (worth(facts, &after), worth(facts, &slots(held))) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(after), Some(before)) => !before.is_better_than(&after),
    }
}

/// Whether at most one place has to be given up: then both searches define the moment of giving up in the same way.
fn gives_up_little(facts: &PlanFacts) -> bool {
    facts.bookings.iter().filter(|booking| booking.state == PlanBookingState::Held).count() <= 1
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn the_aim_is_the_best_run_of_a_search_that_tries_everything(facts in facts()) {
        prop_assume!(gives_up_little(&facts));
        let decision = decide_plan(&facts);
        let complete = held_run(&facts).filter(|run| run.hours == facts.hours);
        prop_assert_eq!(decision.aim, complete.or_else(|| best_run(&facts)));
        let accounts = |run: Run| decision.parts.iter().map(|part| part.account).collect::<Vec<_>>().len() == run.hours;
        prop_assert!(decision.parts.is_empty() || decision.aim.is_some_and(accounts));
    }

    #[test]
    fn nothing_is_given_up_where_an_assignment_needs_nothing_given_up(facts in facts()) {
        let decision = decide_plan(&facts);
        let Some(run) = decision.aim.filter(|_| decision.state.is_open()) else { return Ok(()) };
        let held: Vec<PlanBooking> =
            facts.bookings.iter().filter(|booking| booking.state == PlanBookingState::Held).copied().collect();
        let free = |accounts: &Vec<usize>| is_possible(&facts, run, accounts) && fits_without(&facts, run, accounts, &held, &[]);
        if assignments(&facts, run).iter().any(free) {
            prop_assert!(decision.parts.iter().all(|part| part.state != PartState::GivesUp));
            let in_run = |id| held.iter().any(|booking| booking.id == id && run.contains(booking.choice, booking.slot));
            let cancels_it = |wanted: &PlanMove| matches!(wanted, PlanMove::Cancel { booking, .. } if in_run(*booking));
            prop_assert!(!decision.moves.iter().any(cancels_it));
        }
    }
}
