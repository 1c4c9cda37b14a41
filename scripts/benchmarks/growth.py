"""Whether reads cost the same however many bookings there are, and how fast all of them come at once."""

import argparse
import http.client
import json
import time
from pathlib import Path
from statistics import median

import database
import load
from contenders import CONTENDERS, build_rust
from server import Server, Trouble

SMALL, LARGE = 10_000, 1_000_000
READS = {
    "get_booking": '{"action":"get_booking","booking_id":%d}',
    "get_account_bookings": '{"action":"get_account_bookings","account_id":%d}',
    "get_account_stats": '{"action":"get_account_stats","account_id":%d}',
    "get_booking_statistics": '{"action":"get_booking_statistics"}',
    "get_upcoming_bookings": '{"action":"get_upcoming_bookings","limit":50}',
}


def measure(options: argparse.Namespace, folder: Path) -> None:
    print("Building …", flush=True)
    if not options.no_build:
        build_rust()
    bridge = CONTENDERS[0]
    paths = []
    for bookings in (SMALL, LARGE):
        print(f"Generating a database of {bookings:,} bookings …", flush=True)
        paths.append(database.generate(folder, bridge, bookings))
    runs = {read: [] for read in READS}
    # One server at a time listens on the port, so every round starts both.
    for number in range(options.rounds):
        print(f"Round {number + 1} of {options.rounds} …", flush=True)
        sides = []
        for path, bookings in zip(paths, (SMALL, LARGE), strict=True):
            with bridge.start(path) as server:
                _require_upcoming(server)
                sides.append({read: _run(server, read, bookings, options.seconds) for read in READS})
        for read in READS:
            runs[read].append(tuple(side[read] for side in sides))
    print(_table(runs))
    with bridge.start(paths[1]) as server:
        print(_everything(server))


def _require_upcoming(server: Server) -> None:
    """Once all that was generated has begun, nothing of it would be read."""
    _, answer = server.post({"action": "get_upcoming_bookings", "limit": 50})
    if answer["count"] != 50:
        moved = "move FIRST_DAY, and beyond it what the Lua files and in_process.rs book"
        raise Trouble(f"too few of the generated bookings are still to come: {moved}")


def _run(server: Server, read: str, bookings: int, seconds: int) -> load.Result:
    highest = bookings if read == "get_booking" else bookings // database.EACH
    load.ask(server, READS[read], highest, 1)
    return load.ask(server, READS[read], highest, seconds)


def _table(runs: dict[str, list[tuple[load.Result, load.Result]]]) -> str:
    lines = [f"\n{'CPU µs at':25}{f'{SMALL:,}':>11}{f'{LARGE:,}':>11}{'CPU':>8}{'p50':>8}  times"]
    for read, rounds in runs.items():
        small, large = (median(run[side].processor for run in rounds) for side in (0, 1))
        processor = median(large.processor / small.processor for small, large in rounds)
        p50 = median(large.p50 / small.p50 for small, large in rounds)
        lines.append(f"{read:25}{small:11.1f}{large:11.1f}{processor:8.2f}{p50:8.2f}")
    return "\n".join(lines)


def _everything(server: Server) -> str:
    """All bookings in one answer, as it is read by somebody who takes it as fast as it comes."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    begun, taken, end = time.perf_counter(), 0, b""
    connection.request("POST", load.ACTIONS, json.dumps({"action": "get_bookings"}), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    while part := answer.read(1 << 20):
        taken, end = taken + len(part), (end + part)[-80:]
    elapsed = time.perf_counter() - begun
    connection.close()
    if f'"count":{LARGE}' not in end.decode():
        raise Trouble(f"the list of all bookings does not end as it should: {end!r}")
    rate, peak = taken / elapsed / 1e6, server.peak_memory() / 1e6
    return f"\nAll {LARGE:,} bookings in one list: {taken / 1e6:.0f} MB at {rate:.0f} MB/s, peak memory {peak:.1f} MB"
