use std::path::Path;

use rusqlite::Connection;

use super::{MaintenanceError, check, key};
use crate::clock::{Clock, Timestamp};
use crate::files::parent_dir;
use crate::store::schema;

/// Less free space than this is a problem, in bytes.
const LEAST_FREE_SPACE: u64 = 100 * 1024 * 1024;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub subject: &'static str,
    /// Whether it is as it should be.
    pub verdict: Verdict,
}

/// How something was found, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is as it should be.
    Ok(String),
    /// It is not, and what to do about it.
    Problem(String),
}

/// Looks at everything that can go wrong with a database: structure, references, schema, counters, key, free space, clock.
///
/// # Errors
/// When there is no database to look at, or it is not one of this program's.
pub fn diagnose(database: &Path, key_file: &Path, clock: &dyn Clock) -> Result<Vec<Finding>, MaintenanceError> {
    let connection = check::open(database)?;
    let failed = |cause: rusqlite::Error| Verdict::Problem(format!("cannot be examined: {cause}"));
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
        None => Verdict::Ok(format!("whole, {} bookings", check::count_bookings(connection)?)),
        Some(problem) => Verdict::Problem(format!("{problem}: restore a backup")),
    })
}

fn schema(connection: &Connection) -> rusqlite::Result<Verdict> {
    Ok(match check::lack(connection)? {
        None => Verdict::Ok("every table, index and trigger is as this program makes it".into()),
        Some(lack) => Verdict::Problem(format!("{lack}: what was booked since may break the rules, restore a backup")),
    })
}

/// The counters that triggers keep, against a count of the bookings themselves.
fn counters(connection: &Connection) -> rusqlite::Result<Verdict> {
    if !schema::is_current(connection)? {
        return Ok(Verdict::Ok("not examined, the next start of the bridge brings an older schema up to date".into()));
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

/// A clock that is behind the last change was set back, or the database comes from a machine whose clock is ahead.
fn last_change(connection: &Connection, clock: &dyn Clock) -> rusqlite::Result<Verdict> {
    let latest: Option<i64> = connection.query_row("SELECT max(created_at) FROM booking_logs", [], |row| row.get(0))?;
    // Asked only now: while the database was examined others may have gone on changing it.
    let now = clock.now();
    Ok(match latest.map(|millis| Timestamp::from_millis(millis).ok_or(millis)) {
        Some(Ok(latest)) if latest > now => {
            Verdict::Problem(format!("it is {now} but the last change was at {latest}: set the machine's clock"))
        }
        Some(Err(millis)) => {
            Verdict::Problem(format!("the last change was {millis} ms after 1970, which is no time: restore a backup"))
        }
        _ => Verdict::Ok(format!("{now}, not before the last change")),
    })
}

fn free_space(database: &Path) -> Verdict {
    match fs4::available_space(parent_dir(database)) {
        Ok(bytes) if bytes >= LEAST_FREE_SPACE => Verdict::Ok(format!("{} MiB", bytes / 1024 / 1024)),
        Ok(bytes) => Verdict::Problem(format!("only {} MiB are left: make room", bytes / 1024 / 1024)),
        Err(error) => Verdict::Problem(format!("cannot be examined: {error}")),
    }
}
