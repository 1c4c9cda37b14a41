"""Measures the bridge beside its peers and its ceilings. See `scripts/bench --help`."""

import argparse
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import ceilings
import correctness
import database
import growth
import load
import report
import web_hop
from contenders import CONTENDERS, Contender, build_rust
from load import WORKLOADS
from server import Trouble

BOOKINGS = 100_000


def main() -> int:
    options = _options()
    # As with Ctrl-C, the servers that run are stopped on the way out.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _: sys.exit(128 + received))
    folder = Path(options.keep or tempfile.mkdtemp(prefix="bench-")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _chosen(options)(options, folder)
    except (Trouble, subprocess.TimeoutExpired) as trouble:
        print(f"bench: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    return 0


def _options() -> argparse.Namespace:
    names = [contender.name for contender in CONTENDERS] + ["static", "in-process"]
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one short round: shows that it works, not how fast it is")
    parser.add_argument("--only", default=",".join(names), help=f"whom to measure, comma separated (default: {','.join(names)})")
    parser.add_argument("--workloads", default=",".join(WORKLOADS), help=f"comma separated (default: {','.join(WORKLOADS)})")
    parser.add_argument("--rounds", type=int, help="how often everything is measured (default: 3)")
    parser.add_argument("--seconds", type=int, help="how long each measurement takes (default: 5)")
    parser.add_argument("--baseline", metavar="FILE", help="another build of the bridge, to be measured beside this one")
    parser.add_argument("--no-build", action="store_true", help="take the Rust programs as they are")
    parser.add_argument("--growth", action="store_true", help="instead: what reads of a hundred times as many bookings cost")
    parser.add_argument("--web", action="store_true", help="instead: what the web app adds to an answer of the bridge")
    parser.add_argument("--keep", metavar="FOLDER", help="keep what is installed and the logs there, for the next run")
    options = parser.parse_args()
    options.only, options.workloads = options.only.split(","), options.workloads.split(",")
    for given, known in ((options.only, names), (options.workloads, WORKLOADS)):
        for name in given:
            if name not in known:
                parser.error(f"there is no {name!r}: choose from {', '.join(known)}")
    if options.baseline:
        options.baseline = Path(options.baseline).resolve()
        if not options.baseline.is_file():
            parser.error(f"there is no {options.baseline}")
    # Always in one order, reads before creates: a list is longer after them, for a ceiling as for a server.
    options.workloads = [workload for workload in WORKLOADS if workload in options.workloads]
    options.rounds = options.rounds or (1 if options.quick else 3)
    options.seconds = options.seconds or (2 if options.quick else 5)
    return options


def _chosen(options: argparse.Namespace) -> Callable[[argparse.Namespace, Path], None]:
    if options.growth:
        return growth.measure
    return web_hop.measure if options.web else _measure


def _measure(options: argparse.Namespace, folder: Path) -> None:
    print("Building and installing …", flush=True)
    if not options.no_build:
        build_rust()
    contenders = [contender for contender in CONTENDERS if contender.name in options.only]
    if options.baseline:
        contenders.append(Contender("baseline", 8155, lambda _: [str(options.baseline)]))
    for contender in contenders:
        contender.command = contender.prepare(folder)
    print(f"Generating a database of {BOOKINGS:,} bookings …", flush=True)
    source = database.generate(folder, CONTENDERS[0], BOOKINGS)
    board = report.Board()
    for number in range(options.rounds):
        for contender in contenders:
            print(f"Round {number + 1} of {options.rounds}: {contender.name} …", flush=True)
            _drive(contender, _fresh(source, folder, contender.name), options, board)
        if "static" in options.only:
            ceilings.static_answers(source, options, board)
        if "in-process" in options.only:
            ceilings.in_process(_fresh(source, folder, "in-process"), options, board)
    print(board.text())


def _fresh(source: Path, folder: Path, name: str) -> Path:
    copy = folder / f"run-{name}"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    return Path(shutil.copy(source, copy))


def _drive(contender: Contender, path: Path, options: argparse.Namespace, board: report.Board) -> None:
    with contender.start(path) as server:
        correctness.check_answers(server, path)
        for number, workload in enumerate(options.workloads):
            before = database.count(path)
            # The short warm-up books too, so it is counted with it.
            runs = [load.run(server, workload, seconds, 2 * number + i) for i, seconds in enumerate((1, options.seconds))]
            board.add(contender.name, workload, runs[-1])
            if workload == "create":
                made = database.count(path) - before
                correctness.check_created(server, made, sum(run.requests for run in runs))
        board.add_server(contender.name, server.start_seconds, server.peak_memory())


if __name__ == "__main__":
    sys.exit(main())
