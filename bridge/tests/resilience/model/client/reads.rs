use serde_json::{Value, json};

use super::{Client, holds_slot, refused};

impl Client {
    pub(super) fn read(&self, body: &Value) -> Result<Value, Value> {
        let action = body["action"].as_str().unwrap();
        let id = body["booking_id"].as_i64().or(body["account_id"].as_i64()).unwrap();
        match action {
            "get_booking" => Ok(json!({ "booking": **self.booking(id)? })),
            "get_booking_logs" => {
                self.booking(id)?;
                Ok(json!({ "logs": *self.logs[&id] }))
            }
            "get_account" => self.listed(id).map(|_| self.account(id)),
            "get_account_stats" => self.listed(id).map(|_| self.stats(id)),
            "get_booking_statistics" => Ok(self.statistics(id)),
            "get_account_bookings" if !self.accounts.contains_key(&id) => Err(refused("account_not_found")),
            "get_upcoming_bookings" => Ok(self.list(|booking| {
                booking["account_id"] == id && holds_slot(booking) && booking["booking_date"].as_str() > Some("2026")
            })),
            _ => Ok(self.list(|booking| {
                let filters = [("date", "booking_date"), ("status", "status"), ("account_id", "account_id")];
                filters.iter().all(|(filter, member)| body.get(*filter).is_none_or(|value| *value == booking[*member]))
            })),
        }
    }

    /// By date, time and id.
    fn list(&self, wanted: impl Fn(&Value) -> bool) -> Value {
        let mut found: Vec<&Value> =
            self.bookings.values().map(|booking| &**booking).filter(|one| wanted(one)).collect();
        found.sort_by_key(|booking| (booking["booking_date"].as_str(), booking["time_slot"].as_str()));
        json!({ "bookings": found, "count": found.len(), "next_cursor": null })
    }

    fn counted(&self, account: i64, status: &str) -> usize {
        let of_account = self.bookings.values().filter(|booking| booking["account_id"] == account);
        of_account.filter(|booking| booking["status"] == status).count()
    }

    fn statistics(&self, account: i64) -> Value {
        let [pending, confirmed, failed, cancelled] =
            ["pending", "confirmed", "failed", "cancelled"].map(|status| self.counted(account, status));
        json!({ "statistics": {
            "total": pending + confirmed + failed + cancelled,
            "pending": pending,
            "confirmed": confirmed,
            "failed": failed,
            "cancelled": cancelled,
            "success_rate": success_rate(confirmed, failed),
        }})
    }

    fn stats(&self, account: i64) -> Value {
        let (confirmed, failed) = (self.counted(account, "confirmed"), self.counted(account, "failed"));
        let total = self.bookings.values().filter(|booking| booking["account_id"] == account).count();
        json!({ "stats": {
            "total_bookings": total,
            "confirmed_bookings": confirmed,
            "failed_bookings": failed,
            "total_attempts": confirmed + failed,
            "success_rate": success_rate(confirmed, failed),
        }})
    }
}

/// In percent, to one decimal.
fn success_rate(confirmed: usize, failed: usize) -> f64 {
    let attempts = confirmed + failed;
    if attempts == 0 {
        return 0.0;
    }
    let tenths = u32::try_from((confirmed * 2_000 + attempts) / (attempts * 2)).unwrap();
    f64::from(tenths) / 10.0
}
