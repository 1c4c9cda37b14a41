//! The gateway against the practice facility, and against servers that answer what no facility should.

#[cfg(test)]
mod bad_answers;
#[cfg(test)]
mod booking;
#[cfg(test)]
mod broken_connections;
#[cfg(test)]
mod doctor;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod metrics;
#[cfg(test)]
mod raw_server;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod support;
