use proptest::prelude::*;

use super::*;

/// An account that signed in with its password, a quarter of an hour before the opening.
fn ready() -> ReadinessFacts {
    let account = facts().account;
    let sign_in_until = Some(opens().plus_millis(HOUR));
    ReadinessFacts { account, sign_in_until, can_renew: true, facility_answers: Some(true), opens_at: opens() }
}

fn codes(facts: &ReadinessFacts) -> Vec<ProblemCode> {
    readiness(facts).into_iter().map(|problem| problem.code).collect()
}

#[test]
fn an_account_is_ready_where_nothing_is_wrong_and_the_facility_may_be_unasked() {
    assert_eq!(codes(&ready()), []);
    assert_eq!(codes(&ReadinessFacts { facility_answers: None, ..ready() }), []);
}

#[test]
fn each_problem_has_its_code() {
    let with = |change: fn(&mut ReadinessFacts)| {
        let mut facts = ready();
        change(&mut facts);
        codes(&facts)
    };
    assert_eq!(with(|facts| facts.account.is_active = false), [ProblemCode::SwitchedOff]);
    assert_eq!(with(|facts| facts.account.may_automate = false), [ProblemCode::ConsentWithdrawn]);
    assert_eq!(with(|facts| facts.account.sign_in = SignInState::Needed), [ProblemCode::SignInNeeded]);
    assert_eq!(with(|facts| facts.facility_answers = Some(false)), [ProblemCode::FacilitySilent]);
}

#[test]
fn the_end_of_a_sign_in_matters_only_where_no_password_renews_it() {
    for (millis, ends) in [(-1, true), (0, true), (1, false)] {
        let token = ReadinessFacts { sign_in_until: Some(opens().plus_millis(millis)), can_renew: false, ..ready() };
        assert_eq!(codes(&token) == [ProblemCode::SignInEnds], ends, "{millis}");
        assert_eq!(codes(&ReadinessFacts { can_renew: true, ..token }), []);
    }
    let unknown = ReadinessFacts { sign_in_until: None, can_renew: false, ..ready() };
    assert_eq!(codes(&unknown), []);
    let mut expired = unknown;
    expired.account.sign_in = SignInState::Expired;
    assert_eq!(codes(&expired), [ProblemCode::SignInEnds]);
}

prop_compose! {
    fn any_facts()(
        is_active in any::<bool>(), may_automate in any::<bool>(),
        sign_in in prop::sample::select(SignInState::ALL.to_vec()), until in prop::option::of(-HOUR..HOUR),
        can_renew in any::<bool>(), facility_answers in any::<Option<bool>>(),
    ) -> ReadinessFacts {
        let account = AccountFacts { is_active, may_automate, sign_in };
        let sign_in_until = until.map(|millis| opens().plus_millis(millis));
        ReadinessFacts { account, sign_in_until, can_renew, facility_answers, opens_at: opens() }
    }
}

proptest! {
    #[test]
    fn an_account_without_problems_is_attempted_at_the_opening(told in any_facts()) {
        let booking = Facts { account: told.account, now: opens(), ..facts() };
        let books = matches!(next_step(&booking).step, Step::Book { .. });
        prop_assert!(!codes(&told).is_empty() || books);
    }

    #[test]
    fn no_problem_is_told_twice_and_a_later_end_adds_none(told in any_facts(), later in 0..HOUR) {
        let found = codes(&told);
        let mut once = found.clone();
        once.dedup();
        prop_assert_eq!(&once, &found);
        let until = told.sign_in_until.map(|until| until.plus_millis(later));
        for code in codes(&ReadinessFacts { sign_in_until: until, ..told }) {
            prop_assert!(found.contains(&code), "{code}");
        }
    }
}
