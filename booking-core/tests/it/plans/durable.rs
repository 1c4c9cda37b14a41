//! Plans on a real database, with a facility that answers as the test says.

use booking_core::Error;
use booking_core::account::AccountChange;
use booking_core::booking::Booking;
use booking_core::gateway::Outcome;
use booking_core::plan::{Choice, NewPlan, Plan, PlanPartState, PlanState};
use booking_core::retry_policy::{RetryInterval, RetryPolicy};
use booking_core::service::Claim;
use booking_core::slot::{Location, SubLocation};
use booking_core::status::Status;

use crate::support::{Fixture, done, parsed, rows};

use super::stage::{THURSDAY, aim, all_free, at, fixture, held, id, made, state, until, wish};

#[test]
fn all_free_is_booked_at_the_openings_with_an_account_for_each_hour() {
    let (fixture, accounts) = fixture(&["anna", "bert", "cara"]);
    let plan = made(&fixture, wish(&accounts));
    assert_eq!(aim(&plan), ["X1 11:00 1 pending", "X1 12:00 2 pending", "X1 13:00 3 pending"]);
    assert_eq!(plan.state, PlanState::Scheduled);
    assert!(plan.bookings.iter().all(|booking| booking.plan_id == plan.id && !booking.retry.auto_retry));
    until(&fixture, "2026-11-30T10:30:00Z", all_free);
    let plan = fixture.get_plan(id(&plan)).unwrap();
    assert_eq!(plan.state, PlanState::Running);
    assert_eq!(plan.aim[0].state, PlanPartState::Booked);
    until(&fixture, "2026-11-30T12:30:00Z", all_free);
    let plan = fixture.get_plan(id(&plan)).unwrap();
    assert_eq!(plan.state, PlanState::Completed);
    assert_eq!(aim(&plan), ["X1 11:00 1 booked", "X1 12:00 2 booked", "X1 13:00 3 booked"]);
    assert_eq!(plan.next_decision_at, None);
}

#[test]
fn a_full_half_leads_to_the_other_half_and_a_full_hour_shifts_the_run() {
    let (fixture, accounts) = fixture(&["anna", "bert", "cara"]);
    let plan = made(&fixture, wish(&accounts));
    until(&fixture, "2026-12-03T20:00:00Z", |booking, half| {
        let lost =
            at(booking, Location::X1, &["12"]) || (at(booking, Location::X1, &["11"]) && half == Some(SubLocation::A));
        if lost { Outcome::Full } else { Outcome::Confirmed }
    });
    assert_eq!(state(&fixture, &plan), PlanState::Completed);
    assert_eq!(held(&fixture, &plan), ["X1 13:00", "X1 14:00", "X1 15:00"]);
    let plan = fixture.get_plan(id(&plan)).unwrap();
    let steps: Vec<&str> = plan.steps.iter().map(|step| step.what.as_str()).collect();
    assert!(steps.contains(&"Lost: X1 at 12:00 for bert."), "{steps:?}");
    assert!(steps.contains(&"Give back X1 at 11:00 for anna."), "{steps:?}");
}

#[test]
fn a_full_place_leads_to_the_next_one() {
    let (fixture, accounts) = fixture(&["anna", "bert", "cara"]);
    let plan = made(&fixture, wish(&accounts));
    let full = |booking: &Booking, _: Option<SubLocation>| {
        if booking.location == Location::X1 { Outcome::Full } else { Outcome::Confirmed }
    };
    until(&fixture, "2026-12-03T20:00:00Z", full);
    assert_eq!(state(&fixture, &plan), PlanState::Completed);
    assert_eq!(held(&fixture, &plan), ["X3 11:00", "X3 12:00", "X3 13:00"]);
}

#[test]
fn fewer_hours_are_kept_where_they_are_enough() {
    let (fixture, accounts) = fixture(&["anna", "bert", "cara"]);
    let wish = NewPlan { minimum_hours: 2.try_into().unwrap(), window_end: parsed("14:00"), ..wish(&accounts) };
    let (enough, all) = (made(&fixture, wish.clone()), NewPlan { minimum_hours: wish.hours, ..wish });
    let last_hour = |booking: &Booking, _: Option<SubLocation>| {
        if booking.time_slot.to_string().starts_with("13") { Outcome::Full } else { Outcome::Confirmed }
    };
    until(&fixture, "2026-12-03T20:00:00Z", last_hour);
    assert_eq!(state(&fixture, &enough), PlanState::Partial);
    assert_eq!(held(&fixture, &enough), ["X1 11:00", "X1 12:00"]);
    let (fixture, accounts) = self::fixture(&["anna", "bert", "cara"]);
    let none = made(&fixture, NewPlan { account_ids: accounts.iter().map(|account| account.id).collect(), ..all });
    until(&fixture, "2026-12-03T09:00:00Z", last_hour);
    assert_eq!(state(&fixture, &none), PlanState::Failed);
    assert_eq!(held(&fixture, &none), [""; 0]);
}

#[test]
fn an_account_that_is_refused_is_replaced_and_the_slot_is_kept() {
    let (fixture, accounts) = fixture(&["anna", "bert", "cara", "dirk"]);
    let plan = made(&fixture, wish(&accounts));
    until(&fixture, "2026-12-03T20:00:00Z", |booking, _| {
        let is_bert = booking.account_id == accounts[1].id;
        if is_bert { Outcome::LimitReached } else { Outcome::Confirmed }
    });
    let plan = fixture.get_plan(id(&plan)).unwrap();
    assert_eq!(plan.state, PlanState::Completed);
    assert_eq!(aim(&plan), ["X1 11:00 1 booked", "X1 12:00 4 booked", "X1 13:00 3 booked"]);
}

#[test]
fn a_wish_that_cannot_come_true_is_told_why() {
    let (fixture, accounts) = fixture(&["anna", "bert"]);
    let preview = fixture.preview_plan(&wish(&accounts)).unwrap();
    assert_eq!((preview.id, preview.state, preview.aim.len()), (None, PlanState::Failed, 0));
    assert!(
        preview.obstacles.iter().any(|sentence| sentence.contains("X1 needs 3 bookings")),
        "{:?}",
        preview.obstacles
    );
    let plan = made(&fixture, wish(&accounts));
    assert_eq!(plan.state, PlanState::Failed);
    assert!(plan.steps[0].why.contains("X1 needs 3 bookings"));
}

#[test]
fn what_an_account_has_already_counts() {
    let (fixture, accounts) = fixture(&["anna", "bert", "cara", "dirk"]);
    fixture.booked(&accounts[0], THURSDAY, "11:00");
    let plan = made(&fixture, wish(&accounts));
    assert_eq!(aim(&plan), ["X1 11:00 2 pending", "X1 12:00 1 pending", "X1 13:00 3 pending"]);
    assert_eq!(plan.accounts[0].busy, [parsed("11:00")]);
    assert_eq!(plan.accounts[0].left[2].bookings, Some(0));
}

#[test]
fn a_sign_in_that_is_refused_moves_the_slot_to_another_account_and_back() {
    let (fixture, accounts) = fixture(&["anna", "bert", "cara", "dirk"]);
    let plan = made(&fixture, wish(&accounts));
    done(fixture.sign_in_refused(accounts[0].id, None)).unwrap();
    let now = fixture.get_plan(id(&plan)).unwrap();
    assert_eq!(aim(&now), ["X1 11:00 4 pending", "X1 12:00 2 pending", "X1 13:00 3 pending"]);
    done(fixture.update_account(accounts[3].id, AccountChange::new(None, None, Some(false), None).unwrap())).unwrap();
    let blocked = fixture.get_plan(id(&plan)).unwrap();
    assert_eq!((blocked.state, blocked.aim.len()), (PlanState::Scheduled, 0));
    assert_eq!(held(&fixture, &plan), [""; 0]);
    done(fixture.update_account(accounts[3].id, AccountChange::new(None, None, Some(true), None).unwrap())).unwrap();
    assert_eq!(aim(&fixture.get_plan(id(&plan)).unwrap()).len(), 3);
}

#[test]
fn a_booking_that_a_person_cancels_is_not_booked_again() {
    let (fixture, accounts) = fixture(&["anna", "bert", "cara"]);
    let plan = made(&fixture, wish(&accounts));
    done(fixture.cancel_booking(plan.bookings[0].id, None)).unwrap();
    let now = fixture.get_plan(id(&plan)).unwrap();
    assert_eq!(aim(&now), ["X1 12:00 2 pending", "X1 13:00 3 pending", "X1 14:00 1 pending"]);
    until(&fixture, "2026-12-03T20:00:00Z", all_free);
    assert_eq!(held(&fixture, &plan), ["X1 12:00", "X1 13:00", "X1 14:00"]);
}

#[test]
fn cancelling_a_plan_cancels_and_gives_back_what_it_holds() {
    let (fixture, accounts) = fixture(&["anna", "bert", "cara"]);
    let plan = made(&fixture, wish(&accounts));
    until(&fixture, "2026-11-30T10:30:00Z", all_free);
    let plan = done(fixture.cancel_plan(id(&plan))).unwrap();
    assert_eq!(plan.state, PlanState::Cancelled);
    assert!(plan.bookings.iter().all(|booking| booking.status == Status::Cancelled));
    let release = fixture.next_due(None).unwrap().unwrap();
    assert_eq!((release.booking_id, release.task), (plan.bookings[0].id, booking_core::task::Task::Release));
    until(&fixture, "2026-12-04T00:00:00Z", all_free);
    assert_eq!(held(&fixture, &plan), [""; 0]);
    assert!(matches!(done(fixture.cancel_plan(id(&plan))), Err(Error::PlanEnded { .. })));
}

#[test]
fn lost_slots_are_looked_at_again_where_that_is_wanted() {
    let (fixture, accounts) = fixture(&["anna"]);
    let retry = RetryPolicy { interval: RetryInterval::try_from(600).unwrap(), auto_retry: true };
    let hours = 1.try_into().unwrap();
    let choices = vec![Choice { location: Location::X1, sub_locations: vec![SubLocation::A] }];
    let wish = NewPlan { hours, minimum_hours: hours, retry, choices, window_end: parsed("12:00"), ..wish(&accounts) };
    let plan = made(&fixture, wish);
    until(&fixture, "2026-11-30T12:00:00Z", |_, _| Outcome::Full);
    let waiting = fixture.get_plan(id(&plan)).unwrap();
    assert_eq!((waiting.state, waiting.bookings.len()), (PlanState::Running, 1));
    until(&fixture, "2026-11-30T12:30:00Z", all_free);
    let plan = fixture.get_plan(id(&plan)).unwrap();
    assert_eq!((plan.state, plan.bookings.len()), (PlanState::Completed, 2));
}

#[test]
fn a_repeated_request_makes_one_plan() {
    let (fixture, accounts) = fixture(&["anna", "bert", "cara"]);
    let wish = NewPlan { idempotency_key: Some(parsed("once")), ..wish(&accounts) };
    let first = made(&fixture, wish.clone());
    assert_eq!(made(&fixture, wish.clone()).id, first.id);
    assert_eq!(fixture.get_plans(None).unwrap().len(), 1);
    let other = NewPlan { hours: 2.try_into().unwrap(), minimum_hours: 2.try_into().unwrap(), ..wish };
    assert!(matches!(done(fixture.create_plan(other)), Err(Error::IdempotencyMismatch)));
}

#[test]
fn bad_input_names_the_path() {
    let (fixture, accounts) = fixture(&["anna", "bert", "cara"]);
    let off = fixture.account("offline");
    done(fixture.update_account(off.id, AccountChange::new(None, Some(false), None, None).unwrap())).unwrap();
    let shy = fixture.account("shy one");
    done(fixture.update_account(shy.id, AccountChange::new(None, None, Some(false), None).unwrap())).unwrap();
    let good = wish(&accounts);
    let x1 = good.choices[0].clone();
    let with =
        |account: i64| NewPlan { account_ids: vec![accounts[0].id, account.try_into().unwrap()], ..good.clone() };
    let cases = [
        ("window_end", NewPlan { window_end: parsed("13:00"), ..good.clone() }),
        ("window_end", NewPlan { window_end: parsed("10:00"), ..good.clone() }),
        ("choices[1].location", NewPlan { choices: vec![x1.clone(), x1], ..good.clone() }),
        ("account_ids[1]", NewPlan { account_ids: vec![accounts[0].id, accounts[0].id], ..good.clone() }),
        ("account_ids[1]", with(999)),
        ("account_ids[1]", with(off.id.get())),
        ("account_ids[1]", with(shy.id.get())),
        ("booking_date", NewPlan { booking_date: parsed("2026-11-23"), ..good.clone() }),
        ("minimum_hours", NewPlan { minimum_hours: 4.try_into().unwrap(), ..good.clone() }),
        ("choices", NewPlan { choices: Vec::new(), ..good.clone() }),
        ("repeats_weekly_until", NewPlan { repeats_weekly_until: Some(parsed(THURSDAY)), ..good }),
    ];
    for (path, wish) in cases {
        let error = fixture.refused(|| done(fixture.create_plan(wish.clone())));
        assert!(matches!(&error, Error::InvalidField { field, .. } if field == path), "{path}: {error:?}");
        assert!(matches!(fixture.preview_plan(&wish), Err(Error::InvalidField { .. })));
    }
}

#[test]
fn a_preview_is_what_happens_and_writes_nothing() {
    let (fixture, accounts) = fixture(&["anna", "bert", "cara"]);
    let before = fixture.contents();
    let preview = fixture.preview_plan(&wish(&accounts)).unwrap();
    assert_eq!(fixture.contents(), before);
    assert_eq!(aim(&preview), ["X1 11:00 1 new", "X1 12:00 2 new", "X1 13:00 3 new"]);
    let slots = |plan: &Plan| plan.aim.iter().map(|part| (part.time_slot, part.account_id)).collect::<Vec<_>>();
    assert_eq!(slots(&made(&fixture, wish(&accounts))), slots(&preview));
}

#[test]
fn a_plan_goes_on_after_a_restart() {
    let (mut fixture, accounts) = fixture(&["anna", "bert", "cara"]);
    let plan = made(&fixture, wish(&accounts));
    until(&fixture, "2026-11-30T10:30:00Z", all_free);
    fixture.set_clock("2026-11-30T11:00:00Z");
    let under_way = fixture.next_due(None).unwrap().unwrap().booking_id;
    let claim = Claim { booking_id: plan.bookings[1].id, shown_half: None, send_at: None };
    assert_eq!(done(fixture.claim(vec![claim])).unwrap().len(), 1, "{under_way}");
    fixture.shut();
    fixture.open().unwrap();
    assert_eq!(done(fixture.rescue()).unwrap(), 1);
    assert_eq!(aim(&fixture.get_plan(id(&plan)).unwrap())[1], "X1 12:00 2 pending");
    until(&fixture, "2026-12-03T20:00:00Z", all_free);
    assert_eq!(state(&fixture, &plan), PlanState::Completed);
}

#[test]
fn the_end_of_a_plan_is_told_instead_of_each_of_its_bookings() {
    let notices = |fixture: &Fixture| rows(&fixture.shell(), "SELECT kind, plan_id FROM notices ORDER BY id");
    let (completed, accounts) = fixture(&["anna", "bert", "cara"]);
    made(&completed, wish(&accounts));
    until(&completed, "2026-12-03T20:00:00Z", all_free);
    assert_eq!(notices(&completed), [r#"[Text("plan_completed"), Integer(1)]"#]);
    let said = rows(&completed.shell(), "SELECT message FROM notices");
    assert!(said[0].contains("Booked: X1 at 11:00 for anna, X1 at 12:00 for bert,"), "{said:?}");
    let (failed, accounts) = fixture(&["anna", "bert", "cara"]);
    made(&failed, wish(&accounts));
    until(&failed, "2026-12-03T20:00:00Z", |_, _| Outcome::Full);
    assert_eq!(notices(&failed), [r#"[Text("plan_failed"), Integer(1)]"#]);
}
