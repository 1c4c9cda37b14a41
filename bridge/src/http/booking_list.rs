//! Lists of bookings as JSON. A list without a limit is read and sent batch by batch, so that memory does not grow with
//! its length and a slow client holds nothing open in the database.

use std::borrow::Cow;
use std::io;
use std::mem::take;
use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes};
use booking_core::booking::Booking;
use booking_core::query::{Cursor, PageLimit};
use booking_core::{BookingService, Error};
use futures_util::stream::{self, Stream};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use tokio::sync::Semaphore;

use crate::http::error::ApiError;
use crate::http::response::{self, IntoResponse};

/// The number of bookings of a list without a limit that are read at once.
const BATCH: usize = 500;

/// The number of batches that are read on the blocking pool at once. The read pool has as many connections more than there are
/// workers, so that long lists never keep a short read waiting for a connection.
pub(crate) const BLOCKING_READS: usize = 4;
static BLOCKING_READ: Semaphore = Semaphore::const_new(BLOCKING_READS);

/// The memory to reserve for a booking as JSON, in bytes: more than it takes unless its texts are long.
const BOOKING_SIZE: usize = 512;

/// Shows a callback up to so many bookings after the cursor; returns the next cursor unless the list ends there.
pub type ReadBatch = dyn Fn(&BookingService, Option<Cursor>, usize, &mut dyn FnMut(&Booking<&str>)) -> Result<Option<Cursor>, Error>
    + Send
    + Sync;

/// The response of every action that lists bookings.
pub struct BookingList {
    service: Arc<BookingService>,
    read: Box<ReadBatch>,
    /// The position after the last booking in `json`; none at the end of the list.
    cursor: Option<Cursor>,
    count: usize,
    is_page: bool,
    is_complete: bool,
    /// The part that is read and not yet sent.
    json: Vec<u8>,
}

impl BookingList {
    /// Reads the page, or the first batch of a list without a limit. An indexed read is fast enough for the worker's own
    /// thread, which is measurably faster than the blocking pool.
    ///
    /// # Errors
    /// The service's errors.
    pub async fn read(
        service: &Arc<BookingService>,
        (cursor, limit): (Option<Cursor>, Option<PageLimit>),
        is_indexed: bool,
        read: Box<ReadBatch>,
    ) -> Result<Self, ApiError> {
        let rows = limit.and_then(|limit| usize::try_from(limit.get()).ok()).unwrap_or(BATCH);
        let list = Self {
            service: service.clone(),
            read,
            cursor,
            count: 0,
            is_page: limit.is_some(),
            is_complete: false,
            json: br#"{"success":true,"bookings":["#.to_vec(),
        };
        if is_indexed { list.read_batch(rows) } else { list.read_blocking(rows).await }
    }

    /// Appends up to `limit` bookings, and the end of the response after the last one.
    fn read_batch(mut self, limit: usize) -> Result<Self, ApiError> {
        self.json.reserve(limit * BOOKING_SIZE);
        self.cursor = (self.read)(&self.service, self.cursor, limit, &mut |booking| {
            if self.count > 0 {
                self.json.push(b',');
            }
            booking.write_json(&mut self.json);
            self.count += 1;
        })?;
        self.is_complete = self.is_page || self.cursor.is_none();
        if self.is_complete {
            let next = self.cursor.map_or(Cow::Borrowed("null"), |cursor| format!("\"{cursor}\"").into());
            let end = format!("],\"count\":{},\"next_cursor\":{next}}}", self.count);
            self.json.extend_from_slice(end.as_bytes());
        }
        Ok(self)
    }

    /// As [`Self::read_batch`], on the blocking pool.
    async fn read_blocking(self, limit: usize) -> Result<Self, ApiError> {
        read_blocking(move || self.read_batch(limit)).await
    }

    /// Streams the list. An error aborts the response before its end, so that no client takes a part for the whole.
    fn into_stream(self) -> impl Stream<Item = io::Result<Bytes>> {
        stream::try_unfold(self, async |mut list| {
            if list.json.is_empty() && !list.is_complete {
                list = list.read_blocking(BATCH).await.map_err(|error| io::Error::other(error.into_cause()))?;
            }
            let chunk = Bytes::from(take(&mut list.json));
            Ok((!chunk.is_empty()).then_some((chunk, list)))
        })
    }
}

/// Runs a read that may scan a whole table on the blocking pool, once one of [`BLOCKING_READS`] places is free.
///
/// # Errors
/// The error of `read`.
pub(crate) async fn read_blocking<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let permit = BLOCKING_READ.acquire().await;
    let read = move || {
        let outcome = read();
        // Moved here because the read goes on when the client disconnects and actix drops the future.
        drop(permit);
        outcome
    };
    web::block(read).await.unwrap_or_else(|error| Err(ApiError::internal(error.to_string())))
}

impl IntoResponse for BookingList {
    fn into_response(self, status: StatusCode) -> Result<HttpResponse, ApiError> {
        let mut builder = response::json(status);
        Ok(if self.is_complete { builder.body(self.json) } else { builder.streaming(self.into_stream()) })
    }
}

/// The members of [`BookingList`], for its schema.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
struct BookingListMembers {
    /// In the order of the list.
    bookings: Vec<Booking>,
    /// The number of bookings in this response.
    count: u64,
    /// The position of the next page; null on the last page and without a limit.
    next_cursor: Option<Cursor>,
}

impl JsonSchema for BookingList {
    fn schema_name() -> Cow<'static, str> {
        "BookingList".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        BookingListMembers::json_schema(generator)
    }
}
