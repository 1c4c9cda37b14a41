//! The practice facility, over HTTP as its callers use it.

#[cfg(test)]
mod bad_answers;
#[cfg(test)]
mod booking;
#[cfg(test)]
mod competitors;
#[cfg(test)]
mod facility;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod members;
#[cfg(test)]
mod openings;
#[cfg(test)]
mod restart;
