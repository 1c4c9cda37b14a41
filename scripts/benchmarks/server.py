"""A server under test: its start, its processes as /proc shows them, its end."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

START_PATIENCE = 30.0
# How much longer than it should, in seconds, a program that measures may take before it is given up.
PATIENCE = 120
# What every server, peer and ceiling may use.
PROCESSORS = len(os.sched_getaffinity(0))
TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


class Trouble(Exception):
    """A sentence for whoever runs the benchmark."""


class Server:
    """A running server; as a context it is stopped at the end."""

    def __init__(self, name: str, command: list[str], port: int, environment: dict[str, str], log: Path) -> None:
        self.name, self.port, self.log = name, port, log
        _refuse_another(port)
        with log.open("wb") as output:
            begun = time.perf_counter()
            self._process = subprocess.Popen(
                command, env=_without_settings() | environment, stdout=output, stderr=output, start_new_session=True
            )
        try:
            self.start_seconds = self._wait(begun)
        except BaseException:
            self.stop()
            raise

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Asks it to stop, and makes it stop where it does not."""
        if self._process.poll() is not None:
            return
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _wait(self, begun: float) -> float:
        while time.perf_counter() - begun < START_PATIENCE:
            try:
                self.post({"action": "get_booking", "booking_id": 1})
                started = time.perf_counter() - begun
                if self._process.poll() is None:
                    return started
            except OSError:
                time.sleep(0.001)
            if self._process.poll() is not None:
                break
        raise Trouble(f"{self.name} did not start. Its last lines:\n{self.log.read_text()[-2000:]}")

    def post(self, body: dict, path: str = "/api/python/bookings") -> tuple[int, dict]:
        """One request over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"null")
        finally:
            connection.close()

    def processor_seconds(self) -> float:
        """What all its processes have used so far, in user and system mode."""
        return sum(_processor_ticks(process) for process in self._family()) / TICKS

    def peak_memory(self) -> int:
        """The bytes that each of its processes ever held at once, added up: what forked ones share counts for each."""
        return sum(_peak_memory(process) for process in self._family())

    def _family(self) -> list[int]:
        parents = {int(entry.name): _parent(int(entry.name)) for entry in PROC.iterdir() if entry.name.isdigit()}
        family = [self._process.pid]
        for member in family:
            family += [child for child, parent in parents.items() if parent == member]
        return family


def _without_settings() -> dict[str, str]:
    """What every program needs of the caller's environment. Settings of the caller's would be measured too."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}


def _refuse_another(port: int) -> None:
    """Whoever has the port would be measured in the server's place."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise Trouble(f"port {port} is in use: stop the program that uses it")


def _stat(process: int) -> list[str]:
    # The name of the program, in brackets, may itself hold blanks and brackets.
    return (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()


def _parent(process: int) -> int:
    try:
        return int(_stat(process)[1])
    except OSError:
        return 0


def _processor_ticks(process: int) -> int:
    fields = _stat(process)
    return int(fields[11]) + int(fields[12])


def _peak_memory(process: int) -> int:
    for line in (PROC / str(process) / "status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0
