"""Fills a database through the server that owns it, because servers under comparison differ in schema."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

from server import Trouble, running

EACH = 200  # bookings of an account
TIMES = [f"{hour:02}:00" for hour in range(8, 18)]
PLACES = [{"location": "Fitness"}, {"location": "X1", "sub_location": "A"}, {"location": "X3", "sub_location": "B"}]


def filled(name: str, command: list[str], folder: Path, bookings: int) -> Path:
    """Returns a new database with `bookings` bookings, 200 for each account, in scattered order."""
    path = folder / name / "bookings.db"
    path.parent.mkdir(parents=True)
    print(f"{name}: creating {bookings:,} bookings …", flush=True)
    with running(name, command, path) as server, ThreadPoolExecutor(16) as pool:
        for number in range(bookings // EACH):
            server.post(action="add_account", netid=f"member{number + 1:05}")
        list(pool.map(lambda create: server.post(action="create_booking", **create), _creates(bookings // EACH)))
        if (count := server.post(action="get_bookings", account_id=1).get("count")) != EACH:
            raise Trouble(f"{name} has {count} bookings of an account instead of {EACH}")
    return path


def _creates(accounts: int) -> list[dict]:
    chance = random.Random(5)
    days = [(account, day) for account in range(1, accounts + 1) for day in chance.sample(range(1000), EACH // len(TIMES))]
    chance.shuffle(days)
    return [
        {"account_id": account, "booking_date": str(date(2030, 1, 1) + timedelta(days=day)), "time_slots": TIMES}
        | chance.choice(PLACES)
        for account, day in days
    ]
