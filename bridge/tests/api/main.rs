//! Tests over HTTP: a real port, a real SQLite file, a clock that the tests set.

#[cfg(test)]
mod accounts;
#[cfg(test)]
mod arguments;
#[cfg(test)]
mod automation;
#[cfg(test)]
mod calendar;
#[cfg(test)]
mod callers;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod changing_list;
#[cfg(test)]
mod corpus;
#[cfg(test)]
mod create;
#[cfg(test)]
mod description;
#[cfg(test)]
mod document;
#[cfg(test)]
mod envelope;
#[cfg(test)]
mod errors;
#[cfg(test)]
mod events;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod idempotency;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod logs;
#[cfg(test)]
mod long_list;
#[cfg(test)]
mod overload;
#[cfg(test)]
mod probes;
#[cfg(test)]
mod process_full_disk;
#[cfg(test)]
mod process_log;
#[cfg(test)]
mod process_memory;
#[cfg(test)]
mod process_refusal;
#[cfg(test)]
mod process_start;
#[cfg(test)]
mod process_stop;
#[cfg(test)]
mod process_unread_log;
#[cfg(test)]
mod race;
#[cfg(test)]
mod request_id;
#[cfg(test)]
mod slots;
#[cfg(test)]
#[path = "../support/mod.rs"]
mod support;
