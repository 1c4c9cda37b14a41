//! Replays the fuzzer's seed bodies through the fuzz target's own code.

#[path = "../../fuzz/entry.rs"]
mod entry;
#[path = "../../fuzz/oracle.rs"]
mod oracle;

use entry::Entry;
use oracle::Oracle;
use serde::Deserialize;

/// A line of the corpus. A find of the fuzzer is added here.
#[derive(Deserialize)]
struct Seed {
    name: String,
    /// The code of the refusal, or "ok".
    code: String,
    body: Body,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Body {
    Text(String),
    /// A body that is not UTF-8.
    Bytes(Vec<u8>),
}

#[tokio::test]
async fn every_seed_gets_the_code_that_the_corpus_names() {
    let (entry, oracle) = (Entry::open().await, Oracle::new());
    let corpus = include_str!("../../fuzz/corpus.jsonl");
    assert!(corpus.lines().count() > 100);
    for line in corpus.lines() {
        let Seed { name, code, body } = serde_json::from_str(line).unwrap();
        let body = match body {
            Body::Text(text) => text.into_bytes(),
            Body::Bytes(bytes) => bytes,
        };
        let (status, response) = entry.post(body.clone()).await;
        let response = oracle.check(&body, status, &response);
        assert_eq!(response["code"].as_str().unwrap_or("ok"), code, "{name}: {response}");
    }
}
