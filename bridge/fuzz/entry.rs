//! Calls the server's routes in process, on a real database file.

use std::sync::Arc;

use actix_web::App;
use actix_web::body::to_bytes;
use actix_web::dev::{Service as _, ServiceResponse};
use actix_web::http::header::ContentType;
use actix_web::test::{TestRequest, init_service};
use actix_web::web::{Bytes, Data};
use booking_core::clock::SystemClock;
use booking_core::{BookingService, Checkpoints, ServiceConfig};
use bridge::availability::Availability;
use bridge::config::Config;
use bridge::engine::Engine;
use bridge::http::guard::Guard;
use bridge::http::routes;
use bridge::live::Feed;
use bridge::notices::Notices;
use bridge::telemetry::metrics::Metrics;
use clap::{CommandFactory as _, FromArgMatches as _};
use tempfile::TempDir;

use super::oracle::GIVEN;

/// The routes and a database of their own.
pub(crate) struct Entry {
    service: Data<BookingService>,
    engine: Data<Engine>,
    availability: Data<Availability>,
    notices: Data<Notices>,
    guard: Data<Guard>,
    _folder: TempDir,
}

impl Entry {
    /// Opens a database and posts [`GIVEN`].
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("bookings.db");
        // The environment of the fuzzer or the test must not set anything.
        let command = Config::command().mut_args(|argument| argument.env(None));
        let matches = command.get_matches_from(["bridge".as_ref(), "--database".as_ref(), database.as_os_str()]);
        let settings = Config::from_arg_matches(&matches).expect("settings").settings;
        let service = BookingService::open(ServiceConfig {
            checkpoints: Checkpoints::Own,
            key_file: settings.key_file(),
            zone: settings.time_zone,
            profile: None,
            database,
            clock: Arc::new(SystemClock),
            readers: 2,
            listeners: Vec::new(),
        });
        let guard = Data::new(Guard::new(settings.listen.ip(), &settings.allowed_hosts, settings.token.clone()));
        let metrics = Metrics::new().expect("metrics");
        let engine = Engine::new(None, settings.time_zone, Arc::new(SystemClock), metrics.registry());
        let engine = Arc::new(engine.expect("an engine without a facility"));
        let service = Arc::new(service.expect("a service"));
        let feed = Feed::new(metrics.registry()).expect("a feed");
        let availability = Data::new(Availability::new(service.clone(), engine.clone(), feed));
        let (service, engine) = (Data::from(service), Data::from(engine));
        let notices = Data::new(Notices::new(&settings).expect("notices"));
        let entry = Self { service, engine, availability, notices, guard, _folder: folder };
        for body in GIVEN {
            let (status, _) = entry.post(body.into()).await;
            assert!(status < 300, "{body}");
        }
        entry
    }

    /// Posts a body; returns the response's status and body.
    pub(crate) async fn post(&self, body: Vec<u8>) -> (u16, Bytes) {
        let app = App::new().app_data(self.service.clone()).app_data(self.engine.clone()).app_data(self.guard.clone());
        let app = app.app_data(self.availability.clone()).app_data(self.notices.clone());
        let app = init_service(app.configure(routes::configure)).await;
        let request = TestRequest::post().uri("/api/python/bookings").insert_header(ContentType::json());
        let response: ServiceResponse = app.call(request.set_payload(body).to_request()).await.expect("an answer");
        let status = response.status().as_u16();
        (status, to_bytes(response.into_body()).await.expect("the whole answer"))
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.service.close();
    }
}
