//! The people who book: added, listed, switched off, archived and brought back.

use booking_core::Error;
use booking_core::account::{Account, AccountChange, NewAccount};
use booking_core::query::BookingFilter;
use booking_core::service::Deletion;
use booking_core::status::Status;

use crate::support::{NOW, World, all, done, parsed, slots};

fn named(netid: &str, is_active: bool) -> NewAccount {
    NewAccount { netid: parsed(netid), password: None, is_active }
}

fn switched(world: &World, account: &Account, is_active: bool) -> Account {
    done(world.update_account(account.id, AccountChange::new(None, Some(is_active)).unwrap())).unwrap()
}

fn netids(accounts: &[Account]) -> Vec<&str> {
    accounts.iter().map(|account| account.netid.as_str()).collect()
}

#[test]
fn an_added_account_is_answered_as_it_is_stored() {
    let world = World::new();
    let account = done(world.add_account(named("  jdoe ", true))).unwrap();
    let expected = Account {
        id: 1.try_into().unwrap(),
        netid: "jdoe".into(),
        is_active: true,
        created_at: parsed(NOW),
        updated_at: parsed(NOW),
    };
    assert_eq!(account, expected);
    assert_eq!(world.get_account(account.id).unwrap(), expected);
}

#[test]
fn a_netid_is_unique_without_regard_to_case_in_any_script() {
    let world = World::new();
    for (taken, again) in [
        ("jdoe", "JDoe"),
        ("özil", "ÖZIL"),
        ("кто", "КТО"),
        ("οδός", "ΟΔΌΣ"),
        ("οδος", "οδοσ"),
        ("weiß", "WEISS"),
        ("GROẞ", "groß"),
    ] {
        world.account(taken);
        let error = world.refused(|| done(world.add_account(named(again, true))));
        assert!(matches!(error, Error::NetIdTaken(_)), "{error}");
        assert_eq!(error.to_string(), format!("There is already an account with the netid \"{again}\"."));
    }
}

#[test]
fn accounts_are_listed_by_netid_and_by_whether_they_are_switched_on() {
    let world = World::new();
    for (netid, is_active) in [("carol", true), ("Bob", false), ("alice", true)] {
        done(world.add_account(named(netid, is_active))).unwrap();
    }
    assert_eq!(netids(&world.get_accounts(None).unwrap()), ["alice", "Bob", "carol"]);
    assert_eq!(netids(&world.get_accounts(Some(true)).unwrap()), ["alice", "carol"]);
    assert_eq!(netids(&world.get_accounts(Some(false)).unwrap()), ["Bob"]);
}

#[test]
fn switching_an_account_off_and_on_is_answered_and_stored() {
    let world = World::new();
    let account = world.account("jdoe");
    world.set_clock("2026-11-22T10:00:00Z");
    let off = switched(&world, &account, false);
    assert_eq!(off, Account { is_active: false, updated_at: parsed("2026-11-22T10:00:00Z"), ..account.clone() });
    assert_eq!(world.get_account(account.id).unwrap(), off);
    assert!(switched(&world, &account, true).is_active);
}

#[test]
fn an_account_that_is_not_there_is_named() {
    let world = World::new();
    let id = 7.try_into().unwrap();
    let errors = [
        world.get_account(id).unwrap_err(),
        world.get_account_stats(id).unwrap_err(),
        world.get_account_bookings(id, &all(BookingFilter::default()), 10, &mut |_| ()).unwrap_err(),
        world.refused(|| done(world.update_account(id, AccountChange::new(None, Some(true)).unwrap()))),
        world.refused(|| done(world.delete_account(id))),
    ];
    for error in errors {
        assert!(matches!(error, Error::AccountNotFound(found) if found == id), "{error}");
        assert_eq!(error.to_string(), "There is no account 7.");
    }
}

#[test]
fn an_account_that_never_booked_is_removed_and_its_id_is_not_used_again() {
    let world = World::new();
    let account = world.account("jdoe");
    assert_eq!(done(world.delete_account(account.id)).unwrap(), Deletion::Removed);
    assert!(matches!(world.get_account(account.id), Err(Error::AccountNotFound(_))));
    assert_eq!(world.account("jdoe").id.get(), 2);
}

#[test]
fn an_account_with_bookings_is_archived_and_its_bookings_stay_readable() {
    let world = World::new();
    let account = world.account("jdoe");
    let booking = world.booked(&account, "2026-11-20", "10:00");
    assert_eq!(done(world.delete_account(account.id)).unwrap(), Deletion::Archived);

    assert!(world.get_accounts(None).unwrap().is_empty());
    assert!(world.get_accounts(Some(false)).unwrap().is_empty());
    assert!(matches!(world.get_account(account.id), Err(Error::AccountNotFound(_))));
    assert!(matches!(world.get_account_stats(account.id), Err(Error::AccountNotFound(_))));
    let new = slots(&account, "2026-12-01", &["10:00"]);
    assert!(matches!(world.refused(|| done(world.create_booking(new))), Error::AccountNotFound(_)));
    assert!(matches!(world.refused(|| done(world.delete_account(account.id))), Error::AccountNotFound(_)));

    assert_eq!(world.get_booking(booking.id).unwrap(), booking);
    assert_eq!(world.list(&all(BookingFilter::default())), std::slice::from_ref(&booking));
    assert_eq!(world.get_booking_logs(booking.id).unwrap().len(), 1);
    let mut shown = 0;
    world.get_account_bookings(account.id, &all(BookingFilter::default()), 10, &mut |_| shown += 1).unwrap();
    assert_eq!(shown, 1);
}

#[test]
fn adding_the_netid_of_an_archived_account_brings_it_back_with_its_id() {
    let world = World::new();
    let account = world.account("jdoe");
    world.booked(&account, "2026-11-20", "10:00");
    done(world.delete_account(account.id)).unwrap();
    world.set_clock("2026-11-25T08:00:00Z");
    let back = world.account("JDoe");
    let expected = Account { netid: "JDoe".into(), updated_at: parsed("2026-11-25T08:00:00Z"), ..account };
    assert_eq!(back, expected);
    assert_eq!(world.get_accounts(None).unwrap(), [expected]);
    assert_eq!(world.get_account_stats(back.id).unwrap().total_bookings, 1);
    world.booked(&back, "2026-12-01", "10:00");
}

#[test]
fn an_account_is_in_use_while_it_holds_a_slot_on_the_facilitys_today_or_later() {
    let world = World::new();
    let account = world.account("jdoe");
    let pending = world.booked(&account, "2026-11-22", "08:00");
    let confirmed = world.booked(&account, "2026-11-24", "08:00");
    world.set(confirmed.id, Status::Confirmed);
    let error = world.refused(|| done(world.delete_account(account.id)));
    assert!(matches!(error, Error::AccountInUse { bookings: 2, .. }), "{error}");
    assert_eq!(
        error.to_string(),
        "Account 1 still has 2 pending or confirmed booking(s) today or later: cancel them first."
    );
    world.set(confirmed.id, Status::Cancelled);
    world.set(pending.id, Status::Failed);
    assert_eq!(done(world.delete_account(account.id)).unwrap(), Deletion::Archived);
}

#[test]
fn today_is_the_facilitys_day_and_not_that_of_utc() {
    let world = World::new();
    let account = world.account("jdoe");
    world.booked(&account, "2026-11-22", "23:00");
    // A minute before and at midnight in Amsterdam; in UTC it is the 22nd at both moments.
    world.set_clock("2026-11-22T22:59:59Z");
    assert_eq!(world.today().unwrap().to_string(), "2026-11-22");
    assert!(matches!(done(world.delete_account(account.id)), Err(Error::AccountInUse { bookings: 1, .. })));
    world.set_clock("2026-11-22T23:00:00Z");
    assert_eq!(world.today().unwrap().to_string(), "2026-11-23");
    assert_eq!(done(world.delete_account(account.id)).unwrap(), Deletion::Archived);
}

#[test]
fn a_clock_that_goes_backwards_never_makes_a_change_older_than_its_account() {
    let world = World::new();
    let account = world.account("jdoe");
    world.booked(&account, "2026-10-01", "10:00");
    world.set_clock("2026-11-01T00:00:00Z");
    assert_eq!(switched(&world, &account, false).updated_at, account.created_at);
    assert_eq!(done(world.delete_account(account.id)).unwrap(), Deletion::Archived);
    assert_eq!(world.account("jdoe"), account);
}
