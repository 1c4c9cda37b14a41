use rusqlite::Connection;

use crate::Error;
use crate::clock::FacilityClock;
use crate::ids::AccountId;
use crate::service::BookingService;
use crate::store::{accounts, bookings};

/// What became of a deleted account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deletion {
    /// It never booked and is gone.
    Removed,
    /// It has bookings, which stay readable; its password is erased.
    Archived,
}

impl BookingService {
    /// Takes an account out of every list. Adding its netid again brings an archived one back.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`]; [`Error::AccountInUse`] while it holds a slot today or later.
    pub async fn delete_account(&self, id: AccountId) -> Result<Deletion, Error> {
        let clock = self.clock.clone();
        self.store.write(move |connection| delete(connection, id, &clock)).await
    }
}

fn delete(connection: &Connection, id: AccountId, clock: &FacilityClock) -> Result<Deletion, Error> {
    accounts::find(connection, id)?;
    match bookings::held_from(connection, id, clock.today()?)? {
        0 => {}
        bookings => return Err(Error::AccountInUse { account_id: id, bookings }),
    }
    if bookings::any_of(connection, id)? {
        accounts::archive(connection, id, clock.now())?;
        return Ok(Deletion::Archived);
    }
    accounts::remove(connection, id)?;
    Ok(Deletion::Removed)
}
