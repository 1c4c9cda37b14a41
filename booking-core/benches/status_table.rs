//! The rules of status changes. Run with `cargo bench -p booking-core`.

use booking_core::status::Status;
use divan::black_box;

fn main() {
    divan::main();
}

#[divan::bench]
fn every_change_there_could_be() -> usize {
    let changes = Status::ALL.into_iter().flat_map(|from| Status::ALL.map(|to| (from, to)));
    changes.filter(|&(from, to)| black_box(from).may_become(black_box(to))).count()
}
