//! Notices that reach a webhook and a mailbox, over real connections.

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::facility::Facility;
use crate::mail_server::{MailServer, Mood};
use crate::support::on_booking;
use crate::webhook::{HANG, Posted, WebhookServer};
use crate::world::{OPENING, Slot, World, X1};

const SECRET: &str = "a secret for signatures";
/// Ten seconds after [`OPENING`], when a failed delivery is tried again.
const AGAIN: &str = "2026-11-22T10:00:10.000Z";

impl World {
    /// Account 1, whose notices go to a mailbox, and a bridge with these flags.
    async fn with_channels(flags: &[String]) -> Self {
        let mut world = Self::stopped(Facility::start(&[]));
        world.flags = flags.to_vec();
        world.run();
        world.add_account("jdevries").await;
        let address = json!({ "action": "update_account", "account_id": 1, "notify_email": "jan@example.org" });
        world.done(address).await;
        world
    }

    /// A booking that was confirmed at its opening. Returns its id.
    async fn confirmed(&self) -> i64 {
        let id = self.book(X1).await;
        self.at(OPENING).await;
        self.becomes(id, "confirmed").await;
        id
    }

    async fn channel(&self, name: &str) -> Value {
        let answer = self.done(json!({ "action": "get_notice_settings" })).await;
        answer["channels"].as_array().unwrap().iter().find(|channel| channel["channel"] == name).unwrap().clone()
    }

    /// Waits until a channel's last try was recorded: its error, null for a delivery.
    async fn tried(&self, name: &str, error: Option<&str>) {
        self.until(async || {
            let channel = self.channel(name).await;
            let is_so = match error {
                Some(words) => channel["error"].as_str().is_some_and(|error| error.contains(words)),
                None => !channel["delivered_at"].is_null() && channel["error"].is_null(),
            };
            is_so.then_some(())
        })
        .await;
    }

    /// Waits for an entry of the booking's trail.
    async fn told(&self, id: i64, words: &str) {
        self.until(async || self.trail(id).await.iter().any(|entry| entry.contains(words)).then_some(())).await;
    }
}

fn to_webhook(server: &WebhookServer) -> Vec<String> {
    vec![format!("--notify-webhook=http://{}/hook", server.address), format!("--notify-secret={SECRET}")]
}

fn by_mail(server: &MailServer) -> Vec<String> {
    vec![format!("--smtp-url=smtp://me:pass%20word@{}?from=booking@example.org", server.address)]
}

fn assert_signed(posted: &Posted) {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(posted.body.as_bytes());
    let signature = posted.headers["x-booking-signature"].strip_prefix("sha256=").unwrap();
    let bytes: Vec<u8> = (0..signature.len() / 2)
        .map(|index| u8::from_str_radix(&signature[2 * index..2 * index + 2], 16).unwrap())
        .collect();
    mac.verify_slice(&bytes).unwrap();
}

#[tokio::test]
async fn a_confirmed_booking_reaches_the_webhook_signed_and_the_mailbox() {
    let (mut hook, mut mail) = (WebhookServer::start(204).await, MailServer::start(Mood::Takes).await);
    let world = World::with_channels(&[to_webhook(&hook), by_mail(&mail)].concat()).await;
    let id = world.confirmed().await;
    let posted = hook.next().await;
    assert_signed(&posted);
    let notice: Value = serde_json::from_str(&posted.body).unwrap();
    assert_eq!(posted.headers["x-booking-notice"], notice["id"].to_string());
    assert_eq!(
        (&notice["kind"], &notice["booking_id"], &notice["account_id"]),
        (&json!("confirmed"), &json!(id), &json!(1))
    );
    assert_eq!(notice["created_at"], OPENING);
    assert!(notice["message"].as_str().unwrap().contains("jdevries"), "{notice}");
    let mail = mail.next().await;
    assert_eq!(mail.recipient, "jan@example.org");
    assert!(mail.credentials.is_some());
    assert_eq!((mail.header("From"), mail.header("To")), ("booking@example.org", "jan@example.org"));
    assert!(mail.header("Subject").starts_with("Booked: X1 on Wed 25 Nov 2026"), "{}", mail.text);
    world.told(id, "Notice sent to the webhook").await;
    world.told(id, "Notice sent by e-mail").await;
    assert_eq!(world.channel("webhook").await["delivered_at"], OPENING);
}

#[tokio::test]
async fn a_refused_delivery_is_tried_again_under_its_id_also_after_a_restart() {
    let mut hook = WebhookServer::start(503).await;
    let mut world = World::with_channels(&to_webhook(&hook)).await;
    let id = world.confirmed().await;
    let first = hook.next().await;
    world.tried("webhook", Some("503")).await;
    world.stop();
    hook.answers(200);
    world.run();
    world.at(AGAIN).await;
    let again = hook.next().await;
    assert_eq!(again.headers["x-booking-notice"], first.headers["x-booking-notice"]);
    assert_eq!(again.body, first.body);
    world.told(id, "Notice sent to the webhook").await;
    assert_eq!(world.trail(id).await.iter().filter(|entry| entry.contains("Notice sent")).count(), 1);
}

#[tokio::test]
async fn a_webhook_that_is_away_gets_the_notice_when_it_is_back() {
    let hook = WebhookServer::start(200).await;
    let (address, flags) = (hook.address, to_webhook(&hook));
    drop(hook);
    let world = World::with_channels(&flags).await;
    let id = world.confirmed().await;
    world.tried("webhook", Some("cannot be reached")).await;
    let mut hook = WebhookServer::at(address, 200).await;
    world.at(AGAIN).await;
    assert_signed(&hook.next().await);
    world.told(id, "Notice sent to the webhook").await;
}

#[tokio::test]
async fn a_mail_server_that_refuses_for_now_or_for_good_gets_the_mail_again_under_its_id() {
    let mut mail = MailServer::start(Mood::Refuses("550 No such user")).await;
    let world = World::with_channels(&by_mail(&mail)).await;
    let id = world.confirmed().await;
    mail.next().await;
    world.tried("email", Some("550: No such user.")).await;
    mail.becomes(Mood::Refuses("451 Try again later"));
    world.at(AGAIN).await;
    mail.next().await;
    world.tried("email", Some("451")).await;
    mail.becomes(Mood::Takes);
    world.at("2026-11-22T10:00:30.000Z").await;
    assert_eq!(mail.next().await.header("Message-ID"), "<notice-1-20261122100000000@example.org>");
    world.told(id, "Notice sent by e-mail").await;
    world.tried("email", None).await;
}

#[tokio::test]
async fn channels_that_hang_hold_up_neither_bookings_nor_a_stop_and_are_tried_at_the_next_start() {
    let (mut hook, mut mail) = (WebhookServer::start(HANG).await, MailServer::start(Mood::Hangs).await);
    let mut world = World::with_channels(&[to_webhook(&hook), by_mail(&mail)].concat()).await;
    let first = world.confirmed().await;
    let hanging = hook.next().await;
    assert_eq!(hanging.answer, HANG);
    let second = world.book(Slot { time: "12:00", date: "2026-11-26", ..X1 }).await;
    world.done(on_booking("cancel_booking", second)).await;
    world.stop();
    hook.answers(200);
    mail.becomes(Mood::Stops);
    world.run();
    let again = hook.next().await;
    assert_eq!(again.headers["x-booking-notice"], hanging.headers["x-booking-notice"]);
    world.told(first, "Notice sent to the webhook").await;
    assert!(!mail.next().await.is_taken);
}

#[tokio::test]
async fn an_ntfy_address_gets_the_sentences_as_text() {
    let mut hook = WebhookServer::start(200).await;
    let world = World::with_channels(&[format!("--notify-webhook=ntfy+http://me:pass@{}/topic", hook.address)]).await;
    world.confirmed().await;
    let posted = hook.next().await;
    assert!(posted.headers["content-type"].starts_with("text/plain"));
    assert!(posted.body.starts_with("Booked: X1"), "{}", posted.body);
    assert_eq!(posted.headers["authorization"], "Basic bWU6cGFzcw==");
    assert!(!posted.headers.contains_key("x-booking-signature"));
}

#[tokio::test]
async fn a_test_tells_for_each_channel_whether_it_went() {
    let (mut hook, mut mail) = (WebhookServer::start(404).await, MailServer::start(Mood::Takes).await);
    let world = World::with_channels(&[to_webhook(&hook), by_mail(&mail)].concat()).await;
    let test = |account: Option<i64>| json!({ "action": "send_test_notice", "account_id": account });
    let answer = world.done(test(None)).await;
    let sent = |answer: &Value| [answer["results"][0]["is_sent"].clone(), answer["results"][1]["is_sent"].clone()];
    assert_eq!(sent(&answer), [false, true]);
    assert!(answer["results"][0]["message"].as_str().unwrap().contains("404"), "{answer}");
    assert_eq!(serde_json::from_str::<Value>(&hook.next().await.body).unwrap()["kind"], "test");
    assert_eq!(mail.next().await.recipient, "booking@example.org");
    hook.answers(200);
    assert_eq!(sent(&world.done(test(Some(1))).await), [true, true]);
    assert_eq!(mail.next().await.recipient, "jan@example.org");
    world.refused("account_not_found", test(Some(404))).await;
}
