use std::time::Duration;

use super::*;

fn booked(outcome: Outcome, millis: i64) -> PastAttempt {
    answer(AttemptKind::Book, outcome, millis)
}

/// The consequences of the first answer, which comes 100 ms after the opening.
fn first(facts: &Facts, outcome: Outcome) -> Following {
    follow(facts, booked(outcome, 100)).1
}

fn due_after(following: &Following, millis: i64) -> i64 {
    let due_at = following.decision.due_at.unwrap();
    due_at.as_millis() - opens().plus_millis(millis).as_millis()
}

fn book(half: SubLocation, look_first: bool) -> Step {
    Step::Book { sub_location: Some(half), look_first }
}

#[test]
fn the_first_attempt_is_due_at_the_opening_or_at_once() {
    let decision = next_step(&facts());
    assert_eq!((&decision.step, decision.due_at), (&book(SubLocation::A, false), Some(opens())));
    let made = opens().plus_millis(5 * HOUR);
    let late = Facts { status_since: made, now: made, ..facts() };
    assert_eq!(next_step(&late).due_at, Some(made));
    let fitness = Facts { place: Place::new(Location::Fitness, None).unwrap(), ..facts() };
    assert_eq!(next_step(&fitness).step, Step::Book { sub_location: None, look_first: false });
}

#[test]
fn confirmed_confirms_and_is_compared_a_day_later_and_in_the_last_hour() {
    let (facts, following) = follow(&facts(), booked(Outcome::Confirmed, 100));
    assert_eq!(following.change, Change::Confirm { reference: "R-1".parse().unwrap() });
    assert_eq!((following.decision.step, following.counts), (Step::Check, true));
    assert_eq!(following.decision.due_at, Some(opens().plus_millis(100 + 24 * HOUR)));
    let near = Facts { compared_at: Some(facts.starts_at.plus_millis(-3 * HOUR)), ..facts.clone() };
    assert_eq!(next_step(&near).due_at, Some(facts.starts_at.plus_millis(-HOUR)));
    let done = Facts { compared_at: Some(facts.starts_at.plus_millis(-HOUR)), ..facts };
    assert_eq!(next_step(&done).due_at, None);
}

#[test]
fn waitlisted_stays_pending_and_is_checked_every_interval() {
    let (waiting, following) = follow(&facts(), booked(Outcome::Waitlisted, 100));
    assert_eq!((&following.change, &following.decision.step), (&Change::None, &Step::Check));
    assert_eq!(due_after(&following, 100), 60 * SECOND);
    let (_, gained) = follow(&waiting, answer(AttemptKind::Check, Outcome::Confirmed, 60_100));
    assert!(matches!(gained.change, Change::Confirm { .. }));
    let (_, same) = follow(&waiting, answer(AttemptKind::Check, Outcome::Waitlisted, 60_100));
    assert_eq!((&same.change, due_after(&same, 60_100)), (&Change::None, 60 * SECOND));
    let (_, lost) = follow(&waiting, answer(AttemptKind::Check, Outcome::Absent, 60_100));
    assert!(matches!(lost.change, Change::Fail { .. }));
}

#[test]
fn not_open_yet_is_repeated_for_thirty_seconds_and_does_not_count() {
    let (mut facts, mut at, mut waits) = (facts(), 0, Vec::new());
    let failed = loop {
        let (next, following) = follow(&facts, booked(Outcome::NotOpenYet, at));
        assert!(!following.counts);
        if following.change != Change::None {
            break following;
        }
        waits.push(due_after(&following, at));
        (facts, at) = (next, at + waits.last().unwrap());
    };
    assert_eq!(waits[..5], [250, 500, 1_000, 2_000, 2_000]);
    assert!((28_000..=30_000).contains(&at), "{at}");
    assert_eq!(failed.change, Change::Fail { message: "The facility said not_open_yet.".parse().unwrap() });
}

#[test]
fn an_early_attempt_that_a_person_asked_for_waits_for_the_opening() {
    let now = opens().plus_millis(-HOUR);
    let asked = Facts { asked_at: Some(now), ..facts() };
    assert_eq!(next_step(&asked).due_at, Some(now));
    let (_, following) = follow(&asked, booked(Outcome::NotOpenYet, -HOUR + 100));
    assert_eq!(following.decision.due_at, Some(opens()));
}

#[test]
fn full_asks_for_half_b_at_once_then_fails_or_looks_again() {
    let mut b = booked(Outcome::Full, 200);
    b.sub_location = Some(SubLocation::B);
    for retries in [false, true] {
        let start = if retries { auto_retry(facts()) } else { facts() };
        let (half, following) = follow(&start, booked(Outcome::Full, 100));
        assert_eq!((&following.decision.step, due_after(&following, 100)), (&book(SubLocation::B, false), 0));
        let (_, full) = follow(&half, b.clone());
        if retries {
            assert_eq!((&full.decision.step, due_after(&full, 200)), (&book(SubLocation::A, true), 60 * SECOND));
        } else {
            assert_eq!(full.change, Change::Fail { message: "The facility said full.".parse().unwrap() });
        }
    }
    let named = Facts { place: Place::new(Location::X1, Some(SubLocation::A)).unwrap(), ..facts() };
    assert!(matches!(first(&named, Outcome::Full).change, Change::Fail { .. }));
}

#[test]
fn a_look_without_a_place_is_repeated_after_the_interval_until_the_deadline() {
    let mut b = booked(Outcome::Full, 200);
    b.sub_location = Some(SubLocation::B);
    let (half, _) = follow(&auto_retry(facts()), booked(Outcome::Full, 100));
    let (mut full, _) = follow(&half, b);
    full.looked_at = Some(opens().plus_millis(90 * SECOND));
    let again = next_step(&full);
    assert_eq!(again.step, book(SubLocation::A, true));
    assert_eq!(again.due_at, Some(opens().plus_millis(150 * SECOND)));
    let deadline = full.window.unwrap().deadline;
    full.looked_at = Some(deadline.plus_millis(-SECOND));
    assert!(matches!(next_step(&full).step, Step::Fail { .. }));
    assert_eq!(next_step(&full).due_at, Some(deadline));
}

#[test]
fn a_place_that_is_given_back_comes_first() {
    let decision = next_step(&Facts { release_first: true, ..facts() });
    assert_eq!((&decision.step, code(&decision)), (&Step::Wait, ReasonCode::Releasing));
    assert_eq!(decision.due_at, facts().window.map(|window| window.deadline));
}

#[test]
fn the_half_that_could_not_be_reached_is_asked_again_with_a_look_where_looks_may_be_repeated() {
    let mut b = booked(Outcome::Unavailable, 200);
    b.sub_location = Some(SubLocation::B);
    for (start, look_first) in [(facts(), false), (auto_retry(facts()), true)] {
        let (half, _) = follow(&start, booked(Outcome::Full, 100));
        assert_eq!(follow(&half, b.clone()).1.decision.step, book(SubLocation::B, look_first));
    }
}

#[test]
fn already_booked_and_unclear_read_the_reservations_first() {
    for (outcome, fails) in [(Outcome::AlreadyBooked, true), (Outcome::Unclear, false)] {
        let (unsure, following) = follow(&facts(), booked(outcome, 100));
        assert_eq!((&following.decision.step, due_after(&following, 100)), (&Step::Check, 0), "{outcome}");
        let (_, found) = follow(&unsure, answer(AttemptKind::Check, Outcome::Confirmed, 200));
        assert!(matches!(found.change, Change::Confirm { .. }), "{outcome}");
        let (_, absent) = follow(&unsure, answer(AttemptKind::Check, Outcome::Absent, 200));
        assert_eq!(matches!(absent.change, Change::Fail { .. }), fails, "{outcome}");
        let (_, unread) = follow(&unsure, answer(AttemptKind::Check, Outcome::Unavailable, 200));
        assert_eq!((&unread.change, &unread.decision.step), (&Change::None, &Step::Check), "{outcome}");
    }
    let mut confirmed = booked(Outcome::Confirmed, 100);
    confirmed.reference = None;
    assert_eq!(follow(&facts(), confirmed).1.decision.step, Step::Check);
}

#[test]
fn refusals_fail_with_the_facilitys_words_also_with_auto_retry() {
    for outcome in [Outcome::LimitReached, Outcome::Refused] {
        let message = format!("The facility said {outcome}.").parse().unwrap();
        assert_eq!(first(&auto_retry(facts()), outcome).change, Change::Fail { message });
    }
}

#[test]
fn sign_in_needed_rests_until_a_person_acts() {
    let (blocked, following) = follow(&facts(), booked(Outcome::SignInNeeded, 100));
    assert!(following.sign_in_refused);
    assert_eq!((&following.change, &following.decision.step), (&Change::None, &Step::Wait));
    assert_eq!(following.decision.due_at, blocked.window.map(|window| window.deadline));
    let mut again = blocked;
    again.account.sign_in = SignInState::Unknown;
    assert!(matches!(next_step(&again).step, Step::Book { .. }));
    assert!(next_step(&again).is_due(again.now));
}

#[test]
fn rate_limited_holds_everybody_and_does_not_count() {
    let following = after(&facts(), booked(Outcome::RateLimited, 100), Some(Duration::from_secs(30)));
    assert_eq!((following.hold, following.counts), (Some(Duration::from_secs(30)), false));
    assert_eq!(due_after(&following, 100), 30 * SECOND);
    let other = Facts { hold_until: Some(opens().plus_millis(9 * SECOND)), ..facts() };
    assert_eq!(next_step(&other).due_at, other.hold_until);
    assert!(first(&facts(), Outcome::RateLimited).hold.is_some());
}

#[test]
fn unavailable_is_repeated_until_the_deadline_also_without_auto_retry() {
    let (mut facts, mut at) = (facts(), 0);
    for step in 0..20 {
        let (next, following) = follow(&facts, booked(Outcome::Unavailable, at));
        assert_eq!(following.change, Change::None);
        let (wait, whole) = (due_after(&following, at), (SECOND << step).min(60 * SECOND));
        assert!((whole * 3 / 4..=whole * 5 / 4).contains(&wait), "{step}: {wait}");
        (facts, at) = (next, at + wait);
    }
    let deadline = facts.window.unwrap().deadline;
    let late = Facts { now: deadline, ..facts };
    assert!(matches!(next_step(&late).step, Step::Fail { .. }));
}

#[test]
fn the_deadline_fails_with_the_last_outcomes_or_says_that_nothing_ran() {
    let deadline = facts().window.unwrap().deadline;
    let (tried, _) = follow(&auto_retry(facts()), booked(Outcome::Full, 100));
    let at_deadline = |facts: &Facts| match next_step(&Facts { now: deadline, ..facts.clone() }).step {
        Step::Fail { message } => message.to_string(),
        step => panic!("{step:?}"),
    };
    assert!(at_deadline(&tried).contains("The facility said full."));
    let off = Facts { running_since: deadline, ..facts() };
    assert!(at_deadline(&off).contains("not running"));
    let late = booked(Outcome::Full, 71 * HOUR - 10 * SECOND);
    let mut named = auto_retry(facts());
    named.place = Place::new(Location::X1, Some(SubLocation::A)).unwrap();
    let (_, following) = follow(&named, late);
    assert_eq!((following.change, following.decision.due_at), (Change::None, Some(deadline)));
}

#[test]
fn what_nobody_may_attempt_rests() {
    let account = facts().account;
    for (resting, reason) in [
        (Facts { window: None, ..facts() }, ReasonCode::LocationUnknown),
        (Facts { status_since: facts().starts_at, now: facts().starts_at, ..facts() }, ReasonCode::Past),
        (Facts { account: AccountFacts { is_active: false, ..account }, ..facts() }, ReasonCode::AccountInactive),
        (Facts { account: AccountFacts { may_automate: false, ..account }, ..facts() }, ReasonCode::AutomationOff),
    ] {
        let decision = next_step(&resting);
        assert_eq!((&decision.step, decision.due_at, code(&decision)), (&Step::Rest, None, reason));
    }
    let paused = next_step(&Facts { paused: true, ..facts() });
    assert_eq!((&paused.step, code(&paused)), (&Step::Wait, ReasonCode::Paused));
}

#[test]
fn a_confirmed_booking_that_is_gone_at_the_facility_is_cancelled() {
    let (confirmed, _) = follow(&facts(), booked(Outcome::Confirmed, 100));
    let (_, gone) = follow(&confirmed, answer(AttemptKind::Check, Outcome::Absent, 24 * HOUR));
    assert!(matches!(gone.change, Change::Cancel { .. }));
    assert_eq!(gone.decision.step, Step::Done);
    let (_, there) = follow(&confirmed, answer(AttemptKind::Check, Outcome::Confirmed, 24 * HOUR));
    assert_eq!(there.change, Change::None);
    let (_, unread) = follow(&confirmed, answer(AttemptKind::Check, Outcome::Unavailable, 24 * HOUR));
    assert_eq!((unread.change, unread.decision.step), (Change::None, Step::Check));
}

#[test]
fn one_confirmed_by_hand_is_left_alone_and_taken_back_when_cancelled() {
    let by_hand = Facts { status: Status::Confirmed, ..facts() };
    assert_eq!((next_step(&by_hand).step, next_step(&by_hand).due_at), (Step::Done, None));
    let cancelled = Facts { status: Status::Cancelled, release_wanted: true, ..facts() };
    assert_eq!(next_step(&cancelled).step, Step::Release { reference: None });
}

#[test]
fn a_release_is_repeated_until_the_slot_begins() {
    let cancelled = Facts { status: Status::Cancelled, release_wanted: true, now: opens(), ..facts() };
    let (again, failed) = follow(&cancelled, answer(AttemptKind::Release, Outcome::Unavailable, 0));
    assert!(matches!(failed.decision.step, Step::Release { .. }));
    assert!((750..=1_250).contains(&due_after(&failed, 0)));
    for outcome in [Outcome::Released, Outcome::Absent] {
        assert_eq!(follow(&again, answer(AttemptKind::Release, outcome, 900)).1.decision.step, Step::Done);
    }
    let begun = Facts { now: again.starts_at, ..again };
    assert_eq!(next_step(&begun).step, Step::GiveUpRelease);
}
