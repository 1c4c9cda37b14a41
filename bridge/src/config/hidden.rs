use std::ffi::OsStr;
use std::marker::PhantomData;
use std::str::FromStr;

use clap::builder::TypedValueParser;
use clap::error::ErrorKind;

/// Parses a setting that holds a secret without repeating a refused one, as clap's own error message would.
pub(super) struct HiddenParser<T> {
    /// The setting's variable and flag.
    names: &'static str,
    parsed: PhantomData<fn() -> T>,
}

impl<T> HiddenParser<T> {
    pub(super) const fn of(names: &'static str) -> Self {
        Self { names, parsed: PhantomData }
    }
}

impl<T> Clone for HiddenParser<T> {
    fn clone(&self) -> Self {
        Self::of(self.names)
    }
}

impl<T: FromStr<Err = &'static str> + Clone + Send + Sync + 'static> TypedValueParser for HiddenParser<T> {
    type Value = T;

    fn parse_ref(&self, command: &clap::Command, _: Option<&clap::Arg>, value: &OsStr) -> Result<T, clap::Error> {
        value.to_str().unwrap_or_default().parse().map_err(|remedy| {
            let message = format!("{} cannot be used: {remedy}", self.names);
            command.clone().error(ErrorKind::InvalidValue, message)
        })
    }
}
