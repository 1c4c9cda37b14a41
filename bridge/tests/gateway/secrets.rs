use std::fmt::Write as _;
use std::sync::Mutex;

use booking_core::gateway::{FacilityGateway as _, Session, Token};

use crate::broken_connections::session;
use crate::raw_server::RawServer;
use crate::support::{NOW, fitness, gateway, moment, password, refused};

const CANARY: &str = "canary-5e1f";

/// Every line that this process logs, the libraries' at the finest level included.
struct KeptLog(Mutex<String>);

static LOG: KeptLog = KeptLog(Mutex::new(String::new()));

impl log::Log for KeptLog {
    fn enabled(&self, _: &log::Metadata) -> bool {
        true
    }

    fn log(&self, record: &log::Record) {
        writeln!(self.0.lock().unwrap(), "{} {}", record.target(), record.args()).unwrap();
    }

    fn flush(&self) {}
}

fn keep_log() {
    // Another test may have been first.
    let _ = log::set_logger(&LOG);
    log::set_max_level(log::LevelFilter::Trace);
}

fn logged() -> String {
    let log = LOG.0.lock().unwrap().clone();
    assert!(log.contains("reqwest"), "nothing was kept");
    log
}

#[tokio::test]
async fn a_facility_that_repeats_secrets_makes_nobody_else_repeat_them() {
    keep_log();
    let refresh = Some(Token::parse(CANARY.to_owned()).unwrap());
    let session = Session { token: Token::parse(CANARY.to_owned()).unwrap(), refresh_token: refresh, ..session() };
    for (status, body) in [
        (403, format!("You sent {CANARY}.")),
        (401, format!(r#"{{"message":"You sent {CANARY}."}}"#)),
        (500, format!(r#"{{"message":["You sent","{CANARY}"]}}"#)),
        (200, format!(r#"{{"access_token":{{"{CANARY}":1}}}}"#)),
        (200, format!(r#"{{"access_token":"{CANARY} ","id":"{CANARY}\u0000","data":"{CANARY}"}}"#)),
    ] {
        let server = RawServer::answering(status, &body).await;
        let gateway = gateway(&server.url);
        let shown = format!(
            "{:?}{:?}{:?}{:?}{:?}{:?}",
            refused(gateway.sign_in(&password("anna", CANARY)).await),
            refused(gateway.renew(&session).await),
            gateway.book(&session, &fitness("08:00")).await,
            gateway.cancel(&session, &"1".parse().unwrap()).await,
            gateway.reservations(&session, moment(NOW)).await,
            gateway.unknown_answers(),
        );
        assert!(!shown.contains(CANARY), "{status} {shown}");
        assert!(server.requests().iter().any(|request| request.contains(CANARY)));
    }
    assert!(!logged().contains(CANARY), "{}", logged());
}

#[tokio::test]
async fn the_addresss_credentials_are_sent_and_never_shown() {
    keep_log();
    let server = RawServer::answering(403, "").await;
    let url = server.url.replace("http://", &format!("http://gate:{CANARY}@"));
    let gateway = gateway(&url);
    let failure = refused(gateway.sign_in(&password("anna", "a password")).await);
    let answer = gateway.book(&session(), &fitness("08:00")).await;
    assert!(!format!("{failure:?}{answer:?}{}", logged()).contains(CANARY));
    let requests = server.requests();
    assert!(requests[0].to_lowercase().contains("authorization: basic "), "{}", requests[0]);
    assert_eq!(requests[1].to_lowercase().matches("authorization: ").count(), 1, "{}", requests[1]);
}
