//! Paths beside a file, and files that appear only when they are complete.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::permissions::Owner;

/// Appends `suffix` to the file name.
pub(crate) fn sibling(file: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(suffix);
    name.into()
}

/// The directory of a file, `.` for a bare name.
pub(crate) fn parent_dir(file: &Path) -> &Path {
    match file.parent() {
        Some(directory) if !directory.as_os_str().is_empty() => directory,
        _ => Path::new("."),
    }
}

/// Syncs the directory of a file, so that a new name survives a power cut.
pub(crate) fn sync_parent_dir(file: &Path) -> io::Result<()> {
    File::open(parent_dir(file))?.sync_all()
}

/// Creates a temporary file of mode 0600 in the directory of `target`. It is removed unless it is persisted.
pub(crate) fn temp_file(target: &Path, owner: Owner) -> io::Result<NamedTempFile> {
    let file = tempfile::Builder::new().prefix(".bookings-").suffix(".tmp").tempfile_in(parent_dir(target))?;
    owner.adopt(file.as_file())?;
    Ok(file)
}

/// Renames a complete, synced file to `target` unless that exists.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`].
pub(crate) fn persist_noclobber(file: NamedTempFile, target: &Path) -> io::Result<()> {
    file.persist_noclobber(target).map_err(|error| error.error)?;
    sync_parent_dir(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_named_without_a_directory_is_in_the_current_one() {
        assert_eq!(parent_dir(Path::new("bookings.db")), Path::new("."));
        assert_eq!(parent_dir(Path::new("data/bookings.db")), Path::new("data"));
    }
}
