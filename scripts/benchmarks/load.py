"""Runs wrk with 64 kept-alive connections."""

import json
import subprocess
from dataclasses import dataclass

from server import HERE, PATH, PATIENCE, PROCESSORS, Server, Trouble

# A run books the places from its number times this on: more requests than a run can make.
RUN_LENGTH = 500_000


@dataclass
class Result:
    """One run: requests per second, percentiles in ms, CPU time of a request in µs."""

    rate: float
    p50: float
    p99: float
    processor: float


def run(server: Server, requests: list[tuple[int, str, int]], seconds: int, number: int = 0) -> Result:
    """Drives the server for `seconds`. A failed request is an error. Runs that create need different numbers.
    A request is its share in percent, its body, and the highest number for %d in it; "create" goes with the accounts."""
    before = server.processor_seconds()
    threads = min(PROCESSORS, 64)
    command = ["wrk", f"-t{threads}", "-c64", f"-d{seconds}s", "--timeout", "20s", "-s", str(HERE / "workload.lua")]
    command += [f"http://127.0.0.1:{server.port}{PATH}", "--", str(number * RUN_LENGTH), str(threads)]
    command += [str(part) for request in requests for part in request]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + PATIENCE)
    used = server.processor_seconds() - before
    found = next((json.loads(line[7:]) for line in done.stdout.splitlines() if line.startswith("RESULT ")), None)
    if not found or found["failed"] or not found["requests"]:
        raise Trouble(f"{server.name} failed under load: {found or done.stdout + done.stderr}")
    count = found["requests"]
    return Result(count / found["us"] * 1e6, found["p50"] / 1e3, found["p99"] / 1e3, used / count * 1e6)
