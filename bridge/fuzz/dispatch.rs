//! Fuzzes the endpoint: posts bodies and checks the responses.

#![no_main]

mod entry;
mod oracle;

use std::cell::RefCell;

use actix_web::rt::{System, SystemRunner};
use entry::Entry;
use libfuzzer_sys::fuzz_target;
use oracle::Oracle;

/// The number of bodies that one database gets: many for speed, few enough to reproduce a find.
const BODIES: u32 = 2_000;

struct Fuzz {
    system: SystemRunner,
    oracle: Oracle,
    entry: Entry,
    left: u32,
}

thread_local! {
    static FUZZ: RefCell<Option<Fuzz>> = const { RefCell::new(None) };
}

fuzz_target!(|body: &[u8]| {
    FUZZ.with_borrow_mut(|fuzz| fuzz.get_or_insert_with(Fuzz::new).send(body));
});

impl Fuzz {
    fn new() -> Self {
        let system = System::new();
        let entry = system.block_on(Entry::open());
        Self { system, oracle: Oracle::new(), entry, left: BODIES }
    }

    fn send(&mut self, body: &[u8]) {
        if self.left == 0 {
            (self.entry, self.left) = (self.system.block_on(Entry::open()), BODIES);
        }
        self.left -= 1;
        let (status, answer) = self.system.block_on(self.entry.post(body.to_vec()));
        self.oracle.check(body, status, &answer);
    }
}
