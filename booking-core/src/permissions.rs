//! Files and folders for their owner alone: who booked what is nobody else's business. Those that are there already keep the
//! mode that an operator gave them.

use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;

/// Opens a file for writing; one that it makes, as its caller adds, is its owner's alone. SQLite would make it readable for
/// everybody, and gives the log beside a database the mode that the database has.
pub(crate) fn file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).mode(0o600);
    options
}

/// Makes the folder, with those that it is in, where it is missing.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}
