use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use booking_core::ids::BookingId;

/// The bookings that a task works on before their attempts are written, so that no other task takes them up.
#[derive(Default, Clone)]
pub(super) struct Busy(Arc<Mutex<HashSet<BookingId>>>);

/// Bookings that are busy until this is dropped.
pub(super) struct Held {
    busy: Busy,
    ids: Vec<BookingId>,
}

impl Busy {
    pub(super) fn contains(&self, id: BookingId) -> bool {
        self.ids().contains(&id)
    }

    pub(super) fn hold(&self, ids: Vec<BookingId>) -> Held {
        self.ids().extend(&ids);
        Held { busy: self.clone(), ids }
    }

    fn ids(&self) -> MutexGuard<'_, HashSet<BookingId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut busy = self.busy.ids();
        for id in &self.ids {
            busy.remove(id);
        }
    }
}
