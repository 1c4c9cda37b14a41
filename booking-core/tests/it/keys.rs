//! Passwords at rest, and the key that they need.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use booking_core::OpenError;
use booking_core::account::{Account, AccountChange, NewAccount};
use booking_core::password::Password;

use crate::support::{World, done, parsed};

const SECRET: &str = "open sesame, said the swimmer";

fn password(text: &str) -> Password {
    Password::parse(text.to_owned()).unwrap()
}

fn account_with_password(world: &World) -> Account {
    done(world.add_account(NewAccount { netid: parsed("jdoe"), password: Some(password(SECRET)), is_active: true }))
        .unwrap()
}

fn sealed(world: &World) -> Option<Vec<u8>> {
    world.shell().query_row("SELECT password_sealed FROM accounts", [], |row| row.get(0)).unwrap()
}

/// Every sealed password that is stored.
fn all_sealed(world: &World) -> Vec<Vec<u8>> {
    let shell = world.shell();
    let mut sealed = shell.prepare("SELECT password_sealed FROM accounts WHERE password_sealed IS NOT NULL").unwrap();
    sealed.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_password_is_in_no_file_as_it_is() {
    let mut world = World::new();
    account_with_password(&world);
    let holds_secret =
        |(_, bytes): &(String, Vec<u8>)| bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
    assert_eq!(world.files().iter().find(|file| holds_secret(file)), None);
    world.shut();
    assert_eq!(world.files().iter().find(|file| holds_secret(file)), None);
}

#[test]
fn the_key_is_beside_the_database_and_only_for_its_owner() {
    let world = World::new();
    let metadata = fs::metadata(world.key_file()).unwrap();
    assert_eq!((metadata.len(), metadata.permissions().mode() & 0o777), (32, 0o600));
}

#[test]
fn without_the_key_a_database_with_passwords_is_not_opened() {
    let mut world = World::new();
    account_with_password(&world);
    world.shut();
    fs::remove_file(world.key_file()).unwrap();
    let refusal = world.open().unwrap_err();
    assert!(matches!(refusal, OpenError::KeyMissing { .. }), "{refusal}");
    assert!(!world.key_file().exists(), "a new key would hide that the old one is needed");
}

#[test]
fn with_another_key_a_database_with_passwords_is_not_opened() {
    let mut world = World::new();
    account_with_password(&world);
    world.shut();
    let key = fs::read(world.key_file()).unwrap();
    fs::write(world.key_file(), [7; 32]).unwrap();
    let refusal = world.open().unwrap_err();
    assert!(matches!(refusal, OpenError::KeyWrong { .. }), "{refusal}");
    fs::write(world.key_file(), key).unwrap();
    world.open().unwrap();
}

#[test]
fn a_key_that_others_can_read_is_not_used() {
    let mut world = World::new();
    world.shut();
    for mode in [0o644, 0o640, 0o604, 0o660] {
        fs::set_permissions(world.key_file(), fs::Permissions::from_mode(mode)).unwrap();
        let refusal = world.open().unwrap_err();
        assert!(matches!(refusal, OpenError::KeyUnusable { .. }), "{mode:o}: {refusal}");
        assert!(refusal.to_string().contains("must be 0600"), "{refusal}");
    }
}

#[test]
fn a_key_of_the_wrong_length_is_not_used() {
    let mut world = World::new();
    world.shut();
    for length in [0, 31, 33] {
        fs::write(world.key_file(), vec![7; length]).unwrap();
        let refusal = world.open().unwrap_err();
        assert!(matches!(refusal, OpenError::KeyUnusable { .. }), "{length} bytes: {refusal}");
    }
}

#[test]
fn a_lost_key_that_no_password_needs_is_made_again() {
    let mut world = World::new();
    world.account("jdoe");
    world.shut();
    fs::remove_file(world.key_file()).unwrap();
    world.open().unwrap();
    assert!(world.key_file().exists());
}

#[test]
fn a_changed_password_replaces_the_sealed_one() {
    let world = World::new();
    let account = account_with_password(&world);
    let before = sealed(&world).unwrap();
    done(world.update_account(account.id, AccountChange::new(Some(password("another")), None).unwrap())).unwrap();
    assert_ne!(sealed(&world).unwrap(), before);
}

#[test]
fn switching_an_account_off_keeps_its_password() {
    let world = World::new();
    let account = account_with_password(&world);
    let before = sealed(&world);
    done(world.update_account(account.id, AccountChange::new(None, Some(false)).unwrap())).unwrap();
    assert_eq!(sealed(&world), before);
}

#[test]
fn an_archived_account_has_no_password_and_needs_no_key() {
    let mut world = World::new();
    let account = account_with_password(&world);
    world.booked(&account, "2026-11-20", "10:00");
    done(world.delete_account(account.id)).unwrap();
    assert_eq!(sealed(&world), None);
    world.shut();
    fs::remove_file(world.key_file()).unwrap();
    world.open().unwrap();
}

#[test]
fn the_password_of_a_deleted_account_is_in_no_file_any_more() {
    let mut world = World::new();
    let long = "x".repeat(700);
    let accounts: Vec<Account> = (0..60)
        .map(|number| format!("person{number}"))
        .map(|netid| NewAccount { netid: parsed(&netid), password: Some(password(&long)), is_active: true })
        .map(|new| done(world.add_account(new)).unwrap())
        .collect();
    let mut gone = all_sealed(&world);
    // A row of another length goes to another place.
    for account in &accounts {
        done(world.update_account(account.id, AccountChange::new(Some(password(SECRET)), None).unwrap())).unwrap();
    }
    gone.extend(all_sealed(&world));
    let (kept, removed): (Vec<_>, Vec<_>) = accounts.iter().partition(|account| account.id.get() % 4 == 0);
    for account in &kept {
        world.booked(account, "2026-11-20", "10:00");
    }
    // So many are removed that the rows of the others are put together: the pages that are given up held theirs, too.
    for account in removed.iter().chain(&kept) {
        done(world.delete_account(account.id)).unwrap();
    }
    assert_eq!((gone.len(), all_sealed(&world).len()), (120, 0));
    world.shut();
    for (name, bytes) in world.files() {
        let is_left = |sealed: &&Vec<u8>| bytes.windows(sealed.len()).any(|window| window == sealed.as_slice());
        assert_eq!(gone.iter().filter(is_left).count(), 0, "{name}");
    }
}
