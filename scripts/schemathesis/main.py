"""Checks with schemathesis that a running bridge behaves as its OpenAPI document says, for valid and invalid requests: on an
empty database, then on one with bookings in every status."""

import argparse
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
REQUIREMENTS = HERE / "requirements.txt"
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
ENVIRONMENT = TARGET / "schemathesis"
PATIENCE = 60  # seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bridge", type=Path, default=TARGET / "debug/bridge", help="the bridge to check")
    parser.add_argument("--examples", type=int, default=150, help="maximum number of generated requests [150]")
    parser.add_argument("--seed", type=int, default=1, help="seed of the generated requests [1]")
    options = parser.parse_args()
    install()
    outcomes = [check(options, bodies) for bodies in ([], bookings())]
    return max(outcomes)


def install() -> None:
    """Installs the pinned packages into a virtual environment below target/, if they have changed."""
    stamp = ENVIRONMENT / "requirements.txt"
    if stamp.exists() and stamp.read_text() == REQUIREMENTS.read_text():
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], check=True)
    subprocess.run([ENVIRONMENT / "bin/pip", "install", "--quiet", "--requirement", REQUIREMENTS], check=True)
    stamp.write_text(REQUIREMENTS.read_text())


def bookings() -> list[dict]:
    """Requests that create an account with a booking in every status, and an inactive account."""
    slots = ["06:00", "07:00", "08:00", "09:00"]
    place = {"booking_date": "2026-12-01", "time_slots": slots, "location": "X1", "sub_location": "A"}
    return [
        {"action": "add_account", "netid": "jdevries", "password": "open sesame"},
        {"action": "add_account", "netid": "mbakker", "is_active": False},
        {"action": "create_booking", "account_id": 1, "idempotency_key": "0", **place},
        {"action": "mark_booking_confirmed", "booking_id": 2, "booking_reference": "SPT-104"},
        {"action": "mark_booking_failed", "booking_id": 3, "error_message": "The slot was taken."},
        {"action": "cancel_booking", "booking_id": 4, "reason": "Injured."},
    ]


def check(options: argparse.Namespace, bodies: list[dict]) -> int:
    with tempfile.TemporaryDirectory() as folder, running(options.bridge, folder) as url:
        for body in bodies:
            post(f"{url}/api/python/bookings", body)
        command = [ENVIRONMENT / "bin/schemathesis", "--config-file", HERE / "schemathesis.toml", "run"]
        command += [f"{url}/openapi.json", "--url", url, "--seed", str(options.seed)]
        command += ["--max-examples", str(options.examples)]
        command += ["--exclude-path", "/api/python/events"]  # Its answer has no end.
        paths = {"PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin:/bin", "HOME": folder}
        return subprocess.run(command, cwd=folder, env=paths).returncode


def post(url: str, body: dict) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # Without a proxy.
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    opener.open(request, timeout=PATIENCE).close()


@contextlib.contextmanager
def running(bridge: Path, folder: str):
    """Runs a bridge on an empty database and a free port."""
    command = [bridge, "--listen", "127.0.0.1:0", "--database", "bookings.db"]
    log = Path(folder, "bridge.log")
    # An empty environment, because RUST_LOG and BRIDGE_TOKEN would change the bridge.
    with log.open("w") as output, subprocess.Popen(command, cwd=folder, env={}, stdout=output, stderr=output) as process:
        try:
            yield address(process, log)
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def address(process: subprocess.Popen, log: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if found := re.search(r"http://[\d.]+:\d+", log.read_text()):
            return found[0]
        time.sleep(0.05)
    raise SystemExit(f"the bridge did not start:\n{log.read_text()}")


if __name__ == "__main__":
    sys.exit(main())
