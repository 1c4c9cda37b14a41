//! How SQLite means to carry out a statement, for tests.

use std::path::Path;

use rusqlite::{Connection, Params};

use super::schema;

/// An empty database of today's schema, in memory.
pub(super) fn empty_database() -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    schema::migrate(&mut connection, Path::new(":memory:")).unwrap();
    connection
}

/// The steps of the plan, in SQLite's own words.
pub(super) fn query_plan(sql: &str, values: impl Params) -> String {
    let connection = empty_database();
    let mut explained = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let steps = explained.query_map(values, |row| row.get::<_, String>(3)).unwrap();
    steps.collect::<Result<Vec<_>, _>>().unwrap().join("; ")
}
