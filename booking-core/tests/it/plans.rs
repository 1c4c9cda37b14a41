//! The planner: examples, a search that tries everything, and what holds in every facility.

mod durable;
mod oracle;
mod properties;
pub(crate) mod stage;
mod weekly;
mod world;
