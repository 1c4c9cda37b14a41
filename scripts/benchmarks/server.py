"""The servers under test: their commands, start, resources and end."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROCESSORS = len(os.sched_getaffinity(0))
PORT = 8151
PATH = "/api/python/bookings"
PATIENCE = 60  # seconds


class Trouble(SystemExit):
    """Ends the program with a sentence."""


def target() -> Path:
    command = ["cargo", "metadata", "--locked", "--no-deps", "--format-version", "1"]
    return Path(json.loads(subprocess.check_output(command, cwd=HERE))["target_directory"])


def bridge() -> list[str]:
    return [str(target() / "release/bridge")]


def virtual_environment(folder: Path, name: str) -> Path:
    """Installs what a program in Python needs, and returns the folder of its commands."""
    binaries = folder / name / "bin"
    if not binaries.exists():
        subprocess.run([sys.executable, "-m", "venv", binaries.parent], check=True)
    subprocess.run([binaries / "pip", "install", "--quiet", "--requirement", HERE / name / "requirements.txt"], check=True)
    return binaries


def flask(folder: Path) -> list[str]:
    """Installs the Flask server, and returns the command that starts it."""
    binaries = virtual_environment(folder, "flask")
    # The number of workers that gunicorn recommends. Threads, because only they keep connections alive.
    workers = ["--workers", str(2 * PROCESSORS + 1), "--worker-class", "gthread", "--threads", "16", "--keep-alive", "60"]
    return [str(binaries / "gunicorn"), "app:app", "--chdir", str(HERE / "flask"), "--log-level", "warning", *workers]


class Server:
    """A running server on one database file."""

    def __init__(self, name: str, process: subprocess.Popen, port: int) -> None:
        self.name, self.process, self.port, self.ready_ms = name, process, port, 0.0

    def post(self, **body: object) -> dict:
        """Sends a request over a connection of its own, and returns the answer."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request("POST", PATH, json.dumps(body), {"Content-Type": "application/json"})
            return json.loads(connection.getresponse().read())

    def processor_seconds(self) -> float:
        """CPU time of all its processes so far."""
        # The program's name comes in brackets and may itself hold blanks and brackets.
        fields = [Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split() for process in self._family()]
        return sum(int(own[11]) + int(own[12]) for own in fields) / os.sysconf("SC_CLK_TCK")

    def peak_memory(self) -> float:
        """Peak resident memory in MB, summed over its processes; shared pages count for each of them."""
        status = [Path(f"/proc/{process}/status").read_text() for process in self._family()]
        return sum(int(text.partition("VmHWM:")[2].split()[0]) for text in status) / 1000

    def _family(self) -> list[int]:
        family = [self.process.pid]
        for member in family:
            family += map(int, Path(f"/proc/{member}/task/{member}/children").read_text().split())
        return family


@contextmanager
def running(name: str, command: list[str], database: Path, port: int = PORT) -> Iterator[Server]:
    """Starts a server, waits until it answers, and stops it at the end."""
    # Without the caller's settings, because they would be measured too.
    environment = {variable: os.environ[variable] for variable in ("PATH", "HOME", "TMPDIR") if variable in os.environ}
    environment |= {"BRIDGE_LISTEN": f"127.0.0.1:{port}", "BRIDGE_DATABASE": str(database)}
    environment |= {"GUNICORN_CMD_ARGS": f"--bind 127.0.0.1:{port}", "DATABASE": str(database)}
    log = database.with_suffix(".log")
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output, start_new_session=True)
    try:
        server = Server(name, process, port)
        _wait(server, log)
        yield server
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)


def _wait(server: Server, log: Path) -> None:
    begun = time.perf_counter()
    while time.perf_counter() - begun < PATIENCE and server.process.poll() is None:
        try:
            server.post(action="get_booking", booking_id=1)
            server.ready_ms = (time.perf_counter() - begun) * 1000
            return
        except OSError:
            time.sleep(0.001)
    raise Trouble(f"{server.name} did not start:\n{log.read_text()[-2000:]}")
