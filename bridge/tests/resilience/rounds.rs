//! Rounds of work at a facility, each ended by a kill.

use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::facility::Facility;
use crate::support::{Bridge, bridge};

/// A bridge in this folder, which holds the facility's profile.
pub(crate) fn command(folder: &Path) -> Command {
    bridge(folder, &["--listen", "127.0.0.1:0", "--facility", "facility.toml"])
}

/// Adds the accounts of a round.
pub(crate) async fn add_accounts(running: &Bridge, round: u64, count: u64) -> Vec<i64> {
    let mut accounts = Vec::new();
    for member in 0..count {
        let netid = format!("m{round}-{member}");
        let body = json!({ "action": "add_account", "netid": netid, "password": "a password" });
        accounts.push(running.done(body).await["account"]["id"].as_i64().unwrap());
    }
    accounts
}

/// Kills the bridge amid the work, after so many more requests to the facility. Returns what the work gives.
pub(crate) async fn killed_amid<T>(
    running: &Bridge,
    facility: &Facility,
    requests: u64,
    work: impl Future<Output = T>,
) -> T {
    let last = facility.total().await + requests;
    let killer = async {
        while facility.total().await < last {
            tokio::task::yield_now().await;
        }
        running.signal("KILL");
    };
    tokio::join!(killer, work).1
}
