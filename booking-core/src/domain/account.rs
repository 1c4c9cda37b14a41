//! Accounts: the people who book.

use schemars::JsonSchema;
use serde::Serialize;

use crate::clock::Timestamp;
use crate::ids::AccountId;
use crate::password::Password;
use crate::text::NetId;

/// An account without its password, which never leaves the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Account {
    /// The id, never reused.
    pub id: AccountId,
    /// The name at the facility, unique ignoring case.
    pub netid: String,
    /// Whether it can book.
    pub is_active: bool,
    /// The time it was added.
    pub created_at: Timestamp,
    /// The time of its last change.
    pub updated_at: Timestamp,
}

/// The input of adding an account.
pub struct NewAccount {
    /// The name at the facility.
    pub netid: NetId,
    /// The password, if any.
    pub password: Option<Password>,
    /// Whether it can book.
    pub is_active: bool,
}

/// A change of the password, of the active flag or of both.
pub struct AccountChange {
    password: Option<Password>,
    is_active: Option<bool>,
}

impl AccountChange {
    /// Returns `None` if neither is given.
    #[must_use]
    pub fn new(password: Option<Password>, is_active: Option<bool>) -> Option<Self> {
        (password.is_some() || is_active.is_some()).then_some(Self { password, is_active })
    }

    pub(crate) fn into_parts(self) -> (Option<Password>, Option<bool>) {
        (self.password, self.is_active)
    }
}
