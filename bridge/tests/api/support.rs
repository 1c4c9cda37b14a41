//! A bridge of its own for every test, and the words the tests are written in.

mod app;
mod clock;
mod reply;
mod words;

pub(crate) use app::{App, Start, spawn_app};
pub(crate) use clock::NOW;
pub(crate) use reply::Reply;
pub(crate) use words::*;
