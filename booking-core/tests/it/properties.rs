//! Rules that hold for any input and any order of events.

mod events;
mod paging;
mod parsing;
mod status_rules;
mod totals;
