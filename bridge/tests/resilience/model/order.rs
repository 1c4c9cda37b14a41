//! Searches for an order of overlapping calls in which the model gives every response.

use std::collections::HashSet;

use super::bookings::{Model, Request, Response};

/// A request and its response. `sent` and `answered` count on one clock.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) sent: u64,
    pub(super) answered: u64,
    pub(super) request: Request,
    pub(super) response: Response,
}

/// Finds an order of the calls, which are sorted by `sent`.
pub(super) fn explain(calls: &[Call]) -> Result<(), String> {
    let mut search = Search { failed: HashSet::new(), fewest: calls.iter().collect(), state: Model::default() };
    if search.explain(&calls.iter().collect::<Vec<_>>(), &Model::default()) {
        return Ok(());
    }
    let Search { fewest, state, .. } = search;
    Err(format!(
        "no order explains the responses.\nThe model: {state:#?}\nThe next calls: {:#?}",
        &fewest[..fewest.len().min(10)]
    ))
}

struct Search<'a> {
    /// The calls left and the states from which no order was found.
    failed: HashSet<(Vec<u64>, Model)>,
    /// The fewest calls that were left, and the state then.
    fewest: Vec<&'a Call>,
    state: Model,
}

impl<'a> Search<'a> {
    fn explain(&mut self, left: &[&'a Call], state: &Model) -> bool {
        let Some(horizon) = left.iter().map(|call| call.answered).min() else { return true };
        if left.len() < self.fewest.len() {
            (self.fewest, self.state) = (left.to_vec(), state.clone());
        }
        let key = (left.iter().map(|call| call.sent).collect(), state.clone());
        if self.failed.contains(&key) {
            return false;
        }
        // Only a call that was sent before any other was answered may come next.
        for (index, call) in left.iter().enumerate().take_while(|(_, call)| call.sent < horizon) {
            let mut after = state.clone();
            if after.apply(&call.request, &call.response) != call.response {
                continue;
            }
            let mut rest = left.to_vec();
            rest.remove(index);
            if self.explain(&rest, &after) {
                return true;
            }
            // A read or a refusal changes nothing wherever it comes, so another call first would find no more.
            if matches!(call.request, Request::Get(_) | Request::List) || matches!(call.response, Response::Refused(_))
            {
                break;
            }
        }
        self.failed.insert(key);
        false
    }
}
