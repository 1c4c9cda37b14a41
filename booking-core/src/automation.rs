//! Pure decisions: facts in, a decision out. Nothing here reads a clock, a file or the network.

mod clock_offset;

pub use clock_offset::ClockOffset;
