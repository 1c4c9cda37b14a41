//! The bodies that the fuzzer begins with, sent the way that it sends them: whatever is sent, the answer is one that the
//! document describes.

use std::fs;
use std::path::Path;

#[path = "../../fuzz/entry.rs"]
mod entry;
#[path = "../../fuzz/oracle.rs"]
mod oracle;

use entry::Entry;
use oracle::Oracle;

/// What the file's name promises, before its two dashes: "ok" or the code of a refusal. A find of the fuzzer promises nothing.
fn promised(name: &str) -> Option<&str> {
    name.split_once("--").map(|(outcome, _)| outcome)
}

#[tokio::test]
async fn every_body_of_the_corpus_is_answered_as_described_and_as_its_name_says() {
    let (entry, oracle) = (Entry::open().await, Oracle::new());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/dispatch");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 100);
    for file in files {
        let name = file.file_name().unwrap().to_str().unwrap();
        let body = fs::read(&file).unwrap();
        let (status, answer) = entry.post(body.clone()).await;
        let answer = oracle.check(&body, status, &answer);
        if let Some(promised) = promised(name) {
            assert_eq!(answer["code"].as_str().unwrap_or("ok"), promised, "{name}: {answer}");
        }
    }
}
