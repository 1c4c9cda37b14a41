//! Lists of bookings as JSON. A short list is one body; a long one is streamed run by run, so that memory does not grow
//! with its length and nothing in the database is held open for a slow caller.

use std::borrow::Cow;
use std::io;
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

/// How many bookings are read at once of a list without a limit.
const BATCH: usize = 500;

/// How many runs are read at once on threads of their own. Each has a connection to the database, beside those of the
/// workers: however many long lists are asked for, none of them keeps a short read waiting.
pub(crate) const LONG_READS: usize = 4;
static LONG_READ: Semaphore = Semaphore::const_new(LONG_READS);

/// Reads a run of a list, from a place on.
pub trait Source: Send + Sync + 'static {
    /// Shows up to `limit` bookings behind `after` to `each`.
    ///
    /// # Errors
    /// What the service says.
    fn read(
        &self,
        service: &BookingService,
        after: Option<Cursor>,
        limit: usize,
        each: &mut dyn FnMut(&Booking<&str>),
    ) -> Result<Option<Cursor>, Error>;

    /// Whether a run is read in a moment: all rows from its place on are wanted, or it looks through one account's or one day's
    /// rows at most.
    fn is_indexed(&self) -> bool;
}

/// The answer of every action that lists bookings.
pub struct BookingList {
    first: Batch,
    rest: Option<Rest>,
}

struct Rest {
    service: Arc<BookingService>,
    source: Arc<dyn Source>,
    after: Cursor,
    count: usize,
}

/// A part of the answer: what comes before its bookings, and they.
struct Batch {
    json: Vec<u8>,
    count: usize,
    next: Option<Cursor>,
}

impl BookingList {
    /// Reads the page, or the first run of a list without a limit.
    ///
    /// # Errors
    /// What the service says.
    pub async fn read(
        service: &Arc<BookingService>,
        source: impl Source,
        after: Option<Cursor>,
        limit: Option<PageLimit>,
    ) -> Result<Self, ApiError> {
        let source: Arc<dyn Source> = Arc::new(source);
        let rows = limit.map_or(Ok(BATCH), |limit| usize::try_from(limit.get())).unwrap_or(BATCH);
        let first = if source.is_indexed() {
            Batch::read(HEAD, service, &*source, after, rows)?
        } else {
            Batch::read_apart(HEAD, service.clone(), source.clone(), after, rows).await?
        };
        let rest = match (limit, first.next) {
            (None, Some(after)) => Some(Rest { service: service.clone(), source, after, count: first.count }),
            _ => None,
        };
        Ok(Self { first, rest })
    }
}

impl Batch {
    /// Reads a run of the list and writes it behind `before`.
    fn read(
        before: &[u8],
        service: &BookingService,
        source: &dyn Source,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Self, ApiError> {
        let mut json = Vec::with_capacity(before.len() + limit * response::USUAL_SIZE);
        json.extend_from_slice(before);
        let mut run = Self { json, count: 0, next: None };
        run.next = source.read(service, after, limit, &mut |booking| {
            response::push_booking(&mut run.json, run.count, booking);
            run.count += 1;
        })?;
        Ok(run)
    }

    /// As [`Batch::read`], on a thread of its own, so that the worker goes on answering others.
    async fn read_apart(
        before: &'static [u8],
        service: Arc<BookingService>,
        source: Arc<dyn Source>,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Self, ApiError> {
        let permit = LONG_READ.acquire().await;
        let read = move || {
            let run = Self::read(before, &service, &*source, after, limit);
            // Held until here even where the caller has gone meanwhile.
            drop(permit);
            run
        };
        web::block(read).await.unwrap_or_else(|error| Err(ApiError::internal(error.to_string())))
    }

    /// The bytes, and behind them the end of an answer that had `earlier` bookings before this run.
    fn end(mut self, earlier: usize) -> Vec<u8> {
        let count = earlier + self.count;
        let next = self.next.map_or(Cow::Borrowed("null"), |cursor| format!("\"{cursor}\"").into());
        self.json.extend_from_slice(format!("],\"count\":{count},\"next_cursor\":{next}}}").as_bytes());
        self.json
    }
}

const HEAD: &[u8] = b"{\"success\":true,\"bookings\":[";

impl IntoResponse for BookingList {
    fn into_response(self, status: StatusCode) -> Result<HttpResponse, ApiError> {
        let mut builder = response::json(status);
        let Self { first, rest } = self;
        Ok(match rest {
            None => builder.body(first.end(0)),
            Some(rest) => builder.streaming(body(first, rest)),
        })
    }
}

enum Step {
    Head(Batch, Rest),
    Next(Rest),
    End,
}

/// An error on the way ends the answer without its end, so that no caller takes the part for the whole.
fn body(first: Batch, rest: Rest) -> impl Stream<Item = io::Result<Bytes>> {
    stream::try_unfold(Step::Head(first, rest), |step| async {
        match step {
            Step::Head(run, rest) => Ok(Some((run.json.into(), Step::Next(rest)))),
            Step::Next(rest) => rest.step().await.map(Some),
            Step::End => Ok(None),
        }
    })
}

impl Rest {
    async fn step(mut self) -> io::Result<(Bytes, Step)> {
        let run = Batch::read_apart(b",", self.service.clone(), self.source.clone(), Some(self.after), BATCH).await;
        let mut run = run.map_err(|error| io::Error::other(error.into_cause()))?;
        if run.count == 0 {
            run.json.clear();
        }
        match run.next {
            Some(next) => {
                self.after = next;
                self.count += run.count;
                Ok((run.json.into(), Step::Next(self)))
            }
            None => Ok((run.end(self.count).into(), Step::End)),
        }
    }
}

/// The members of a list's answer; the type only describes what [`BookingList`] writes.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
struct BookingListMembers {
    /// In the order of the list.
    bookings: Vec<Booking>,
    /// How many there are in this answer.
    count: u64,
    /// Where the next page begins; null on the last page and without a limit.
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
