"""Runs wrk: 64 connections that are kept open, one workload."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from server import PATIENCE, PROCESSORS, Server, Trouble

LUA = Path(__file__).parent / "lua"
ACTIONS = "/api/python/bookings"
CONNECTIONS = 64
# As many as there are processors, as far as each gets the same number of connections.
THREADS = max(threads for threads in (1, 2, 4, 8, 16, 32, 64) if threads <= PROCESSORS)
WORKLOADS = ["get", "list", "mixed", "create"]
# More requests than one run ever makes: runs that begin so far apart never ask for the same slot.
RUN_LENGTH = 500_000


@dataclass
class Result:
    """What one run of one workload gave."""

    requests: int
    rate: float
    p50: float
    p99: float
    processor: float
    bytes_per_second: float


def run(server: Server, workload: str, seconds: int, number: int, path: str = ACTIONS) -> Result:
    """Drives the server for `seconds`. `number` is different for every run on one database. Any failed request is an end."""
    return _wrk(server, workload, seconds, path, [str(number * RUN_LENGTH), str(THREADS)])


def ask(server: Server, body: str, highest: int, seconds: int) -> Result:
    """Sends one request over and over; a `%d` in it becomes a number up to `highest`."""
    return _wrk(server, "any", seconds, ACTIONS, [body, str(highest)])


def fetch(server: Server, path: str, seconds: int) -> Result:
    """Asks for one address over and over."""
    return _wrk(server, "fetch", seconds, path, [])


def _wrk(server: Server, workload: str, seconds: int, path: str, arguments: list[str]) -> Result:
    before = server.processor_seconds()
    command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "20s"]
    command += ["-s", str(LUA / f"{workload}.lua"), f"http://127.0.0.1:{server.port}{path}", "--", *arguments]
    environment = os.environ | {"BENCH_LUA": str(LUA)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=seconds + PATIENCE)
    used = server.processor_seconds() - before
    line = next((line for line in done.stdout.splitlines() if line.startswith("RESULT ")), None)
    if line is None:
        raise Trouble(f"wrk gave no result for {server.name}, {workload}:\n{done.stdout}{done.stderr}")
    found = json.loads(line.removeprefix("RESULT "))
    if found["failed"] or not found["requests"]:
        raise Trouble(f"{server.name}, {workload}: {found['failed']} of {found['requests']} requests failed. See {server.log}.")
    elapsed = found["microseconds"] / 1e6
    return Result(
        requests=found["requests"],
        rate=found["requests"] / elapsed,
        p50=found["p50"] / 1e3,
        p99=found["p99"] / 1e3,
        processor=used / found["requests"] * 1e6,
        bytes_per_second=found["bytes"] / elapsed,
    )
