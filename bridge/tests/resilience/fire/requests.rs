//! Every request that the facility saw.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::facility::Facility;

/// The seconds by which a busy machine may delay requests, so that those of a longer time arrive together.
const DELAYED: f64 = 0.5;

/// The requests in the order of their arrival.
#[derive(Default)]
pub(super) struct Requests(Vec<Value>);

impl Requests {
    /// Adds the requests since the last reading.
    pub(super) async fn read(&mut self, facility: &Facility) {
        let state = facility.state().await;
        let kept = state["requests"].as_array().unwrap();
        let new = usize::try_from(state["requestsTotal"].as_u64().unwrap()).unwrap() - self.0.len();
        assert!(new <= kept.len(), "requests were forgotten");
        self.0.extend_from_slice(&kept[kept.len() - new..]);
    }

    /// In no stretch of time did more arrive than a burst and what the budget allows in that time.
    pub(super) fn assert_budget(&self, per_second: f64) {
        let mut least = f64::INFINITY;
        for (number, request) in self.0.iter().enumerate() {
            let arrived = request["arrivedUs"].as_f64().unwrap() / 1e6;
            let unused = f64::from(u32::try_from(number).unwrap()) - arrived * per_second;
            least = least.min(unused);
            let burst = unused - least + 1.0;
            assert!(burst <= per_second * (1.0 + DELAYED), "{burst} beyond the budget at {request}");
        }
    }

    pub(super) fn assert_not_before_the_opening(&self) {
        let early =
            |one: &&Value| one["opensAtUs"].as_i64().is_some_and(|opens| one["arrivedUs"].as_i64() < Some(opens));
        let books = self.0.iter().filter(|one| one["method"] == "POST");
        let early: Vec<&Value> = books.filter(early).collect();
        assert!(early.is_empty(), "{early:?}");
    }

    pub(super) fn assert_no_refused_sign_in(&self) {
        let refused = |one: &&Value| one["method"] == "POST" && one["path"] == "/auth" && one["status"] == 401;
        assert_eq!(self.0.iter().find(refused), None);
    }

    pub(super) fn summary(&self) -> String {
        let all = Value::Array(self.0.clone());
        format!("{} requests, by status {:?}", self.0.len(), counted(&all, "status"))
    }
}

/// Counts the values of a member.
pub(super) fn counted(list: &Value, member: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for one in list.as_array().unwrap() {
        *counts.entry(one[member].to_string()).or_default() += 1;
    }
    counts
}

/// No member holds two places at one time, or more at a location in a day than the limit.
pub(super) async fn assert_limits(facility: &Facility, per_day: usize) {
    let (mut times, mut days) = (BTreeMap::<_, usize>::new(), BTreeMap::<_, usize>::new());
    for slot in facility.state().await["slots"].as_array().unwrap() {
        let start: chrono::DateTime<chrono::Utc> = slot["startDate"].as_str().unwrap().parse().unwrap();
        let day = start.with_timezone(&chrono_tz::Europe::Amsterdam).date_naive();
        for one in slot["participations"].as_array().unwrap() {
            let email = one["email"].to_string();
            *times.entry((email.clone(), start)).or_default() += 1;
            *days.entry((email, slot["location"].to_string(), day)).or_default() += 1;
        }
    }
    assert!(times.values().all(|count| *count == 1), "{times:?}");
    assert!(days.values().all(|count| *count <= per_day), "{days:?}");
}
