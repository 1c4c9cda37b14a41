use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::client::Client;

/// A request, when it was sent and answered, and what was answered.
pub(super) struct Call {
    pub(super) sent: u64,
    pub(super) answered: u64,
    pub(super) body: Value,
    pub(super) answer: Value,
}

/// Looks for an order of the calls in which the model answers as the bridge did. A call that was answered before another
/// was sent comes before it. Returns the client as she is afterwards, or the place that no order comes past.
pub(super) fn in_some_order(calls: &[Call]) -> Result<Client, String> {
    let mut search =
        Search { calls, furthest: calls.iter().collect(), state: Client::default(), tried: HashMap::new() };
    search.go_on(Client::default(), (0..calls.len()).collect()).ok_or_else(|| search.describe())
}

struct Search<'calls> {
    calls: &'calls [Call],
    furthest: Vec<&'calls Call>,
    state: Client,
    /// Where the search has been: the calls that were left, and how the client was.
    tried: HashMap<Vec<usize>, Vec<Client>>,
}

impl Search<'_> {
    fn go_on(&mut self, client: Client, mut left: Vec<usize>) -> Option<Client> {
        while let Some(place) = self.next_read(&client, &left) {
            left.remove(place);
        }
        self.remember(&client, &left);
        if left.is_empty() {
            return Some(client);
        }
        let tried = self.tried.entry(left.clone()).or_default();
        if tried.contains(&client) {
            return None;
        }
        tried.push(client.clone());
        let places: Vec<usize> = self.possible(&left).collect();
        places.into_iter().find_map(|place| {
            let call = &self.calls[left[place]];
            let mut after = client.clone();
            if after.answer(&call.body, &call.answer) != call.answer {
                return None;
            }
            let mut rest = left.clone();
            rest.remove(place);
            self.go_on(after, rest)
        })
    }

    /// The calls that may come next: those which were sent before any other was answered.
    fn possible(&self, left: &[usize]) -> impl Iterator<Item = usize> {
        let horizon = left.iter().map(|index| self.calls[*index].answered).min().unwrap_or_default();
        left.iter().take_while(move |index| self.calls[**index].sent < horizon).enumerate().map(|(place, _)| place)
    }

    /// What changes nothing wherever it comes may come as soon as its answer fits, without closing any way.
    fn next_read(&self, client: &Client, left: &[usize]) -> Option<usize> {
        self.possible(left).find(|place| {
            let Call { body, answer, .. } = &self.calls[left[*place]];
            let is_read = body["action"].as_str().unwrap().starts_with("get_") || answer["success"] == false;
            is_read && client.clone().answer(body, answer) == *answer
        })
    }

    fn remember(&mut self, client: &Client, left: &[usize]) {
        if left.len() < self.furthest.len() {
            self.furthest = left.iter().map(|index| &self.calls[*index]).collect();
            self.state = client.clone();
        }
    }

    fn describe(&self) -> String {
        let mut text = format!("no order explains the answers.\nThe model: {:#?}\nThe next calls:\n", self.state);
        for call in self.furthest.iter().take(10) {
            let mut state = self.state.clone();
            let expected = state.answer(&call.body, &call.answer);
            let Call { sent, answered, body, answer } = call;
            writeln!(text, "{sent}-{answered} {body}\n  bridge {answer}\n  model  {expected}").unwrap();
        }
        text
    }
}
