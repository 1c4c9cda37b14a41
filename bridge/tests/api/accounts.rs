//! The accounts' six actions.

use serde_json::{Value, json};

use crate::support::{DAY, account, book, on_account, on_booking, spawn_app, with};

#[tokio::test]
async fn responses_contain_no_password() {
    let app = spawn_app();
    let answer = app.done(with(account("jdevries"), "password", "open sesame")).await;
    insta::assert_json_snapshot!(answer, { ".account.created_at" => "[now]", ".account.updated_at" => "[now]" }, @r#"
    {
      "success": true,
      "account": {
        "id": 1,
        "netid": "jdevries",
        "is_active": true,
        "may_automate": true,
        "sign_in": "unknown",
        "sign_in_until": null,
        "notify_email": null,
        "created_at": "[now]",
        "updated_at": "[now]"
      }
    }
    "#);
    assert_eq!(app.done(on_account("get_account", 1)).await, answer);
}

#[tokio::test]
async fn netids_are_trimmed_and_unique_without_regard_to_case() {
    let app = spawn_app();
    let added = app.done(account("  JdeVries\t")).await;
    assert_eq!(added["account"]["netid"], "JdeVries");
    app.refused("netid_taken", account("jDEvRIES ")).await;
    app.done(account("ÉMILIE")).await;
    app.refused("netid_taken", account("émilie")).await;
}

#[tokio::test]
async fn accounts_are_listed_by_netid_and_filtered_by_is_active() {
    let app = spawn_app();
    for netid in ["mbakker", "Adams", "jdevries"] {
        app.done(account(netid)).await;
    }
    app.done(with(account("zandstra"), "is_active", false)).await;
    let netids = async |filter: Value| {
        let answer = app.done(with(json!({ "action": "get_accounts" }), "is_active", filter)).await;
        let accounts = answer["accounts"].as_array().unwrap();
        assert_eq!(answer["count"], accounts.len());
        accounts.iter().map(|account| account["netid"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(netids(Value::Null).await, ["Adams", "jdevries", "mbakker", "zandstra"]);
    assert_eq!(netids(true.into()).await, ["Adams", "jdevries", "mbakker"]);
    assert_eq!(netids(false.into()).await, ["zandstra"]);
}

#[tokio::test]
async fn an_update_changes_the_switch_or_the_password() {
    let app = spawn_app().with_account().await;
    app.clock.set("2026-11-22T10:00:00.000Z");
    let off = app.done(with(on_account("update_account", 1), "is_active", false)).await;
    assert_eq!((&off["account"]["is_active"], &off["account"]["netid"]), (&json!(false), &json!("jdevries")));
    assert_eq!(off["account"]["updated_at"], "2026-11-22T10:00:00.000Z");
    let secret = app.done(with(on_account("update_account", 1), "password", "open sesame")).await;
    assert_eq!(secret["account"], off["account"]);
    app.blamed("password", on_account("update_account", 1)).await;
}

#[tokio::test]
async fn deleting_an_account_without_bookings_removes_it() {
    let app = spawn_app().with_account().await;
    app.done(on_account("delete_account", 1)).await;
    let missing = [
        on_account("get_account", 1),
        on_account("get_account_stats", 1),
        on_account("get_account_bookings", 1),
        on_account("delete_account", 1),
        with(on_account("update_account", 1), "is_active", true),
        book(&["06:00"]),
    ];
    for body in missing {
        app.refused("account_not_found", body).await;
    }
    let again = app.done(account("jdevries")).await;
    assert_eq!(again["account"]["id"], 2);
}

#[tokio::test]
async fn an_account_with_bookings_is_archived_and_comes_back_with_its_id() {
    let app = spawn_app().with_account().await;
    app.done(with(book(&["06:00"]), "booking_date", "2026-11-21")).await;
    app.done(on_account("delete_account", 1)).await;
    assert_eq!(app.done(json!({ "action": "get_accounts" })).await["count"], 0);
    app.refused("account_not_found", on_account("get_account", 1)).await;
    app.refused("account_not_found", book(&["06:00"])).await;
    assert_eq!(app.done(on_booking("get_booking", 1)).await["booking"]["account_id"], 1);
    let back = app.done(account("JDEVRIES")).await;
    assert_eq!((&back["account"]["id"], &back["account"]["netid"]), (&json!(1), &json!("JDEVRIES")));
    assert_eq!(app.done(on_account("get_account_bookings", 1)).await["count"], 1);
}

#[tokio::test]
async fn an_account_with_an_active_booking_today_or_later_is_not_deleted() {
    for (date, kept) in [("2026-11-21", false), ("2026-11-22", true), (DAY, true)] {
        let app = spawn_app().with_account().await;
        app.done(with(book(&["00:00"]), "booking_date", date)).await;
        if kept {
            app.refused("account_in_use", on_account("delete_account", 1)).await;
            app.done(on_booking("cancel_booking", 1)).await;
        }
        app.done(on_account("delete_account", 1)).await;
    }
}

#[tokio::test]
async fn stats_count_attempts() {
    let app = spawn_app().with_account().await;
    let none = app.done(on_account("get_account_stats", 1)).await;
    assert_eq!(none["stats"]["success_rate"], 0.0);
    app.done(book(&["06:00", "07:00", "08:00", "09:00", "10:00"])).await;
    for (id, status) in [(1, "confirmed"), (2, "confirmed"), (3, "failed"), (4, "cancelled")] {
        app.done(with(on_booking("update_booking", id), "status", status)).await;
    }
    let stats = app.done(on_account("get_account_stats", 1)).await["stats"].clone();
    assert_eq!(
        stats,
        json!({ "total_bookings": 5, "confirmed_bookings": 2, "failed_bookings": 1, "total_attempts": 3, "success_rate": 66.7 })
    );
}
