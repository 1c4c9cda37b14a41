//! Texts of a fixed length. Dates, times and timestamps fill most of a list's answer; through `fmt` each of their parts
//! costs more than the whole costs here.

use std::fmt;
use std::ops::Range;

/// A text of `N` ASCII characters. Texts of one form compare as what they stand for: the largest part comes first.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct FixedStr<const N: usize>([u8; N]);

impl<const N: usize> FixedStr<N> {
    /// The text, or its form with any digits where numbers will be.
    pub(crate) const fn new(form: [u8; N]) -> Self {
        Self(form)
    }

    /// Writes the last digits of `number` at `place`, with zeros before it.
    pub(crate) fn with(mut self, place: Range<usize>, number: u32) -> Self {
        let mut rest = number;
        for byte in self.0[place].iter_mut().rev() {
            *byte = b"0123456789"[(rest % 10) as usize];
            rest /= 10;
        }
        self
    }

    pub(crate) const fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl<const N: usize> fmt::Debug for FixedStr<N> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(out)
    }
}
