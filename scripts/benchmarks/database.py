"""The generated database: accounts with 200 bookings each, in scattered order, in a file that the bridge made."""

import contextlib
import datetime
import random
import shutil
import sqlite3
from pathlib import Path

from contenders import Contender

EACH = 200
LOCATIONS = [("Fitness", None), ("X1", "A"), ("X1", "B"), ("X3", "A"), ("X3", None)]
FIRST_DAY = datetime.date(2026, 1, 1)
DAYS = 1096
HOURS = range(7, 22)


def generate(folder: Path, bridge: Contender, bookings: int) -> Path:
    """The database that every server gets a copy of. Its schema is the bridge's own work."""
    path = folder / f"{bookings}" / "bookings.db"
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    bridge.command = bridge.command or bridge.prepare(folder)
    with bridge.start(path):
        pass
    _fill(path, bookings)
    return path


def _fill(path: Path, bookings: int) -> None:
    """Adds the accounts and bookings. The same numbers make the same database every time."""
    chance = random.Random(5)
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA synchronous=OFF")
        database.execute("PRAGMA cache_size=-262144")
        database.executemany(
            "INSERT INTO accounts (netid, netid_folded, is_active, created_at, updated_at) VALUES (?1, ?1, 1, 1e12, 1e12)",
            [(f"member{number:04}",) for number in range(1, bookings // EACH + 1)],
        )
        rows = _bookings(chance, bookings)
        database.executemany(
            "INSERT INTO bookings (account_id, booking_date, time_slot, location, sub_location, status,"
            " booking_reference, error_message, retry_interval, auto_retry, created_at, updated_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 60, 0, ?, ?)",
            rows,
        )
        database.execute(
            "INSERT INTO booking_logs (booking_id, event_type, message, from_status, to_status, created_at)"
            " SELECT id, 'created', 'Booking created.', NULL, 'pending', created_at FROM bookings"
        )
        database.execute(
            "INSERT INTO booking_logs (booking_id, event_type, message, from_status, to_status, created_at)"
            " SELECT id, 'status_change', 'Status changed.', 'pending', status, updated_at FROM bookings"
            " WHERE status <> 'pending'"
        )
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def _bookings(chance: random.Random, bookings: int) -> list[tuple]:
    rows = []
    for account in range(1, bookings // EACH + 1):
        for place in chance.sample(range(DAYS * len(HOURS)), EACH):
            rows.append(_booking(chance, account, place))
    chance.shuffle(rows)
    return rows


def _booking(chance: random.Random, account: int, place: int) -> tuple:
    date = FIRST_DAY + datetime.timedelta(days=place // len(HOURS))
    time = f"{HOURS[place % len(HOURS)]:02}:00:00"
    location, half = chance.choice(LOCATIONS)
    status = chance.choices(["confirmed", "pending", "failed", "cancelled"], [60, 10, 15, 15])[0]
    reference = f"SPT-{chance.randrange(10**6):06}" if status == "confirmed" else None
    error = "The facility says that the slot is full." if status == "failed" else None
    created = 1_700_000_000_000 + chance.randrange(10**10)
    return (account, date.isoformat(), time, location, half, status, reference, error, created, created + 60_000)


def rows(path: Path, condition: str, *values: object) -> list[dict]:
    """The bookings that meet the condition, as an answer shows them."""
    database = sqlite3.connect(path)
    database.row_factory = sqlite3.Row
    found = database.execute(f"SELECT * FROM bookings WHERE {condition} ORDER BY booking_date, time_slot, id", values)
    shown = [_shown(dict(row)) for row in found]
    database.close()
    return shown


def count(path: Path) -> int:
    """How many bookings there are."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT count(*) FROM bookings").fetchone()[0]


def _shown(row: dict) -> dict:
    row["auto_retry"] = bool(row["auto_retry"])
    for moment in ("created_at", "updated_at"):
        utc = datetime.datetime.fromtimestamp(row[moment] / 1000, datetime.UTC)
        row[moment] = utc.strftime("%Y-%m-%dT%H:%M:%S.") + f"{row[moment] % 1000:03}Z"
    return row
