//! The slots of the facility as people see them.

use crate::Error;
use crate::automation::{self, Listed, ShownSlot};
use crate::service::BookingService;
use crate::slot::{BookingDate, Location};

impl BookingService {
    /// Whether the facility has to be asked to know the slots of a day.
    ///
    /// # Errors
    /// [`Error::NoFacility`]; [`Error::InvalidField`] for a location that the facility does not have.
    pub fn must_ask_for_slots(&self, location: Location, date: BookingDate) -> Result<bool, Error> {
        if self.profile()?.location(location).is_none() {
            let message = format!("{location} is not a location of the connected facility: choose another.");
            return Err(Error::InvalidField { field: "location".into(), message });
        }
        Ok(automation::depends_on_facility(self.clock.calendar(), location, date, self.now()))
    }

    /// The slots of a day at a location, as the facility listed them and the clock decides.
    #[must_use]
    pub fn slots_of_day(&self, location: Location, date: BookingDate, listed: Option<Listed<'_>>) -> Vec<ShownSlot> {
        automation::slots_of_day(self.clock.calendar(), location, date, listed, self.now())
    }
}
