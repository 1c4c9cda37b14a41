use booking_core::Error;
use booking_core::account::NewAccount;
use booking_core::audit::AccountEvent;
use booking_core::calendar_link::{AccountCalendar, CalendarSecret};
use booking_core::ids::AccountId;
use booking_core::status::Status;

use crate::support::{Fixture, done, parsed};

impl Fixture {
    fn link(&self, id: AccountId) -> CalendarSecret {
        done(self.create_calendar_link(id)).unwrap().1
    }

    fn calendar_of(&self, secret: &CalendarSecret) -> Option<AccountCalendar> {
        self.account_calendar(secret).unwrap()
    }

    fn link_events(&self, id: AccountId) -> Vec<AccountEvent> {
        let logs = self.get_account_logs(id).unwrap();
        logs.into_iter().map(|log| log.event_type).filter(|event| event.as_str().starts_with("calendar")).collect()
    }
}

#[test]
fn a_link_shows_the_last_30_days_and_later_of_its_account() {
    let fixture = Fixture::new();
    let (account, other) = (fixture.account("jdevries"), fixture.account("mbakker"));
    fixture.booked(&account, "2026-10-22", "10:00");
    fixture.booked(&other, "2026-12-01", "10:00");
    let past = fixture.booked(&account, "2026-10-23", "10:00");
    let later = fixture.booked(&account, "2027-12-01", "10:00");
    let calendar = fixture.calendar_of(&fixture.link(account.id)).unwrap();
    assert_eq!((calendar.account_id, calendar.netid.as_str()), (account.id, "jdevries"));
    let shown: Vec<_> = calendar.entries.iter().map(|entry| entry.booking.id).collect();
    assert_eq!(shown, [past.id, later.id]);
}

#[test]
fn every_change_of_a_booking_raises_its_number_of_changes() {
    let fixture = Fixture::new();
    let account = fixture.account("jdevries");
    let booking = fixture.booked(&account, "2026-12-01", "10:00");
    let secret = fixture.link(account.id);
    let mut before = 0;
    for status in [None, Some(Status::Confirmed), Some(Status::Failed), Some(Status::Pending), Some(Status::Cancelled)]
    {
        if let Some(status) = status {
            fixture.set(booking.id, status);
        }
        let entry = fixture.calendar_of(&secret).unwrap().entries.remove(0);
        assert_eq!(entry.booking.status, status.unwrap_or(Status::Pending));
        assert!(entry.changes > before);
        before = entry.changes;
    }
}

#[test]
fn a_new_link_ends_the_old_one_and_a_revoked_link_ends() {
    let fixture = Fixture::new();
    let id = fixture.account("jdevries").id;
    let first = fixture.link(id);
    let second = fixture.link(id);
    assert!(fixture.calendar_of(&first).is_none());
    assert!(fixture.calendar_of(&second).is_some());
    for _ in 0..2 {
        done(fixture.revoke_calendar_link(id)).unwrap();
        assert!(fixture.calendar_of(&second).is_none());
    }
    let (created, revoked) = (AccountEvent::CalendarLinkCreated, AccountEvent::CalendarLinkRevoked);
    assert_eq!(fixture.link_events(id), [created, created, revoked]);
}

#[test]
fn deleting_an_account_ends_its_link_for_good() {
    let fixture = Fixture::new();
    let (unused, used) = (fixture.account("unused"), fixture.account("jdevries"));
    fixture.booked(&used, "2026-10-30", "10:00");
    for account in [&unused, &used] {
        let secret = fixture.link(account.id);
        done(fixture.delete_account(account.id)).unwrap();
        assert!(fixture.calendar_of(&secret).is_none());
        let again = NewAccount { netid: parsed(&account.netid), password: None, is_active: true, notify_email: None };
        done(fixture.add_account(again)).unwrap();
        assert!(fixture.calendar_of(&secret).is_none());
    }
    let missing = AccountId::try_from(99).unwrap();
    assert!(matches!(done(fixture.create_calendar_link(missing)), Err(Error::AccountNotFound(_))));
    assert!(matches!(done(fixture.revoke_calendar_link(missing)), Err(Error::AccountNotFound(_))));
}

#[test]
fn the_secret_is_not_in_the_database() {
    let fixture = Fixture::new();
    let secret = fixture.link(fixture.account("jdevries").id).expose();
    for entry in std::fs::read_dir(fixture.folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
    }
}
