"""The bridge's five booking actions on Flask and SQLAlchemy, as gunicorn serves them."""

import os
import threading
from datetime import UTC, date, datetime, time

from flask import Flask, jsonify, request
from sqlalchemy import create_engine, event, insert, select, update
from sqlalchemy.exc import IntegrityError

from tables import accounts, booking_logs, bookings

app = Flask(__name__)
app.json.sort_keys = False
engine = create_engine(f"sqlite:///{os.environ['DATABASE']}", pool_size=64, connect_args={"timeout": 30})


# SQLite lets one write at a time, and who finds it locked sleeps and tries again. The threads of a process wait in line
# instead, which wastes less, so that only the processes meet in the database.
writing = threading.Lock()


@event.listens_for(engine, "connect")
def set_up(connection, _record):
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


class Refusal(Exception):
    def __init__(self, status, code, message):
        self.status, self.code, self.message = status, code, message


@app.errorhandler(Refusal)
def refused(refusal):
    body = {"success": False, "error": refusal.message, "message": refusal.message, "code": refusal.code}
    return jsonify(body), refusal.status


def moment(milliseconds):
    shown = datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="milliseconds")
    return shown.replace("+00:00", "Z")


def shown(row):
    booking = dict(row._mapping)
    booking["auto_retry"] = bool(booking["auto_retry"])
    booking["created_at"] = moment(booking["created_at"])
    booking["updated_at"] = moment(booking["updated_at"])
    return booking


def now():
    return int(datetime.now(UTC).timestamp() * 1000)


def find(connection, number):
    row = connection.execute(select(bookings).where(bookings.c.id == number)).first()
    if row is None:
        raise Refusal(404, "booking_not_found", f"There is no booking {number}.")
    return row


def get_booking(arguments):
    with engine.connect() as connection:
        return {"booking": shown(find(connection, arguments["booking_id"]))}, 200


def get_bookings(arguments):
    query = select(bookings).order_by(bookings.c.booking_date, bookings.c.time_slot, bookings.c.id)
    if "account_id" in arguments:
        query = query.where(bookings.c.account_id == arguments["account_id"])
    if "limit" in arguments:
        query = query.limit(arguments["limit"])
    with engine.connect() as connection:
        found = [shown(row) for row in connection.execute(query)]
    return {"bookings": found, "count": len(found)}, 200


def create_booking(arguments):
    day = date.fromisoformat(arguments["booking_date"]).isoformat()
    slots = [time.fromisoformat(slot).isoformat() for slot in arguments["time_slots"]]
    created = now()
    with writing, engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        account = connection.execute(select(accounts.c.is_active).where(accounts.c.id == arguments["account_id"])).first()
        if account is None:
            raise Refusal(404, "account_not_found", "There is no such account.")
        if not account.is_active:
            raise Refusal(409, "account_inactive", "The account is switched off.")
        row = {
            "account_id": arguments["account_id"], "booking_date": day, "location": arguments["location"],
            "sub_location": arguments.get("sub_location"), "status": "pending",
            "retry_interval": arguments.get("retry_interval", 60), "auto_retry": arguments.get("auto_retry", False),
            "created_at": created, "updated_at": created,
        }
        statement = insert(bookings).returning(*bookings.c)
        try:
            made = [connection.execute(statement, row | {"time_slot": slot}).one() for slot in slots]
        except IntegrityError as error:
            raise Refusal(409, "slot_conflict", "The account already holds one of the slots.") from error
        logs = [log(booking.id, "created", "Booking created.", None, "pending", created) for booking in made]
        connection.execute(insert(booking_logs), logs)
        connection.commit()
    return {"bookings": [shown(booking) for booking in made]}, 201


def log(booking, event_type, message, before, after, created):
    return {"booking_id": booking, "event_type": event_type, "message": message,
            "from_status": before, "to_status": after, "created_at": created}


CHANGES = {"pending": ("confirmed", "failed", "cancelled"), "confirmed": ("failed", "cancelled"),
           "failed": ("pending", "confirmed"), "cancelled": ()}


def change(arguments, status, event_type):
    with writing, engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        before = find(connection, arguments["booking_id"])
        if status not in CHANGES[before.status]:
            raise Refusal(409, "invalid_transition", f"A {before.status} booking cannot become {status}.")
        changed = now()
        query = update(bookings).where(bookings.c.id == before.id).values(status=status, updated_at=changed)
        after = connection.execute(query.returning(*bookings.c)).one()
        entry = log(before.id, event_type, "Status changed.", before.status, status, changed)
        connection.execute(insert(booking_logs), entry)
        connection.commit()
    return {"booking": shown(after)}, 200


def update_booking(arguments):
    return change(arguments, arguments["status"], "status_change")


def cancel_booking(arguments):
    return change(arguments, "cancelled", "cancelled")


ACTIONS = {action.__name__: action for action in
           (create_booking, get_bookings, get_booking, update_booking, cancel_booking)}


@app.post("/api/python/bookings")
def bridge():
    arguments = request.get_json()
    action = ACTIONS.get(arguments.get("action"))
    if action is None:
        raise Refusal(400, "unknown_action", "There is no such action.")
    members, status = action(arguments)
    return jsonify({"success": True, **members}), status
