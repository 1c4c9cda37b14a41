//! The file that keeps the reservations across restarts.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;

use crate::slots::SlotRecord;

/// A JSON file with every slot that has reservations.
pub(crate) struct StateFile(pub(crate) PathBuf);

impl StateFile {
    /// Reads the file; a missing one holds no reservations.
    pub(crate) fn read(&self) -> anyhow::Result<Vec<SlotRecord>> {
        let bytes = match fs::read(&self.0) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", self.0.display())),
        };
        serde_json::from_slice(&bytes)
            .with_context(|| format!("{} is not a state file of the practice facility", self.0.display()))
    }

    /// Replaces the file in one step.
    pub(crate) fn write(&self, records: &[SlotRecord]) -> anyhow::Result<()> {
        let mut name = OsString::from(self.0.as_os_str());
        name.push(".tmp");
        let draft = PathBuf::from(name);
        let mut file = File::create(&draft)?;
        file.write_all(&serde_json::to_vec(records)?)?;
        file.sync_all()?;
        Ok(fs::rename(&draft, &self.0)?)
    }
}
