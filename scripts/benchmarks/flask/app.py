"""The compared actions of the bridge as a Flask server on SQLite, which is Option 1 of the project's document."""

import os
import sqlite3
import threading
from datetime import UTC, date, datetime, time

from flask import Flask, jsonify, request

app = Flask(__name__)
own = threading.local()  # Holds a connection for each thread.
# The threads of a process wait here, because SQLite's own waiting sleeps and polls.
writing = threading.Lock()


def connect():
    if not hasattr(own, "connection"):
        own.connection = sqlite3.connect(os.environ["DATABASE"], timeout=30, isolation_level=None)
        own.connection.row_factory = sqlite3.Row
        own.connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON")
    return own.connection


def rows(query, *values):
    return [dict(row) for row in connect().execute(query, values)]


connect().executescript("""
    CREATE TABLE IF NOT EXISTS accounts (id INTEGER PRIMARY KEY, netid TEXT UNIQUE, is_active INTEGER);
    CREATE TABLE IF NOT EXISTS bookings (id INTEGER PRIMARY KEY, account_id INTEGER REFERENCES accounts,
        booking_date TEXT, time_slot TEXT, location TEXT, sub_location TEXT, status TEXT DEFAULT 'pending',
        booking_reference TEXT, error_message TEXT, retry_interval INTEGER DEFAULT 60, auto_retry INTEGER DEFAULT 0,
        created_at TEXT, updated_at TEXT);
    CREATE UNIQUE INDEX IF NOT EXISTS active_slot ON bookings (account_id, booking_date, time_slot)
        WHERE status IN ('pending', 'confirmed');
    CREATE INDEX IF NOT EXISTS account_list ON bookings (account_id, booking_date, time_slot, id);
    CREATE TABLE IF NOT EXISTS booking_logs (id INTEGER PRIMARY KEY, booking_id INTEGER REFERENCES bookings,
        event_type TEXT, message TEXT, from_status TEXT, to_status TEXT, created_at TEXT);
""")


def add_account(arguments):
    [account] = rows("INSERT INTO accounts (netid, is_active) VALUES (?, 1) RETURNING *", arguments["netid"])
    return {"account": account}, 201


def get_booking(arguments):
    [booking] = rows("SELECT * FROM bookings WHERE id = ?", arguments["booking_id"]) or [None]
    return {"booking": booking}, 200 if booking else 404


def get_bookings(arguments):
    account = arguments["account_id"]
    found = rows("SELECT * FROM bookings WHERE account_id = ? ORDER BY booking_date, time_slot, id", account)
    return {"bookings": found, "count": len(found)}, 200


def create_booking(arguments):
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    day = date.fromisoformat(arguments["booking_date"]).isoformat()
    with writing, connect():
        connect().execute("BEGIN IMMEDIATE")
        if not rows("SELECT id FROM accounts WHERE id = ? AND is_active", arguments["account_id"]):
            return {"code": "account_not_found"}, 404
        made = []
        for slot in arguments["time_slots"]:
            made += rows(
                "INSERT INTO bookings (account_id, booking_date, time_slot, location, sub_location, created_at, updated_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *", arguments["account_id"], day,
                time.fromisoformat(slot).isoformat(), arguments["location"], arguments.get("sub_location"), now, now)
            rows("INSERT INTO booking_logs (booking_id, event_type, message, to_status, created_at)"
                 " VALUES (?, 'created', 'Booking created.', 'pending', ?)", made[-1]["id"], now)
    return {"bookings": made}, 201


ACTIONS = {action.__name__: action for action in (add_account, create_booking, get_bookings, get_booking)}


@app.post("/api/python/bookings")
def bridge():
    arguments = request.get_json()
    answer, status = ACTIONS[arguments["action"]](arguments)
    return jsonify({"success": status < 400, **answer}), status
