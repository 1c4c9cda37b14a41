//! Repeatable random numbers.

use fastrand::Rng;

/// A generator with the seed `BRIDGE_RESILIENCE_SEED`, or a random seed that is printed.
pub(crate) fn chance() -> Rng {
    let seed = number("BRIDGE_RESILIENCE_SEED").unwrap_or_else(|| fastrand::u64(..));
    eprintln!("BRIDGE_RESILIENCE_SEED={seed}");
    Rng::with_seed(seed)
}

/// A number from the environment.
pub(crate) fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().unwrap())
}

/// A random choice.
pub(crate) fn one_of<T: Copy>(chance: &mut Rng, choices: &[T]) -> T {
    choices[chance.usize(..choices.len())]
}
