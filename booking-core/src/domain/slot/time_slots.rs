use std::borrow::Cow;
use std::collections::HashSet;

use super::TimeSlot;
use crate::Error;

/// The start times of one create: 1 to 48, distinct, in the caller's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeSlots(Vec<TimeSlot>);

impl TimeSlots {
    /// The maximum number of slots in a request.
    pub const MAX: usize = 48;

    /// # Errors
    /// [`Error::InvalidField`] for `time_slots` when there are none or too many, or for a duplicate.
    pub fn new(slots: Vec<TimeSlot>) -> Result<Self, Error> {
        if slots.is_empty() || slots.len() > Self::MAX {
            return Err(invalid("time_slots", format!("{} slots were given: use 1 to {}.", slots.len(), Self::MAX)));
        }
        let mut seen = HashSet::with_capacity(slots.len());
        if let Some(index) = slots.iter().position(|slot| !seen.insert(*slot)) {
            let message = format!("\"{}\" is given twice: give each slot once.", slots[index]);
            return Err(invalid(format!("time_slots[{index}]"), message));
        }
        Ok(Self(slots))
    }

    pub(crate) fn as_slice(&self) -> &[TimeSlot] {
        &self.0
    }
}

fn invalid(field: impl Into<Cow<'static, str>>, message: String) -> Error {
    Error::InvalidField { field: field.into(), message }
}
