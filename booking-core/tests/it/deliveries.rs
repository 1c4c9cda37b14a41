use booking_core::account::{AccountChange, NewAccount};
use booking_core::gateway::Outcome;
use booking_core::ids::{AccountId, BookingId};
use booking_core::notice::{Channel, DueDelivery, NewNotice, NoticeKind};

use crate::support::{Fixture, done, parsed, rows};

const OPENING: &str = "2026-11-22T10:00:00.000Z";

impl Fixture {
    fn due(&self, channel: Channel) -> Vec<DueDelivery> {
        done(self.due_deliveries(channel, 10)).unwrap()
    }

    fn tried(&self, channel: Channel, delivery: &DueDelivery, error: Option<&str>) {
        let outcome = error.map_or(Ok(()), |error| Err(error.to_owned()));
        done(self.record_delivery(channel, delivery.clone(), outcome)).unwrap();
    }

    fn with_address(&self, netid: &str, address: &str) -> AccountId {
        let notify_email = Some(parsed(address));
        done(self.add_account(NewAccount { netid: parsed(netid), password: None, is_active: true, notify_email }))
            .unwrap()
            .id
    }

    fn notice(&self, account_id: AccountId) {
        let new = NewNotice {
            kind: NoticeKind::NotReady,
            message: "Look.".to_owned(),
            booking_id: None,
            account_id: Some(account_id),
            plan_id: None,
        };
        done(self.add_notice(new)).unwrap();
    }

    /// A confirmed booking and the delivery of its notice to the webhook.
    fn confirmed(&self) -> (BookingId, DueDelivery) {
        done(self.open_channel(Channel::Webhook)).unwrap();
        let booking = self.waiting();
        self.told(booking.id, Outcome::Confirmed, OPENING);
        (booking.id, self.due(Channel::Webhook).remove(0))
    }
}

#[test]
fn a_delivery_is_due_at_once_recorded_once_and_shown_in_the_trail() {
    let fixture = Fixture::connected();
    let (booking, delivery) = fixture.confirmed();
    assert_eq!((delivery.notice.kind, delivery.notice.booking_id), (NoticeKind::Confirmed, Some(booking)));
    for _ in 0..2 {
        fixture.tried(Channel::Webhook, &delivery, None);
    }
    assert!(fixture.due(Channel::Webhook).is_empty());
    let trail = fixture.get_booking_logs(booking).unwrap();
    assert_eq!(trail.iter().filter(|log| log.message.starts_with("Notice sent to the webhook")).count(), 1);
    let state = fixture.channel_state(Channel::Webhook).unwrap();
    assert_eq!((state.delivered_at, state.error, state.waiting), (Some(parsed(OPENING)), None, 0));
}

#[test]
fn a_failed_delivery_is_tried_again_under_its_id_and_given_up_after_a_day() {
    let fixture = Fixture::connected();
    let (booking, first) = fixture.confirmed();
    let mut tries = 0;
    while let Some(next) = fixture.next_delivery(Channel::Webhook).unwrap() {
        assert!(next <= parsed("2026-11-23T10:00:00.000Z"));
        fixture.set_clock(&next.to_string());
        let again = fixture.due(Channel::Webhook).remove(0);
        assert_eq!((again.id, again.notice.id), (first.id, first.notice.id));
        fixture.tried(Channel::Webhook, &again, Some("It answered 503."));
        tries += 1;
    }
    assert!(tries > 20, "{tries}");
    assert!(fixture.last_log(booking).message.contains("It answered 503."));
    let state = fixture.channel_state(Channel::Webhook).unwrap();
    assert_eq!((state.delivered_at, state.error.as_deref()), (None, Some("It answered 503.")));
}

#[test]
fn a_channel_begins_with_the_next_notice_and_one_that_ends_gives_up() {
    let fixture = Fixture::new();
    let anna = fixture.account("anna").id;
    fixture.notice(anna);
    done(fixture.open_channel(Channel::Webhook)).unwrap();
    assert!(fixture.due(Channel::Webhook).is_empty());
    fixture.notice(anna);
    assert_eq!(fixture.due(Channel::Webhook)[0].notice.id.get(), 2);
    done(fixture.open_channel(Channel::Webhook)).unwrap();
    assert_eq!(fixture.due(Channel::Webhook).len(), 1);
    done(fixture.close_channel(Channel::Webhook)).unwrap();
    fixture.notice(anna);
    assert!(fixture.due(Channel::Webhook).is_empty());
    assert!(fixture.channel_state(Channel::Webhook).unwrap().waiting == 0);
}

#[test]
fn a_notice_of_an_earlier_day_is_not_delivered() {
    let fixture = Fixture::new();
    done(fixture.open_channel(Channel::Webhook)).unwrap();
    fixture.notice(fixture.account("anna").id);
    fixture.set_clock("2026-11-23T09:30:00.001Z");
    assert!(fixture.due(Channel::Webhook).is_empty());
}

#[test]
fn without_a_channel_only_the_notice_is_written() {
    let fixture = Fixture::new();
    done(fixture.close_channel(Channel::Email)).unwrap();
    fixture.notice(fixture.account("anna").id);
    assert!(fixture.due(Channel::Webhook).is_empty());
    let shell = fixture.shell();
    assert_eq!(rows(&shell, "SELECT * FROM notice_channels"), [""; 0]);
    assert_eq!(rows(&shell, "SELECT * FROM notice_deliveries"), [""; 0]);
}

#[test]
fn e_mail_goes_to_the_accounts_address_as_it_is_now() {
    let fixture = Fixture::new();
    done(fixture.open_channel(Channel::Email)).unwrap();
    let anna = fixture.with_address("anna", "anna@example.org");
    fixture.notice(anna);
    fixture.notice(fixture.account("silent").id);
    let due = fixture.due(Channel::Email);
    assert_eq!(due.len(), 1);
    assert_eq!(due[0].address, Some(parsed("anna@example.org")));
    let moved = AccountChange::new(None, None, None, Some(parsed("a@example.org"))).unwrap();
    done(fixture.update_account(anna, moved)).unwrap();
    assert_eq!(fixture.due(Channel::Email)[0].address, Some(parsed("a@example.org")));
}

#[test]
fn a_plans_notice_goes_to_each_address_of_its_accounts_once() {
    let fixture = Fixture::connected();
    done(fixture.open_channel(Channel::Email)).unwrap();
    for (netid, address) in [("anna", "Home@example.org"), ("bert", "home@example.org"), ("cara", "c@example.org")] {
        fixture.with_address(netid, address);
    }
    let shell = fixture.shell();
    shell
        .execute_batch(
            "INSERT INTO plans (booking_date, hours, minimum_hours, window_start, window_end, choices, retry_interval, \
                                auto_retry, state, created_at, updated_at) \
             VALUES ('2026-12-03', 1, 1, '11:00:00', '12:00:00', '[]', 60, 0, 'failed', 1, 1); \
             INSERT INTO plan_accounts VALUES (1, 0, 1), (1, 1, 2), (1, 2, 3);",
        )
        .unwrap();
    let new = NewNotice {
        kind: NoticeKind::PlanFailed,
        message: "The plan failed.".to_owned(),
        booking_id: None,
        account_id: None,
        plan_id: Some(1.try_into().unwrap()),
    };
    done(fixture.add_notice(new)).unwrap();
    let to: Vec<_> = fixture.due(Channel::Email).into_iter().map(|due| due.address.unwrap().to_string()).collect();
    assert_eq!(to.len(), 2, "{to:?}");
    assert!(to.contains(&"c@example.org".to_owned()));
}
