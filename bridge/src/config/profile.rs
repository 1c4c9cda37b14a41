use std::path::Path;

use anyhow::{Context as _, anyhow};
use booking_core::facility::Profile;

/// The longest file that is read, in bytes.
const LONGEST_FILE: u64 = 256 * 1024;

/// Reads the profile of a facility.
pub(super) fn read(file: &Path) -> anyhow::Result<Profile> {
    let name = file.display();
    let length = std::fs::metadata(file).with_context(|| format!("the profile {name} cannot be read"))?.len();
    if length > LONGEST_FILE {
        return Err(anyhow!(
            "the profile {name} is longer than 256 KiB: name the profile's own file in BRIDGE_FACILITY"
        ));
    }
    let toml = std::fs::read_to_string(file).with_context(|| format!("the profile {name} cannot be read"))?;
    Profile::parse(&toml).with_context(|| format!("the profile {name} is wrong"))
}
