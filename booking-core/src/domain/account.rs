//! The people who book.

use schemars::JsonSchema;
use serde::Serialize;

use crate::clock::Timestamp;
use crate::ids::AccountId;
use crate::password::Password;
use crate::text::NetId;

/// An account as callers see it. Its password never leaves the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Account {
    /// Never used twice.
    pub id: AccountId,
    /// Unique without regard to case.
    pub netid: String,
    /// Whether bookings may be made for it.
    pub is_active: bool,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// An account to add.
pub struct NewAccount {
    /// The name.
    pub netid: NetId,
    /// The secret, where there is one.
    pub password: Option<Password>,
    /// Whether bookings may be made for it.
    pub is_active: bool,
}

/// A change of an account: at least one of the two.
pub struct AccountChange {
    password: Option<Password>,
    is_active: Option<bool>,
}

impl AccountChange {
    /// `None` where nothing is to change.
    #[must_use]
    pub fn new(password: Option<Password>, is_active: Option<bool>) -> Option<Self> {
        (password.is_some() || is_active.is_some()).then_some(Self { password, is_active })
    }

    pub(crate) fn into_parts(self) -> (Option<Password>, Option<bool>) {
        (self.password, self.is_active)
    }
}
