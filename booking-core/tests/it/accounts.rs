//! Operations on accounts.

use booking_core::Error;
use booking_core::account::{Account, AccountChange, NewAccount, SignInState};
use booking_core::audit::AccountEvent;
use booking_core::query::BookingFilter;
use booking_core::service::Deletion;
use booking_core::status::Status;

use crate::support::{Fixture, NOW, all, done, parsed, slots};

fn named(netid: &str, is_active: bool) -> NewAccount {
    NewAccount { netid: parsed(netid), password: None, is_active, notify_email: None }
}

fn switched(fixture: &Fixture, account: &Account, is_active: bool) -> Account {
    done(fixture.update_account(account.id, AccountChange::new(None, Some(is_active), None, None).unwrap())).unwrap()
}

fn netids(accounts: &[Account]) -> Vec<&str> {
    accounts.iter().map(|account| account.netid.as_str()).collect()
}

#[test]
fn an_added_account_is_returned_as_it_is_stored() {
    let fixture = Fixture::new();
    let account = done(fixture.add_account(named("  jdoe ", true))).unwrap();
    let expected = Account {
        id: 1.try_into().unwrap(),
        netid: "jdoe".into(),
        is_active: true,
        may_automate: true,
        sign_in: SignInState::Unknown,
        sign_in_until: None,
        notify_email: None,
        created_at: parsed(NOW),
        updated_at: parsed(NOW),
    };
    assert_eq!(account, expected);
    assert_eq!(fixture.get_account(account.id).unwrap(), expected);
}

#[test]
fn netids_that_look_the_same_are_the_same() {
    let fixture = Fixture::new();
    for (taken, again) in [
        ("jdoe", "JDoe"),
        ("özil", "ÖZIL"),
        ("кто", "КТО"),
        ("οδός", "ΟΔΌΣ"),
        ("οδος", "οδοσ"),
        ("weiß", "WEISS"),
        ("GROẞ", "groß"),
        ("caf\u{e9}", "cafe\u{301}"),
        ("a.jansen", "a.jan\u{200b}sen"),
        ("b.jansen", "b.jansen\u{ad}"),
        ("c jansen", "c\u{a0}jansen"),
    ] {
        fixture.account(taken);
        let error = fixture.refused(|| done(fixture.add_account(named(again, true))));
        assert!(matches!(error, Error::NetIdTaken(_)), "{error}");
    }
}

#[test]
fn accounts_are_listed_by_netid_and_filtered_by_is_active() {
    let fixture = Fixture::new();
    for (netid, is_active) in [("carol", true), ("Bob", false), ("alice", true)] {
        done(fixture.add_account(named(netid, is_active))).unwrap();
    }
    assert_eq!(netids(&fixture.get_accounts(None).unwrap()), ["alice", "Bob", "carol"]);
    assert_eq!(netids(&fixture.get_accounts(Some(true)).unwrap()), ["alice", "carol"]);
    assert_eq!(netids(&fixture.get_accounts(Some(false)).unwrap()), ["Bob"]);
}

#[test]
fn is_active_can_be_changed() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    fixture.set_clock("2026-11-22T10:00:00Z");
    let off = switched(&fixture, &account, false);
    assert_eq!(off, Account { is_active: false, updated_at: parsed("2026-11-22T10:00:00Z"), ..account.clone() });
    assert_eq!(fixture.get_account(account.id).unwrap(), off);
    assert!(switched(&fixture, &account, true).is_active);
}

#[test]
fn an_unknown_account_is_not_found() {
    let fixture = Fixture::new();
    let id = 7.try_into().unwrap();
    let errors = [
        fixture.get_account(id).unwrap_err(),
        fixture.get_account_stats(id).unwrap_err(),
        fixture.get_account_bookings(id, &all(BookingFilter::default()), 10, &mut |_| ()).unwrap_err(),
        fixture.refused(|| done(fixture.update_account(id, AccountChange::new(None, Some(true), None, None).unwrap()))),
        fixture.refused(|| done(fixture.delete_account(id))),
    ];
    for error in errors {
        assert!(matches!(error, Error::AccountNotFound(found) if found == id), "{error}");
    }
}

#[test]
fn an_account_without_bookings_is_removed_and_its_id_is_not_reused() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    assert_eq!(done(fixture.delete_account(account.id)).unwrap(), Deletion::Removed);
    assert!(matches!(fixture.get_account(account.id), Err(Error::AccountNotFound(_))));
    assert_eq!(fixture.account("jdoe").id.get(), 2);
}

#[test]
fn deleting_an_account_with_bookings_archives_it() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let booking = fixture.booked(&account, "2026-11-20", "10:00");
    assert_eq!(done(fixture.delete_account(account.id)).unwrap(), Deletion::Archived);

    assert!(fixture.get_accounts(None).unwrap().is_empty());
    assert!(fixture.get_accounts(Some(false)).unwrap().is_empty());
    assert!(matches!(fixture.get_account(account.id), Err(Error::AccountNotFound(_))));
    assert!(matches!(fixture.get_account_stats(account.id), Err(Error::AccountNotFound(_))));
    let new = slots(&account, "2026-12-01", &["10:00"]);
    assert!(matches!(fixture.refused(|| done(fixture.create_booking(new))), Error::AccountNotFound(_)));
    assert!(matches!(fixture.refused(|| done(fixture.delete_account(account.id))), Error::AccountNotFound(_)));

    assert_eq!(fixture.get_booking(booking.id).unwrap(), booking);
    assert_eq!(fixture.list(&all(BookingFilter::default())), std::slice::from_ref(&booking));
    assert_eq!(fixture.get_booking_logs(booking.id).unwrap().len(), 1);
    let mut shown = 0;
    fixture.get_account_bookings(account.id, &all(BookingFilter::default()), 10, &mut |_| shown += 1).unwrap();
    assert_eq!(shown, 1);
}

#[test]
fn adding_an_archived_netid_restores_the_account_with_its_id() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    fixture.booked(&account, "2026-11-20", "10:00");
    done(fixture.delete_account(account.id)).unwrap();
    fixture.set_clock("2026-11-25T08:00:00Z");
    let back = fixture.account("JDoe");
    let expected = Account { netid: "JDoe".into(), updated_at: parsed("2026-11-25T08:00:00Z"), ..account };
    assert_eq!(back, expected);
    assert_eq!(fixture.get_accounts(None).unwrap(), [expected]);
    assert_eq!(fixture.get_account_stats(back.id).unwrap().total_bookings, 1);
    fixture.booked(&back, "2026-12-01", "10:00");
}

#[test]
fn an_account_with_active_bookings_today_or_later_cannot_be_deleted() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let pending = fixture.booked(&account, "2026-11-22", "08:00");
    let confirmed = fixture.booked(&account, "2026-11-24", "08:00");
    fixture.set(confirmed.id, Status::Confirmed);
    let error = fixture.refused(|| done(fixture.delete_account(account.id)));
    assert!(matches!(error, Error::AccountInUse { bookings: 2, .. }), "{error}");
    fixture.set(confirmed.id, Status::Cancelled);
    fixture.set(pending.id, Status::Failed);
    assert_eq!(done(fixture.delete_account(account.id)).unwrap(), Deletion::Archived);
}

#[test]
fn today_is_the_date_at_the_facility() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    fixture.booked(&account, "2026-11-22", "23:00");
    // A minute before and at midnight in Amsterdam; in UTC it is the 22nd at both moments.
    fixture.set_clock("2026-11-22T22:59:59Z");
    assert_eq!(fixture.today().unwrap().to_string(), "2026-11-22");
    assert!(matches!(done(fixture.delete_account(account.id)), Err(Error::AccountInUse { bookings: 1, .. })));
    fixture.set_clock("2026-11-22T23:00:00Z");
    assert_eq!(fixture.today().unwrap().to_string(), "2026-11-23");
    assert_eq!(done(fixture.delete_account(account.id)).unwrap(), Deletion::Archived);
}

#[test]
fn a_clock_set_back_leaves_updated_at_after_created_at_of_an_account() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    fixture.booked(&account, "2026-10-01", "10:00");
    fixture.set_clock("2026-11-01T00:00:00Z");
    assert_eq!(switched(&fixture, &account, false).updated_at, account.created_at);
    assert_eq!(done(fixture.delete_account(account.id)).unwrap(), Deletion::Archived);
    assert_eq!(fixture.account("jdoe"), account);
}

#[test]
fn the_address_for_notices_is_set_changed_cleared_and_erased_with_the_account() {
    let fixture = Fixture::new();
    let first = NewAccount { notify_email: Some(parsed("anna@example.org")), ..named("anna", true) };
    let id = done(fixture.add_account(first)).unwrap().id;
    let address = || fixture.get_account(id).unwrap().notify_email.map(|address| address.to_string());
    assert_eq!(address().as_deref(), Some("anna@example.org"));
    let set = |text: &str| {
        let change = AccountChange::new(None, None, None, Some(parsed(text))).unwrap();
        done(fixture.update_account(id, change)).unwrap()
    };
    for text in ["b@example.org", "b@example.org", ""] {
        set(text);
    }
    assert_eq!(address(), None);
    let events: Vec<_> = fixture.get_account_logs(id).unwrap().into_iter().map(|log| log.event_type).collect();
    assert_eq!(events, [AccountEvent::Created, AccountEvent::NotifyEmailSet, AccountEvent::NotifyEmailRemoved]);
    set("c@example.org");
    fixture.booked(&fixture.get_account(id).unwrap(), "2026-11-20", "10:00");
    done(fixture.delete_account(id)).unwrap();
    assert!(!fixture.contents().iter().any(|row| row.contains("c@example.org")));
}
