//! Plans that repeat every week.

use booking_core::account::AccountChange;
use booking_core::plan::{NewPlan, PlanState};

use crate::support::{done, parsed};

use super::stage::{all_free, fixture, made, until, wish};

#[test]
fn a_weekly_plan_is_made_again_a_week_before_its_opening() {
    let (fixture, accounts) = fixture(&["anna", "bert", "cara"]);
    let repeats_weekly_until = Some(parsed("2026-12-17"));
    let first = made(&fixture, NewPlan { repeats_weekly_until, ..wish(&accounts) });
    until(&fixture, "2026-11-26T09:59:00Z", all_free);
    assert_eq!(fixture.get_plans(None).unwrap().len(), 1);
    until(&fixture, "2026-11-26T10:00:00Z", all_free);
    let plans = fixture.get_plans(None).unwrap();
    assert_eq!(plans.len(), 2);
    assert_eq!((plans[0].follows, plans[0].booking_date), (first.id, parsed("2026-12-10")));
    until(&fixture, "2026-12-20T12:00:00Z", all_free);
    let dates: Vec<String> =
        fixture.get_plans(None).unwrap().iter().map(|plan| plan.booking_date.to_string()).collect();
    assert_eq!(dates, ["2026-12-17", "2026-12-10", "2026-12-03"]);
    assert!(fixture.get_plans(None).unwrap().iter().all(|plan| plan.state == PlanState::Completed));
}

#[test]
fn weeks_without_consent_and_weeks_that_were_missed_are_named() {
    let (fixture, accounts) = fixture(&["anna", "bert", "cara"]);
    made(&fixture, NewPlan { repeats_weekly_until: Some(parsed("2026-12-17")), ..wish(&accounts) });
    done(fixture.update_account(accounts[0].id, AccountChange::new(None, None, Some(false), None).unwrap())).unwrap();
    fixture.set_clock("2026-12-20T12:00:00Z");
    until(&fixture, "2026-12-20T12:00:00Z", all_free);
    let plans = fixture.get_plans(None).unwrap();
    assert_eq!(plans.len(), 3);
    assert!(plans.iter().all(|plan| plan.state == PlanState::Failed && !plan.steps.is_empty()));
    assert!(plans[0].steps.last().unwrap().why.contains("anna is not asked"));
}

#[test]
fn weekly_openings_keep_their_elapsed_hours_when_the_clocks_change() {
    let (fixture, accounts) = fixture(&["anna", "bert", "cara"]);
    fixture.set_clock("2027-03-10T11:00:00Z");
    let wish = NewPlan {
        booking_date: parsed("2027-03-25"),
        repeats_weekly_until: Some(parsed("2027-04-01")),
        ..wish(&accounts)
    };
    made(&fixture, wish);
    until(&fixture, "2027-04-01T20:00:00Z", all_free);
    let plans = fixture.get_plans(None).unwrap();
    // 72 elapsed hours before 11:00: the clocks change on 28 March.
    let opens: Vec<String> = plans.iter().map(|plan| plan.aim[0].opens_at.to_string()).collect();
    assert_eq!(opens, ["2027-03-29T09:00:00.000Z", "2027-03-22T10:00:00.000Z"]);
}
