//! Live updates: tells every reader of the event stream what to read again.

mod change;
mod feed;
mod reader;

pub use change::{Change, SlotsOfDay};
pub use feed::Feed;
pub use reader::Reader;
