//! Creates files with mode 0600 and directories with 0700. Existing files and directories keep their mode.
//!
//! The operator may run a command as root beside a service of another user. What root creates is given to that user.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, fchown, lchown};
use std::path::Path;

use crate::files::parent_dir;

const ROOT: u32 = 0;

/// The user and group of the service, to whom root gives what it creates.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Owner {
    user: u32,
    group: u32,
}

impl Owner {
    /// The owner of the file. If it is missing or belongs to root, the owner of the nearest folder above it that exists.
    pub(crate) fn of(file: &Path) -> Self {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.into());
        let is_kept = |found: &Metadata| found.is_dir() || found.uid() != ROOT;
        let found = file.ancestors().filter_map(|path| fs::metadata(path).ok()).find(is_kept);
        found.map_or(Self { user: ROOT, group: ROOT }, |found| Self { user: found.uid(), group: found.gid() })
    }

    /// Gives a file that this process created to the owner.
    pub(crate) fn adopt(self, created: &File) -> io::Result<()> {
        if self.takes(&created.metadata()?) { fchown(created, Some(self.user), Some(self.group)) } else { Ok(()) }
    }

    fn takes(self, created: &Metadata) -> bool {
        created.uid() == ROOT && self.user != ROOT
    }
}

/// Opens a file for writing, creates it if missing. SQLite itself would create a database that everybody can read.
pub(crate) fn open_or_create(path: &Path, owner: Owner) -> io::Result<File> {
    match create(path, owner) {
        // An existing file keeps its owner, because a link could lead to a file of another user.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path)
        }
        created => created,
    }
}

/// Creates a file for writing.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`].
pub(crate) fn create(path: &Path, owner: Owner) -> io::Result<File> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    owner.adopt(&file)?;
    Ok(file)
}

/// Creates the directory and its parents if missing.
pub(crate) fn create_dir(directory: &Path, owner: Owner) -> io::Result<()> {
    if directory.as_os_str().is_empty() || directory.is_dir() {
        return Ok(());
    }
    create_dir(parent_dir(directory), owner)?;
    match DirBuilder::new().mode(0o700).create(directory) {
        // Another process was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && directory.is_dir() => Ok(()),
        Err(error) => Err(error),
        Ok(()) if owner.takes(&fs::symlink_metadata(directory)?) => {
            lchown(directory, Some(owner.user), Some(owner.group))
        }
        Ok(()) => Ok(()),
    }
}
