"""Compares the bridge with a Flask server or with another build of the bridge, workload by workload, in alternation."""

import argparse
import shutil
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from fill import EACH, filled
from load import Result, run
from server import PORT, bridge, flask, running
from summary import Row

BOOKINGS = 100_000
GET, LIST = '{"action":"get_booking","booking_id":%d}', '{"action":"get_bookings","account_id":%d}'


def _workloads(bookings: int) -> dict[str, list[tuple[int, str, int]]]:
    accounts = bookings // EACH
    return {
        "get_booking": [(100, GET, bookings)],
        "get_bookings, 200 rows": [(100, LIST, accounts)],
        "mixed: 70 get, 20 list, 10 create": [(70, GET, bookings), (20, LIST, accounts), (10, "create", accounts)],
        "create_booking, 2 slots, durable": [(100, "create", accounts)],
    }


def measure(options: argparse.Namespace, folder: Path) -> list[Row]:
    bookings = BOOKINGS // options.divide
    commands = {"bridge": bridge()}
    commands |= {"baseline": [str(options.baseline.resolve())]} if options.baseline else {"flask": flask(folder)}
    workloads = _workloads(bookings)
    results = {(workload, name): [] for workload in workloads for name in commands}
    servers = {name: [] for name in commands}
    with TemporaryDirectory(dir=folder) as place:
        sources = {name: filled(name, command, Path(place), bookings) for name, command in commands.items()}
        for number in range(options.rounds):
            print(f"Round {number + 1} of {options.rounds} …", flush=True)
            _round(options.seconds, workloads, commands, sources, results, servers)
    for workload in workloads:
        print(_table(workload, {name: results[workload, name] for name in commands}))
    print(f"\n{'':34}{'ready ms':>11}{'peak memory MB':>18}")
    for name, samples in servers.items():
        ready, memory = (median(column) for column in zip(*samples, strict=True))
        print(f"{name:34}{ready:11.0f}{memory:18.1f}")
    other = next(name for name in commands if name != "bridge")
    return [_row(workload, results[workload, "bridge"], results[workload, other], other) for workload in workloads]


def _row(workload: str, ours: list[Result], theirs: list[Result], other: str) -> Row:
    ratio = median(one.rate / two.rate for one, two in zip(ours, theirs, strict=True))
    rates = (median(run.rate for run in runs) for runs in (ours, theirs))
    return Row(f"{workload}: requests/s", *rates, other, ratio)


def _round(seconds: int, workloads: dict, commands: dict, sources: dict, results: dict, servers: dict) -> None:
    """Runs each workload on one server after the other, on fresh copies of their databases."""
    with ExitStack() as stack:
        up = []
        for port, (name, path) in enumerate(sources.items(), PORT):
            copy = Path(stack.enter_context(TemporaryDirectory(dir=path.parents[1])), "bookings.db")
            shutil.copytree(path.parent, copy.parent, dirs_exist_ok=True)
            up.append(stack.enter_context(running(name, commands[name], copy, port)))
        for number, (workload, requests) in enumerate(workloads.items()):
            for server in up:
                run(server, requests, 1, 2 * number)
                results[workload, server.name].append(run(server, requests, seconds, 2 * number + 1))
        for server in up:
            servers[server.name].append((server.ready_ms, server.peak_memory()))


def _table(workload: str, runs: dict[str, list[Result]]) -> str:
    parts = ("rate", "p50", "p99", "processor")
    lines = [f"\n{workload:34}{'requests/s':>11}{'p50 ms':>9}{'p99 ms':>9}{'CPU µs':>9}"]
    for name, own in runs.items():
        medians = (median(getattr(run, part) for run in own) for part in parts)
        lines.append(f"{name:34}{{:11,.0f}}{{:9.2f}}{{:9.2f}}{{:9.1f}}".format(*medians))
    pairs = list(zip(*runs.values(), strict=True))
    ratios = (median(getattr(ours, part) / getattr(theirs, part) for ours, theirs in pairs) for part in parts)
    return "\n".join([*lines, f"{'bridge / other':34}{{:11.2f}}{{:9.2f}}{{:9.2f}}{{:9.2f}}".format(*ratios)])
