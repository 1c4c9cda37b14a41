//! The engine against the practice facility: a real port, a real SQLite file, clocks that the tests set.

#[cfg(test)]
#[path = "../support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "shared with the other test binaries, which use the rest of it")]
mod support;

#[cfg(test)]
mod cancel;
#[cfg(test)]
mod compare;
#[cfg(test)]
mod encrypted;
#[cfg(test)]
mod facility;
#[cfg(test)]
mod mail_server;
#[cfg(test)]
mod notices;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod outcomes;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod readiness;
#[cfg(test)]
mod restart;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod slow;
#[cfg(test)]
mod switches;
#[cfg(test)]
mod time;
#[cfg(test)]
mod tls;
#[cfg(test)]
mod webhook;
#[cfg(test)]
mod world;
