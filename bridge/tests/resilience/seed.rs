//! Chance that can be repeated.

use fastrand::Rng;

/// Chance from `BRIDGE_RESILIENCE_SEED`, or from a seed of its own; a failed test shows which it was.
pub(crate) fn chance() -> Rng {
    let seed = number("BRIDGE_RESILIENCE_SEED").unwrap_or_else(|| fastrand::u64(..));
    eprintln!("BRIDGE_RESILIENCE_SEED={seed}");
    Rng::with_seed(seed)
}

/// A number that the environment sets for a longer run.
pub(crate) fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().unwrap())
}

/// One of these.
pub(crate) fn one_of<T: Copy>(chance: &mut Rng, choices: &[T]) -> T {
    choices[chance.usize(..choices.len())]
}
