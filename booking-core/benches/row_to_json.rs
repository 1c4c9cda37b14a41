//! Reading rows and writing them as JSON. Run with `cargo bench -p booking-core`.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use booking_core::account::NewAccount;
use booking_core::booking::NewBookings;
use booking_core::clock::SystemClock;
use booking_core::ids::AccountId;
use booking_core::query::{BookingFilter, BookingQuery, ListOrder};
use booking_core::retry_policy::RetryPolicy;
use booking_core::slot::{Location, Place, TimeSlots};
use booking_core::{BookingService, Checkpoints, ServiceConfig};
use divan::Bencher;
use divan::counter::ItemsCount;

type Outcome<T> = Result<T, Box<dyn Error>>;

const DAYS: usize = 25;
const SLOTS_A_DAY: usize = 8;
const ROWS: usize = DAYS * SLOTS_A_DAY;

fn main() {
    divan::main();
}

fn open(folder: &Path) -> Outcome<BookingService> {
    Ok(BookingService::open(ServiceConfig {
        checkpoints: Checkpoints::Own,
        database: folder.join("bookings.db"),
        key_file: folder.join("bookings.key"),
        zone: "Europe/Amsterdam".parse()?,
        profile: None,
        clock: Arc::new(SystemClock),
        readers: 1,
        listeners: Vec::new(),
    })?)
}

fn wanted(account_id: AccountId, day: usize) -> Outcome<NewBookings> {
    let slots = (0..SLOTS_A_DAY).map(|slot| format!("{:02}:00", 6 + slot).parse()).collect::<Result<Vec<_>, _>>()?;
    Ok(NewBookings {
        account_id,
        booking_date: format!("2030-01-{:02}", day + 1).parse()?,
        time_slots: TimeSlots::new(slots)?,
        place: Place::new(Location::Fitness, None)?,
        retry: RetryPolicy::default(),
        idempotency_key: None,
    })
}

/// An account with [`ROWS`] bookings.
fn filled(folder: &Path) -> Outcome<BookingService> {
    let service = open(folder)?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    runtime.block_on(async {
        let account = service
            .add_account(NewAccount { netid: "jdevries".parse()?, password: None, is_active: true, notify_email: None })
            .await?;
        for day in 0..DAYS {
            service.create_booking(wanted(account.id, day)?).await?;
        }
        Ok(service)
    })
}

fn list(service: &BookingService) -> Outcome<Vec<u8>> {
    let filter = BookingFilter { account_id: Some(1.try_into()?), ..BookingFilter::default() };
    let query = BookingQuery { filter, order: ListOrder::Ascending, after: None };
    let mut json = Vec::new();
    service.get_bookings(&query, ROWS, &mut |booking| booking.write_json(&mut json))?;
    Ok(json)
}

fn one(service: &BookingService) -> Outcome<Vec<u8>> {
    Ok(serde_json::to_vec(&service.get_booking(1.try_into()?)?)?)
}

fn bench(bencher: Bencher, rows: usize, work: fn(&BookingService) -> Outcome<Vec<u8>>) {
    let prepare = || -> Outcome<_> {
        let folder = tempfile::tempdir()?;
        Ok((filled(folder.path())?, folder))
    };
    match prepare() {
        Ok((service, _folder)) => bencher.counter(ItemsCount::new(rows)).bench_local(|| work(&service)),
        Err(error) => unreachable!("a new database takes bookings: {error}"),
    }
}

#[divan::bench]
fn list_of_one_account(bencher: Bencher) {
    bench(bencher, ROWS, list);
}

#[divan::bench]
fn single_booking(bencher: Bencher) {
    bench(bencher, 1, one);
}
