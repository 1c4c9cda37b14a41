//! Names beside other files, and what it takes to give a file its name for good.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The file whose name is this one's with something behind it.
pub(crate) fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(suffix);
    name.into()
}

/// The name that a file has until it is whole. Another process that makes a file of the same name has a draft of its own.
pub(crate) fn draft_of(file: &Path) -> PathBuf {
    beside(file, &format!(".draft-{}", std::process::id()))
}

/// The folder that a file is in.
pub(crate) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Puts the names of the files in a file's folder on disk.
pub(crate) fn sync_folder_of(file: &Path) -> io::Result<()> {
    File::open(folder_of(file))?.sync_all()
}

/// Gives a draft that is whole its name, unless a file has that name. An empty file reserves it first: a link would do it in one
/// step, but not every file system has links.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] when the name is taken.
pub(crate) fn place(draft: &Path, file: &Path) -> io::Result<()> {
    File::create_new(file)?;
    if let Err(cause) = fs::rename(draft, file) {
        // The error that is reported is the first one; a reservation that cannot be removed is no second one.
        let _ = fs::remove_file(file);
        return Err(cause);
    }
    sync_folder_of(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_gets_its_name_where_that_is_free() {
        let folder = tempfile::tempdir().unwrap();
        let (draft, file) = (folder.path().join("draft"), folder.path().join("file"));
        fs::write(&draft, "whole").unwrap();
        place(&draft, &file).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"whole");
        assert!(!draft.exists());
    }

    #[test]
    fn a_name_that_is_taken_stays_with_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let (draft, file) = (folder.path().join("draft"), folder.path().join("file"));
        fs::write(&draft, "whole").unwrap();
        fs::write(&file, "keep me").unwrap();
        assert_eq!(place(&draft, &file).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!((fs::read(&file).unwrap(), fs::read(&draft).unwrap()), (b"keep me".to_vec(), b"whole".to_vec()));
    }

    #[test]
    fn a_name_is_free_again_where_its_draft_could_not_have_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        place(&folder.path().join("missing"), &file).unwrap_err();
        assert!(!file.exists());
    }

    #[test]
    fn a_file_that_is_named_without_a_folder_is_in_the_current_one() {
        assert_eq!(folder_of(Path::new("bookings.db")), Path::new("."));
        assert_eq!(folder_of(Path::new("data/bookings.db")), Path::new("data"));
    }
}
