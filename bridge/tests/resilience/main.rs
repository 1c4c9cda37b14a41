//! The real binary under kills, damaged files, load and operators' commands.

#[cfg(test)]
#[path = "../support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "shared with the other test binary, which uses the rest of it")]
mod support;

#[cfg(test)]
#[path = "../automation/facility.rs"]
#[expect(dead_code, reason = "shared with the tests of the engine, which use the rest of it")]
mod facility;

#[cfg(test)]
#[path = "../automation/mail_server.rs"]
#[expect(dead_code, reason = "shared with the tests of the engine, which use the rest of it")]
mod mail_server;

#[cfg(test)]
#[path = "../automation/tls.rs"]
mod tls;

#[cfg(test)]
#[path = "../automation/webhook.rs"]
#[expect(dead_code, reason = "shared with the tests of the engine, which use the rest of it")]
mod webhook;

#[cfg(test)]
mod attempts;
#[cfg(test)]
mod backups;
#[cfg(test)]
mod both_sides;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod fire;
#[cfg(test)]
mod invariants;
#[cfg(test)]
mod load;
#[cfg(test)]
mod model;
#[cfg(test)]
mod operations;
#[cfg(test)]
mod owners;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod replica;
#[cfg(test)]
mod rounds;
#[cfg(test)]
mod seed;
#[cfg(test)]
mod stopped;
