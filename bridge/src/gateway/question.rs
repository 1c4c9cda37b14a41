use strum::IntoStaticStr;

/// The kinds of requests to the facility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(super) enum Question {
    SignIn,
    Renew,
    Member,
    Slots,
    Book,
    Release,
    Reservations,
}

impl Question {
    /// Whether it goes before the others. An attempt is due at a moment, and it may need a session first.
    pub(super) const fn is_urgent(self) -> bool {
        matches!(self, Self::Book | Self::SignIn | Self::Renew | Self::Member)
    }
}
