//! Property tests.

mod events;
mod operations;
mod paging;
mod parsing;
mod status_rules;
mod totals;
