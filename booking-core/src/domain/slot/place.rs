use crate::Error;
use crate::domain::string_enum::string_enum;

string_enum! {
    /// A location of the facility.
    Location, "a location" {
        /// The fitness room, without sub-locations.
        Fitness => "Fitness",
        /// Hall X1, with sub-locations A and B.
        X1 => "X1",
        /// Hall X3, with sub-locations A and B.
        X3 => "X3",
    }
}

string_enum! {
    /// A half of hall X1 or X3.
    SubLocation, "a sub-location" {
        /// Half A.
        A => "A",
        /// Half B.
        B => "B",
    }
}

impl Location {
    /// Whether the location has two halves.
    #[must_use]
    pub const fn has_sub_locations(self) -> bool {
        matches!(self, Self::X1 | Self::X3)
    }
}

/// A location with an optional half, if the location has halves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    location: Location,
    sub_location: Option<SubLocation>,
}

impl Place {
    /// # Errors
    /// [`Error::InvalidField`] for `sub_location` when the location has none.
    pub fn new(location: Location, sub_location: Option<SubLocation>) -> Result<Self, Error> {
        match sub_location {
            Some(sub) if !location.has_sub_locations() => Err(Error::InvalidField {
                field: "sub_location".into(),
                message: format!(
                    "\"{sub}\" is not a part of {location}: remove sub_location, because only X1 and X3 have A and B."
                ),
            }),
            _ => Ok(Self { location, sub_location }),
        }
    }

    /// The location.
    #[must_use]
    pub const fn location(self) -> Location {
        self.location
    }

    /// The half, if one was requested.
    #[must_use]
    pub const fn sub_location(self) -> Option<SubLocation> {
        self.sub_location
    }
}
