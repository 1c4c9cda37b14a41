use serde_json::{Value, json};

use super::{Account, Client, Outcome, holds_slot, refused};

impl Client {
    pub(super) fn listed(&self, id: i64) -> Result<&Account, Value> {
        self.accounts.get(&id).filter(|account| !account.is_archived).ok_or_else(|| refused("account_not_found"))
    }

    pub(super) fn account(&self, id: i64) -> Value {
        let Account { netid, is_active, .. } = &self.accounts[&id];
        json!({ "account": { "id": id, "netid": netid, "is_active": is_active } })
    }

    /// An account that was archived comes back with its id; a new one has an id that none had before.
    pub(super) fn add_account(&mut self, body: &Value, bridge: &Value) -> Outcome {
        if self.is_listed() {
            return Err(refused("netid_taken"));
        }
        let id = match self.accounts.keys().next() {
            Some(archived) => *archived,
            None => bridge["account"]["id"].as_i64().filter(|id| *id > self.last_account).unwrap_or(-1),
        };
        let netid = body["netid"].as_str().unwrap().to_owned();
        self.last_account = id;
        self.accounts.insert(id, Account { netid, is_active: body["is_active"] == true, is_archived: false });
        Ok(self.account(id))
    }

    pub(super) fn update_account(&mut self, body: &Value) -> Outcome {
        let id = body["account_id"].as_i64().unwrap();
        let is_active = body["is_active"] == true;
        self.listed(id)?;
        self.accounts.get_mut(&id).unwrap().is_active = is_active;
        Ok(self.account(id))
    }

    pub(super) fn delete_account(&mut self, body: &Value) -> Outcome {
        let id = body["account_id"].as_i64().unwrap();
        self.listed(id)?;
        let mut own = self.bookings.values().filter(|booking| booking["account_id"] == id).peekable();
        let any = own.peek().is_some();
        if own.any(|booking| holds_slot(booking) && booking["booking_date"].as_str() > Some("2026")) {
            return Err(refused("account_in_use"));
        }
        if any {
            let account = self.accounts.get_mut(&id).unwrap();
            (account.is_active, account.is_archived) = (false, true);
        } else {
            self.accounts.remove(&id);
        }
        Ok(json!({}))
    }
}
