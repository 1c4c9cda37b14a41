use std::path::Path;

use rusqlite::Connection;

use super::{MaintenanceError, check, key};
use crate::clock::{Clock, Timestamp};
use crate::files::parent_dir;
use crate::slot::BookingDate;
use crate::store::schema;

/// The minimum free space in bytes.
const LEAST_FREE_SPACE: u64 = 100 * 1024 * 1024;

/// The result of one check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The subject of the check.
    pub subject: &'static str,
    /// The result.
    pub verdict: Verdict,
}

/// The result of a check, with a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// No problem.
    Ok(String),
    /// A problem and what to do.
    Problem(String),
}

/// Checks a database: structure, foreign keys, schema, counters, key, clock, free space.
///
/// # Errors
/// When the database is missing or belongs to another program.
pub fn diagnose(database: &Path, key_file: &Path, clock: &dyn Clock) -> Result<Vec<Finding>, MaintenanceError> {
    let connection = check::open(database)?;
    let failed = |cause: rusqlite::Error| Verdict::Problem(format!("cannot be checked: {cause}"));
    let finding = |subject, verdict| Finding { subject, verdict };
    Ok(vec![
        finding("integrity", integrity(&connection).unwrap_or_else(failed)),
        finding("schema", schema(&connection).unwrap_or_else(failed)),
        finding("counters", counters(&connection).unwrap_or_else(failed)),
        finding("key", key::verdict(&connection, key_file).unwrap_or_else(failed)),
        finding("clock", last_change(&connection, clock).unwrap_or_else(failed)),
        finding("free space", free_space(database)),
    ])
}

fn integrity(connection: &Connection) -> rusqlite::Result<Verdict> {
    Ok(match check::problem(connection)? {
        None => Verdict::Ok(format!("intact, {} bookings", check::count_bookings(connection)?)),
        Some(problem) => Verdict::Problem(format!("{problem}: restore a backup")),
    })
}

fn schema(connection: &Connection) -> rusqlite::Result<Verdict> {
    Ok(match check::schema_problem(connection)? {
        None => Verdict::Ok("all tables, indexes and triggers are intact".into()),
        Some(problem) => {
            Verdict::Problem(format!("{problem}: restore a backup, because newer bookings may break the rules"))
        }
    })
}

/// Compares the counters with a count of the bookings.
fn counters(connection: &Connection) -> rusqlite::Result<Verdict> {
    if !schema::is_current(connection)? {
        return Ok(Verdict::Ok("not checked: the next start of the bridge migrates the older schema".into()));
    }
    let wrong: i64 = connection.query_row(
        "WITH counted AS (
           SELECT account_id, sum(status = 'pending') AS pending, sum(status = 'confirmed') AS confirmed,
                  sum(status = 'failed') AS failed, sum(status = 'cancelled') AS cancelled
           FROM bookings GROUP BY account_id),
         hours AS (
           SELECT booking_date, CAST(substr(time_slot, 1, 2) AS INTEGER) AS hour, sum(status = 'pending') AS pending,
                  sum(status = 'confirmed') AS confirmed, sum(status = 'failed') AS failed, sum(status = 'cancelled') AS cancelled
           FROM bookings GROUP BY booking_date, hour)
         SELECT (SELECT count(*) FROM (SELECT * FROM counted EXCEPT SELECT * FROM account_totals))
              + (SELECT count(*) FROM (SELECT * FROM account_totals EXCEPT SELECT * FROM counted))
              + (SELECT count(*) FROM (SELECT * FROM hours EXCEPT SELECT * FROM hourly_totals))
              + (SELECT count(*) FROM (SELECT * FROM hourly_totals EXCEPT SELECT * FROM hours))",
        [],
        |row| row.get(0),
    )?;
    Ok(match wrong {
        0 => Verdict::Ok("equal to a count of the bookings".into()),
        wrong => Verdict::Problem(format!("{wrong} differ from a count of the bookings: restore a backup")),
    })
}

/// Compares the clock with the last change. A clock behind it was set back, or another machine's clock was ahead.
fn last_change(connection: &Connection, clock: &dyn Clock) -> rusqlite::Result<Verdict> {
    let latest: Option<i64> = connection.query_row("SELECT max(created_at) FROM booking_logs", [], |row| row.get(0))?;
    // Read after the query, because a bridge may still be writing.
    let now = clock.now();
    if BookingDate::new(now.utc().date_naive()).is_none() {
        return Ok(Verdict::Problem(format!("the clock shows {now}: set it to a time in the years 2000 to 2100")));
    }
    Ok(match latest.map(|millis| Timestamp::from_millis(millis).ok_or(millis)) {
        Some(Ok(latest)) if latest > now => {
            Verdict::Problem(format!("the clock shows {now}, but the last change was at {latest}: set the clock"))
        }
        Some(Err(millis)) => {
            Verdict::Problem(format!("the time of the last change is invalid ({millis} ms): restore a backup"))
        }
        _ => Verdict::Ok(format!("{now}, not before the last change")),
    })
}

fn free_space(database: &Path) -> Verdict {
    match fs4::available_space(parent_dir(database)) {
        Ok(bytes) if bytes >= LEAST_FREE_SPACE => Verdict::Ok(format!("{} MiB", bytes / 1024 / 1024)),
        Ok(bytes) => Verdict::Problem(format!("only {} MiB are free: free some space", bytes / 1024 / 1024)),
        Err(error) => Verdict::Problem(format!("cannot be checked: {error}")),
    }
}
