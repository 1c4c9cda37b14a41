//! Values and rules, free of I/O. A value of these types is valid because parsing is the only way to make one.

pub mod account;
pub mod attempt;
pub mod audit;
pub mod booking;
pub mod calendar_link;
pub(crate) mod characters;
pub mod clock;
pub mod email;
pub(crate) mod facility_clock;
pub(crate) mod fixed_str;
pub mod ids;
pub(crate) mod invalid_value;
pub mod notice;
pub(crate) mod number;
pub mod password;
pub mod plan;
pub mod query;
pub mod retry_policy;
pub mod search;
pub mod slot;
pub mod statistics;
pub mod status;
pub(crate) mod string_enum;
pub mod task;
pub mod text;
