//! A bridge for each test, and helpers to call it.

mod app;
mod caller;
pub(crate) mod clock;
mod errors;
mod facility_answer;
mod patience;
mod process;
mod raw;
mod reply;
mod words;

pub(crate) use app::{App, PRACTICE, Start, spawn_app};
pub(crate) use caller::Caller;
pub(crate) use clock::NOW;
pub(crate) use errors::ERRORS;
pub(crate) use facility_answer::FacilityAnswer;
pub(crate) use patience::{PATIENCE, in_time, patiently, within};
pub(crate) use process::{Bridge, Outcome, STOP_WITHIN, bridge};
pub(crate) use raw::{Connection, raw};
pub(crate) use reply::Reply;
pub(crate) use words::*;
