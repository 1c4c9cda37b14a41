"""Compares how late requests reach the facility at an opening: the bridge, and a scheduler in Python (`apscheduler/`)."""

import argparse
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from fill import filled
from server import HERE, PATIENCE, Trouble, bridge, running, target, virtual_environment
from summary import Row

SIZES = (1, 10, 100)
LISTEN = "127.0.0.1:8161"
URL = f"http://{LISTEN}"
PREPARATION = 20  # seconds that accounts, bookings and sign-ins may take before the opening
PENDING = 1_000_000
IDLE = 20  # seconds
PROFILE = """name = "Benchmark"
url = "%s"
practice = true
sign_in = "password"
requests_per_second = 1000
first_slot = "06:00"
last_slot = "23:00"
minimum_notice_minutes = 0
[[locations]]
name = "Fitness"
product = 20061
opens_minutes_ahead = %d
"""


class Opening:
    """The next whole minute that leaves time to prepare, at which tomorrow's slot at noon opens."""

    def __init__(self) -> None:
        self.at = (datetime.now(UTC) + timedelta(seconds=60 + PREPARATION)).replace(second=0, microsecond=0)
        noon = datetime.now(ZoneInfo("Europe/Amsterdam")).replace(hour=12, minute=0, second=0, microsecond=0)
        self.local = noon + timedelta(days=1)
        self.starts_at = self.local.astimezone(UTC)
        self.minutes_ahead = int((self.starts_at - self.at).total_seconds()) // 60


def measure(options: argparse.Namespace, folder: Path) -> list[Row]:
    peer = [str(virtual_environment(folder, "apscheduler") / "python"), str(HERE / "apscheduler/book.py")]
    print(f"\n{'late, ms':26}{'earliest':>10}{'median':>10}{'last':>10}")
    rows = []
    for size in SIZES:
        ours, theirs = [], []
        for _ in range(options.rounds):
            with TemporaryDirectory(dir=folder) as place:
                ours.append(_of_bridge(size, Path(place)))
                theirs.append(_of_peer(size, Path(place), peer))
        for name, rounds in (("bridge", ours), ("APScheduler", theirs)):
            numbers = (median(column) for column in zip(*((late[0], median(late), late[-1]) for late in rounds), strict=True))
            print(f"{f'{size} due, {name}':26}{{:10.2f}}{{:10.2f}}{{:10.2f}}".format(*numbers), flush=True)
        medians = [median(median(late) for late in rounds) for rounds in (ours, theirs)]
        rows.append(Row(f"{size} due at an opening: ms late", *medians, "APScheduler", medians[1] / medians[0]))
        print(f"{'APScheduler / bridge':36}{rows[-1].better:10.1f}", flush=True)
    _idle(folder, PENDING // options.divide)
    return rows


def _of_bridge(size: int, place: Path) -> list[float]:
    opening = Opening()
    profile = place / "profile.toml"
    profile.write_text(PROFILE % (URL, opening.minutes_ahead))
    with _facility(opening), running("bridge", [*bridge(), "--facility", str(profile)], place / "bridge.db") as server:
        slot = {"booking_date": str(opening.local.date()), "time_slots": ["12:00"], "location": "Fitness"}
        for netid in _netids(size):
            account = server.post(action="add_account", netid=netid, password="practice")["account"]
            server.post(action="create_booking", account_id=account["id"], **slot)
        return _arrivals(opening, size)


def _of_peer(size: int, place: Path, command: list[str]) -> list[float]:
    opening = Opening()
    times = {"startDate": _text(opening.starts_at), "endDate": _text(opening.starts_at + timedelta(minutes=59))}
    slot = {"bookingId": None, "params": {**times, "bookableProductId": 20061, "bookableLinkedProductId": 20060}}
    plan = {"url": URL, "database": str(place / "peer.db"), "opens_at": opening.at.timestamp(), "slot": slot}
    with _facility(opening), subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as peer:
        peer.stdin.write(json.dumps({**plan, "netids": _netids(size)}))
        peer.stdin.close()
        if peer.stdout.readline() != "ready\n":
            raise Trouble("the scheduler in Python did not start")
        late = _arrivals(opening, size)
        peer.wait(PATIENCE)
        return late


def _arrivals(opening: Opening, size: int) -> list[float]:
    """Waits for the opening and returns how late each booking request arrived, in milliseconds, in order."""
    if datetime.now(UTC) > opening.at - timedelta(seconds=6):
        raise Trouble("the preparation took until the opening: nothing can be measured")
    deadline = opening.at + timedelta(seconds=PATIENCE)
    while datetime.now(UTC) < deadline:
        time.sleep(max(1, (opening.at - datetime.now(UTC)).total_seconds() + 2))
        with urllib.request.urlopen(f"{URL}/practice/state") as answer:
            requests = [one for one in json.load(answer)["requests"] if one["path"].startswith("/participations") and one["method"] == "POST"]
        booked = [one for one in requests if one["status"] == 201]
        if len(booked) == size:
            if len(requests) != size:
                raise Trouble(f"{len(requests)} requests for {size} bookings: some came before the opening")
            return sorted((one["arrivedUs"] - one["opensAtUs"]) / 1000 for one in requests)
    raise Trouble(f"{len(booked)} of {size} bookings were confirmed")


def _idle(folder: Path, pending: int) -> None:
    """Measures the processor time of a bridge that has nothing to do for so many pending bookings."""
    with TemporaryDirectory(dir=folder) as place:
        profile = Path(place) / "profile.toml"
        profile.write_text(PROFILE % (URL, 10_080))
        for name, command in {"without facility": bridge(), "with facility": [*bridge(), "--facility", str(profile)]}.items():
            path = filled(name, command, Path(place), pending)
            with running(name, command, path) as server:
                time.sleep(2)
                before = server.processor_seconds()
                time.sleep(IDLE)
                share = (server.processor_seconds() - before) / IDLE
                print(f"{pending:,} pending, {name}: {share:.2%} of a processor idle, ready in {server.ready_ms:.0f} ms", flush=True)


def _netids(size: int) -> list[str]:
    return [f"member{number:03}" for number in range(size)]


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


@contextmanager
def _facility(opening: Opening) -> Iterator[None]:
    """Runs a practice facility with room for everybody."""
    flags = ["--listen", LISTEN, "--capacity-fitness", str(max(SIZES)), "--open-ahead", f"Fitness={opening.minutes_ahead}"]
    process = subprocess.Popen([str(target() / "release/practice-facility"), *flags], stderr=subprocess.PIPE, text=True)
    try:
        if not process.stderr.readline().startswith("listening"):
            raise Trouble("the practice facility did not start")
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)
