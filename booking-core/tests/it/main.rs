//! Tests of the booking service on real database files with an injected clock.

#[cfg(test)]
mod accounts;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod booking;
#[cfg(test)]
mod calendar_links;
#[cfg(test)]
mod constraints;
#[cfg(test)]
mod deliveries;
#[cfg(test)]
mod doctor;
#[cfg(test)]
mod idempotency;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod maintenance;
#[cfg(test)]
mod model;
#[cfg(test)]
mod modes;
#[cfg(test)]
mod notices;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod orphan_wal;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod race;
#[cfg(test)]
mod schedule;
#[cfg(test)]
mod schemas;
#[cfg(test)]
mod search;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod statistics;
#[cfg(test)]
mod status_changes;
#[cfg(test)]
mod support;
#[cfg(test)]
mod upcoming;
#[cfg(test)]
mod writing;
