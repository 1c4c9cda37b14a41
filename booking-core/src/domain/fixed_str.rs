//! Strings of a fixed length. Dates, times and timestamps are most of a list's JSON, and `fmt` would be several times slower.

use std::fmt;
use std::ops::Range;

/// A string of `N` ASCII characters. Its parts are zero-padded, most significant first, so byte order is chronological order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct FixedStr<const N: usize>([u8; N]);

impl<const N: usize> FixedStr<N> {
    /// Wraps a string, or a template whose digits [`Self::with`] replaces.
    pub(crate) const fn new(form: [u8; N]) -> Self {
        Self(form)
    }

    /// Replaces the digits at `place` by `number`, zero-padded.
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

/// Implements `Display` and `Serialize` of a type by its `fixed_str`.
macro_rules! impl_text {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.fixed_str().as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.fixed_str().as_str())
            }
        }
    };
}
pub(crate) use impl_text;
