//! The ceiling of `scripts/bench`: 64 tasks call the service in this process, without HTTP.
//!
//! `in_process DATABASE get|list|create SECONDS` prints `{"requests", "seconds", "p50_ms", "p99_ms"}`.

use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use booking_core::booking::NewBookings;
use booking_core::clock::SystemClock;
use booking_core::query::{BookingFilter, BookingQuery, ListOrder};
use booking_core::retry_policy::RetryPolicy;
use booking_core::slot::{Location, Place, SubLocation, TimeSlots};
use booking_core::{BookingService, ReaderCount, ServiceConfig};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const TASKS: usize = 64;
const ACCOUNTS: i64 = 500;
const BOOKINGS: i64 = 100_000;

/// Scatters a counter over a range.
fn scattered(number: i64, range: i64) -> i64 {
    number.wrapping_mul(7_919).rem_euclid(range)
}

fn open(database: &Path, threads: usize) -> Outcome<Arc<BookingService>> {
    Ok(Arc::new(BookingService::open(ServiceConfig {
        database: database.into(),
        key_file: database.with_extension("key"),
        zone: "Europe/Amsterdam".parse()?,
        clock: Arc::new(SystemClock),
        readers: ReaderCount { kept: u32::try_from(threads)?, spare: 1 },
        listeners: Vec::new(),
    })?))
}

/// The same slots that the benchmark asks the servers for: two hours of a day that nobody has booked yet.
fn wanted(number: i64) -> Outcome<NewBookings> {
    let place = scattered(number, ACCOUNTS * 8 * 336);
    let (account, pair, day) = (place % ACCOUNTS + 1, place / ACCOUNTS % 8, place / (ACCOUNTS * 8));
    let hour = 6 + 2 * pair;
    Ok(NewBookings {
        account_id: account.try_into()?,
        booking_date: format!("2032-{:02}-{:02}", day / 28 + 1, day % 28 + 1).parse()?,
        time_slots: TimeSlots::new(vec![format!("{hour:02}:00").parse()?, format!("{:02}:00", hour + 1).parse()?])?,
        place: Place::new(Location::X1, Some(SubLocation::A))?,
        retry: RetryPolicy::default(),
        idempotency_key: None,
    })
}

async fn ask(service: &BookingService, workload: &str, number: i64) -> Outcome<usize> {
    let mut json = Vec::new();
    match workload {
        "get" => {
            let booking = service.get_booking((scattered(number, BOOKINGS) + 1).try_into()?)?;
            serde_json::to_writer(&mut json, &booking)?;
        }
        "list" => {
            let account = (scattered(number, ACCOUNTS) + 1).try_into()?;
            let filter = BookingFilter { account_id: Some(account), ..BookingFilter::default() };
            let query = BookingQuery { filter, order: ListOrder::Ascending, after: None };
            service.get_bookings(&query, 500, &mut |booking| booking.write_json(&mut json))?;
        }
        "create" => serde_json::to_writer(&mut json, &service.create_booking(wanted(number)?).await?)?,
        other => return Err(format!("there is no workload {other}").into()),
    }
    Ok(json.len())
}

async fn drive(
    service: Arc<BookingService>,
    workload: String,
    next: Arc<AtomicI64>,
    until: Instant,
) -> Outcome<Vec<Duration>> {
    let mut times = Vec::new();
    while Instant::now() < until {
        let begun = Instant::now();
        std::hint::black_box(ask(&service, &workload, next.fetch_add(1, Ordering::Relaxed)).await?);
        times.push(begun.elapsed());
        // A read never waits: without this the first task would keep the thread for itself.
        tokio::task::yield_now().await;
    }
    Ok(times)
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, database, workload, seconds] = arguments.as_slice() else {
        return Err("usage: in_process DATABASE get|list|create SECONDS".into());
    };
    let threads = std::thread::available_parallelism()?.get();
    let service = open(Path::new(database), threads)?;
    let next = Arc::new(AtomicI64::new(0));
    let reading = service.clone();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .on_thread_start(move || reading.keep_reader())
        .build()?;
    let begun = Instant::now();
    let until = begun + Duration::from_secs(seconds.parse()?);
    let tasks: Vec<_> =
        (0..TASKS).map(|_| runtime.spawn(drive(service.clone(), workload.clone(), next.clone(), until))).collect();
    let mut times = Vec::new();
    for task in tasks {
        times.append(&mut runtime.block_on(task)??);
    }
    let elapsed = begun.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len() * percent / 100).map_or(0.0, |time| time.as_secs_f64() * 1e3);
    let (requests, p50, p99) = (times.len(), at(50), at(99));
    writeln!(std::io::stdout(), r#"{{"requests":{requests},"seconds":{elapsed},"p50_ms":{p50},"p99_ms":{p99}}}"#)?;
    Ok(())
}
