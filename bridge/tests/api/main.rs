//! The bridge from outside: HTTP on a real port, SQLite on a real file, a clock that the tests set.

#[cfg(test)]
mod golden;
#[cfg(test)]
mod support;
