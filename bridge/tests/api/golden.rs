//! Replays each golden file in `bridge/contract/` on an empty database.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use bridge::action::ActionName;
use serde::Deserialize;
use serde_json::Value;
use strum::VariantArray as _;

use crate::support::{FacilityAnswer, PRACTICE, Start};

/// A request and its response.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Golden {
    /// Whether the practice facility is connected.
    #[serde(default)]
    facility: bool,
    /// The bodies that are posted first.
    given: Vec<Value>,
    /// The facility's answers after that, each to an attempt.
    #[serde(default)]
    attempts: Vec<FacilityAnswer>,
    request: Value,
    pub(crate) status: u16,
    pub(crate) response: Value,
}

/// The practice facility's profile with an address at which nothing answers.
static UNREACHABLE: LazyLock<String> = LazyLock::new(|| {
    let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/unreachable.toml");
    let profile = fs::read_to_string(PRACTICE).unwrap().replace("127.0.0.1:8010", "127.0.0.1:9");
    fs::write(file, profile).unwrap();
    file.to_owned()
});

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("contract")
}

/// The names of the files in a folder, without their extension.
pub(crate) fn names(folder: &Path) -> BTreeSet<String> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let json = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    json.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

/// The codes that have a golden file.
pub(crate) fn errors() -> BTreeSet<String> {
    names(&folder().join("errors"))
}

/// Reads the file of an action, or of an error under `errors/`.
pub(crate) fn read(name: &str) -> Golden {
    let text = fs::read_to_string(folder().join(format!("{name}.json"))).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The response with the secret of `golden` in place of its own, which is random.
fn with_secret_of(golden: &Value, mut response: Value) -> Value {
    if let (Some(own), Some(given)) = (golden.get("secret"), response.get_mut("secret")) {
        assert_eq!(given.as_str().unwrap().len(), own.as_str().unwrap().len());
        *given = own.clone();
    }
    response
}

async fn replay(name: &str) {
    let golden = read(name);
    let connected = ["--facility", UNREACHABLE.as_str()];
    let app = Start::with(if golden.facility { &connected } else { &[] }).spawn();
    for body in golden.given {
        app.done(body).await;
    }
    for answer in golden.attempts {
        answer.record(&app.service).await;
    }
    let reply = app.post(&golden.request).await;
    assert_eq!(with_secret_of(&golden.response, reply.json()), golden.response, "{name}");
    assert_eq!(reply.status, golden.status, "{name}");
}

#[tokio::test]
async fn every_action_matches_its_golden_file() {
    let actions: BTreeSet<String> = ActionName::VARIANTS.iter().map(|action| action.as_str().to_owned()).collect();
    assert_eq!(names(&folder()), actions);
    for name in actions {
        assert_eq!(read(&name).request["action"], *name);
        replay(&name).await;
    }
}

#[tokio::test]
async fn every_error_matches_its_golden_file() {
    let codes = errors();
    assert!(codes.contains("slot_conflict"), "{codes:?}");
    for code in codes {
        assert_eq!(read(&format!("errors/{code}")).response["code"], *code);
        replay(&format!("errors/{code}")).await;
    }
}
