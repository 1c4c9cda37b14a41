//! The real binary, as a process with a real file, under what will happen to it: kills, broken disks, crowds and operators.

#[cfg(test)]
#[path = "../support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "shared with the other test binary, which uses the rest of it")]
mod support;

#[cfg(test)]
mod backups;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod invariants;
#[cfg(test)]
mod load;
#[cfg(test)]
mod model;
#[cfg(test)]
mod operations;
#[cfg(test)]
mod seed;
