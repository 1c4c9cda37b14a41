//! Bipartite matching of a few slots to accounts with capacities, by augmenting paths.

/// Whether every slot can have an account. `may` tells whether a slot may go to an account; `capacity` is how many it may take.
pub(super) fn is_feasible(
    slots: usize,
    accounts: usize,
    may: impl Fn(usize, usize) -> bool,
    capacity: impl Fn(usize) -> usize,
) -> bool {
    let mut matching = Matching { taken: vec![None; slots], accounts, may, capacity };
    (0..slots).all(|slot| matching.place(slot, &mut vec![false; accounts]))
}

struct Matching<M, C> {
    taken: Vec<Option<usize>>,
    accounts: usize,
    may: M,
    capacity: C,
}

impl<M: Fn(usize, usize) -> bool, C: Fn(usize) -> usize> Matching<M, C> {
    /// Finds an account for the slot, moving other slots to other accounts where needed.
    fn place(&mut self, slot: usize, visited: &mut [bool]) -> bool {
        for account in 0..self.accounts {
            if visited[account] || !(self.may)(slot, account) {
                continue;
            }
            visited[account] = true;
            let its: Vec<usize> = (0..self.taken.len()).filter(|other| self.taken[*other] == Some(account)).collect();
            if its.len() < (self.capacity)(account) || its.iter().any(|other| self.place(*other, visited)) {
                self.taken[slot] = Some(account);
                return true;
            }
        }
        false
    }
}
