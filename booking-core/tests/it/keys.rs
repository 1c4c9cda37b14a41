//! Stored passwords and their key.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use booking_core::OpenError;
use booking_core::account::{Account, AccountChange, NewAccount};
use booking_core::password::Password;

use crate::support::{Fixture, done, parsed};

const SECRET: &str = "open sesame, said the swimmer";

fn password(text: &str) -> Password {
    Password::parse(text.to_owned()).unwrap()
}

fn account_with_password(fixture: &Fixture) -> Account {
    done(fixture.add_account(NewAccount {
        netid: parsed("jdoe"),
        password: Some(password(SECRET)),
        is_active: true,
        notify_email: None,
    }))
    .unwrap()
}

fn sealed(fixture: &Fixture) -> Option<Vec<u8>> {
    fixture.shell().query_row("SELECT password_sealed FROM accounts", [], |row| row.get(0)).unwrap()
}

/// All encrypted passwords in the database.
fn all_sealed(fixture: &Fixture) -> Vec<Vec<u8>> {
    let shell = fixture.shell();
    let mut sealed = shell.prepare("SELECT password_sealed FROM accounts WHERE password_sealed IS NOT NULL").unwrap();
    sealed.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn no_file_contains_a_password_in_plain_text() {
    let mut fixture = Fixture::new();
    account_with_password(&fixture);
    let holds_secret =
        |(_, bytes): &(String, Vec<u8>)| bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
    assert_eq!(fixture.files().iter().find(|file| holds_secret(file)), None);
    fixture.shut();
    assert_eq!(fixture.files().iter().find(|file| holds_secret(file)), None);
}

#[test]
fn the_key_file_has_mode_0600() {
    let fixture = Fixture::new();
    let metadata = fs::metadata(fixture.key_file()).unwrap();
    assert_eq!((metadata.len(), metadata.permissions().mode() & 0o777), (32, 0o600));
}

#[test]
fn a_missing_key_refuses_a_database_with_passwords() {
    let mut fixture = Fixture::new();
    account_with_password(&fixture);
    fixture.shut();
    fs::remove_file(fixture.key_file()).unwrap();
    let refusal = fixture.open().unwrap_err();
    assert!(matches!(refusal, OpenError::KeyMissing { .. }), "{refusal}");
    assert!(!fixture.key_file().exists(), "a new key would hide that the old one is needed");
}

#[test]
fn a_wrong_key_refuses_a_database_with_passwords() {
    let mut fixture = Fixture::new();
    account_with_password(&fixture);
    fixture.shut();
    let key = fs::read(fixture.key_file()).unwrap();
    fs::write(fixture.key_file(), [7; 32]).unwrap();
    let refusal = fixture.open().unwrap_err();
    assert!(matches!(refusal, OpenError::KeyWrong { .. }), "{refusal}");
    fs::write(fixture.key_file(), key).unwrap();
    fixture.open().unwrap();
}

#[test]
fn a_key_file_that_others_can_read_is_refused() {
    let mut fixture = Fixture::new();
    fixture.shut();
    for mode in [0o644, 0o640, 0o604, 0o660] {
        fs::set_permissions(fixture.key_file(), fs::Permissions::from_mode(mode)).unwrap();
        let refusal = fixture.open().unwrap_err();
        assert!(matches!(refusal, OpenError::KeyUnusable { .. }), "{mode:o}: {refusal}");
        assert!(refusal.to_string().contains("0600"), "{refusal}");
    }
}

#[test]
fn a_key_file_of_another_length_is_refused() {
    let mut fixture = Fixture::new();
    fixture.shut();
    for length in [0, 31, 33] {
        fs::write(fixture.key_file(), vec![7; length]).unwrap();
        let refusal = fixture.open().unwrap_err();
        assert!(matches!(refusal, OpenError::KeyUnusable { .. }), "{length} bytes: {refusal}");
    }
}

#[test]
fn a_missing_key_file_is_created_if_no_password_needs_it() {
    let mut fixture = Fixture::new();
    fixture.account("jdoe");
    fixture.shut();
    fs::remove_file(fixture.key_file()).unwrap();
    fixture.open().unwrap();
    assert!(fixture.key_file().exists());
}

#[test]
fn a_new_password_replaces_the_stored_one() {
    let fixture = Fixture::new();
    let account = account_with_password(&fixture);
    let before = sealed(&fixture).unwrap();
    done(fixture.update_account(account.id, AccountChange::new(Some(password("another")), None, None, None).unwrap()))
        .unwrap();
    assert_ne!(sealed(&fixture).unwrap(), before);
}

#[test]
fn deactivating_an_account_keeps_its_password() {
    let fixture = Fixture::new();
    let account = account_with_password(&fixture);
    let before = sealed(&fixture);
    done(fixture.update_account(account.id, AccountChange::new(None, Some(false), None, None).unwrap())).unwrap();
    assert_eq!(sealed(&fixture), before);
}

#[test]
fn an_archived_account_has_no_password_and_needs_no_key() {
    let mut fixture = Fixture::new();
    let account = account_with_password(&fixture);
    fixture.booked(&account, "2026-11-20", "10:00");
    done(fixture.delete_account(account.id)).unwrap();
    assert_eq!(sealed(&fixture), None);
    fixture.shut();
    fs::remove_file(fixture.key_file()).unwrap();
    fixture.open().unwrap();
}

#[test]
fn no_file_contains_a_deleted_password() {
    let mut fixture = Fixture::new();
    let long = "x".repeat(700);
    let accounts: Vec<Account> = (0..60)
        .map(|number| format!("person{number}"))
        .map(|netid| NewAccount {
            netid: parsed(&netid),
            password: Some(password(&long)),
            is_active: true,
            notify_email: None,
        })
        .map(|new| done(fixture.add_account(new)).unwrap())
        .collect();
    let mut gone = all_sealed(&fixture);
    // A row of another length moves to another place in the file.
    for account in &accounts {
        done(fixture.update_account(account.id, AccountChange::new(Some(password(SECRET)), None, None, None).unwrap()))
            .unwrap();
    }
    gone.extend(all_sealed(&fixture));
    let (kept, removed): (Vec<_>, Vec<_>) = accounts.iter().partition(|account| account.id.get() % 4 == 0);
    for account in &kept {
        fixture.booked(account, "2026-11-20", "10:00");
    }
    // Removing many rows merges pages, so the freed pages contained passwords too.
    for account in removed.iter().chain(&kept) {
        done(fixture.delete_account(account.id)).unwrap();
    }
    assert_eq!((gone.len(), all_sealed(&fixture).len()), (120, 0));
    fixture.shut();
    for (name, bytes) in fixture.files() {
        let is_left = |sealed: &&Vec<u8>| bytes.windows(sealed.len()).any(|window| window == sealed.as_slice());
        assert_eq!(gone.iter().filter(is_left).count(), 0, "{name}");
    }
}
