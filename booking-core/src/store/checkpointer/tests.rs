use std::fs::File;

use rusqlite::Connection;
use tempfile::TempDir;

use super::{Checkpointer, Limits, checkpoint};
use crate::store::connection;

const LIMITS: Limits = Limits { copy_at: 20, restart_at: 100 };
const ROW: &str = "INSERT INTO rows (text) VALUES (hex(randomblob(3000)))";

struct World {
    folder: TempDir,
    writer: Connection,
    checkpointer: Checkpointer,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bookings.db");
        File::create(&path).unwrap();
        let writer = connection::open(&path).unwrap();
        connection::set_up_writer(&writer).unwrap();
        writer.execute_batch("CREATE TABLE rows (text TEXT)").unwrap();
        let checkpointer = Checkpointer::start(&writer, &path, LIMITS).unwrap();
        Self { folder, writer, checkpointer }
    }

    /// Commits a row, which takes two pages of the log and more, and returns the length of the log.
    fn commit(&mut self) -> i64 {
        self.checkpointer.about_to_write(&self.writer);
        self.writer.execute_batch(ROW).unwrap();
        self.checkpointer.committed(&self.writer);
        checkpoint(&self.writer, "NOOP").unwrap().length
    }

    fn log_size(&self) -> u64 {
        connection::write_ahead_log(&self.folder.path().join("bookings.db")).metadata().unwrap().len()
    }

    fn reader(&self) -> Connection {
        connection::open_reader(&self.folder.path().join("bookings.db")).unwrap()
    }

    fn copier(&self) -> Connection {
        connection::open_copier(&self.folder.path().join("bookings.db")).unwrap()
    }

    fn rows(connection: &Connection) -> i64 {
        connection.query_row("SELECT count(*) FROM rows", [], |row| row.get(0)).unwrap()
    }
}

#[test]
fn the_log_stays_short_however_much_is_written() {
    let mut world = World::new();
    let longest = (0..2_000).map(|_| world.commit()).max().unwrap();
    assert!(longest >= LIMITS.restart_at, "{longest}: the log was begun anew too early for this test to show anything");
    assert!(longest < 10 * LIMITS.restart_at, "{longest}");
    assert_eq!(World::rows(&world.reader()), 2_000);
}

#[test]
fn a_read_that_takes_long_sees_what_it_saw_while_writes_go_on_and_the_log_begins_anew_after_it() {
    let mut world = World::new();
    world.commit();
    let reader = world.reader();
    let read = reader.unchecked_transaction().unwrap();
    assert_eq!(World::rows(&read), 1);
    let length = (0..400).map(|_| world.commit()).last().unwrap();
    assert!(length >= 800, "{length}: the log cannot begin anew while it is read");
    assert_eq!(World::rows(&read), 1);
    read.finish().unwrap();
    assert!((0..2_000).any(|_| world.commit() < LIMITS.restart_at), "the log never began anew");
    assert!(world.log_size() <= 2 * 4_096 * 100, "the log keeps {} bytes of the disk", world.log_size());
}

#[test]
fn the_log_begins_anew_with_the_first_write_after_it_was_copied() {
    let mut world = World::new();
    let length = (0..4).map(|_| world.commit()).last().unwrap();
    assert!(length < LIMITS.copy_at, "{length}: the log is copied already");
    let log = checkpoint(&world.copier(), "PASSIVE").unwrap();
    assert_eq!((log.length, log.copied), (length, length));
    assert!(world.commit() < length, "the read that stands kept the log from beginning anew");
}

#[test]
fn the_read_that_stands_follows_every_commit() {
    let mut world = World::new();
    for _ in 0..3 {
        world.commit();
        let log = checkpoint(&world.copier(), "PASSIVE").unwrap();
        assert_eq!(log.length, log.copied, "an older read keeps the end of the log from being copied");
    }
}

#[test]
fn once_stopped_the_writer_is_alone_and_can_empty_the_log() {
    let mut world = World::new();
    for _ in 0..200 {
        world.commit();
    }
    world.checkpointer.stop();
    let log = checkpoint(&world.writer, "TRUNCATE").unwrap();
    assert_eq!((log.length, log.copied), (0, 0));
}

#[test]
fn sqlite_loses_nothing_where_two_connections_look_after_the_log() {
    assert!(rusqlite::version_number() >= 3_051_003, "SQLite {} has the WAL-reset bug", rusqlite::version());
}
