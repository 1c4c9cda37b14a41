//! The imports of every action.

pub(super) use booking_core::ids::{AccountId, BookingId};
pub(super) use schemars::JsonSchema;
pub(super) use serde::{Deserialize, Serialize};

pub(super) use super::contract::{Action, Context};
pub(super) use crate::http::error::ApiError;
