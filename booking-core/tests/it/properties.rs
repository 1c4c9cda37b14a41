//! Property tests.

mod events;
mod paging;
mod parsing;
mod status_rules;
mod totals;
