"""Who is measured: how each is built or installed, and how it is started."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from server import PROCESSORS, Server, Trouble

ROOT = Path(__file__).resolve().parents[2]
PEERS = Path(__file__).parent / "peers"
FLASK_PORT = 8152
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"


@dataclass
class Contender:
    """A server on the database; `prepare` gives the command that starts it."""

    name: str
    port: int
    prepare: Callable[[Path], list[str]]
    command: list[str] | None = None

    def start(self, database: Path) -> Server:
        environment = {
            "BRIDGE_LISTEN": f"127.0.0.1:{self.port}", "BRIDGE_DATABASE": str(database),
            "PORT": str(self.port), "PROCESSES": str(PROCESSORS), "DATABASE": str(database), "NODE_ENV": "production",
        }
        return Server(self.name, self.command, self.port, environment, database.with_name(f"{self.name}.log"))


def build_rust() -> None:
    """The bridge and the two ceilings, as they are released."""
    _quietly(["cargo", "build", "--release", "--locked", "--package", "bridge", "--bins", "--example", "static_answer"])
    _quietly(["cargo", "build", "--release", "--locked", "--package", "booking-core", "--example", "in_process"])


def _bridge(_: Path) -> list[str]:
    return [str(TARGET / "bridge")]


def _flask(folder: Path) -> list[str]:
    environment, wanted = folder / "flask", PEERS / "flask/requirements.txt"
    if not _installed(environment, wanted):
        _quietly([sys.executable, "-m", "venv", "--clear", str(environment)])
        _quietly([str(environment / "bin/pip"), "install", "--quiet", "-r", str(wanted)])
        shutil.copy(wanted, environment / "installed")
    gunicorn = [str(environment / "bin/gunicorn"), "app:app", "--chdir", str(PEERS / "flask"), "--log-level", "warning"]
    # The number of workers that gunicorn recommends; threads, because only they keep connections open.
    workers = ["--workers", str(2 * PROCESSORS + 1), "--worker-class", "gthread", "--threads", "16", "--keep-alive", "60"]
    return [*gunicorn, *workers, "--bind", f"127.0.0.1:{FLASK_PORT}"]


def _fastify(folder: Path) -> list[str]:
    copy, wanted = folder / "fastify", PEERS / "fastify/package.json"
    shutil.copytree(PEERS / "fastify", copy, dirs_exist_ok=True)
    if not _installed(copy, wanted):
        _quietly(["npm", "install", "--prefix", str(copy), "--no-audit", "--no-fund", "--loglevel", "error"])
        shutil.copy(wanted, copy / "installed")
    return ["node", str(copy / "server.js")]


def _installed(folder: Path, wanted: Path) -> bool:
    """Whether the packages there are those that are wanted now: `--keep` also keeps those of an earlier run."""
    stamp = folder / "installed"
    return stamp.exists() and stamp.read_bytes() == wanted.read_bytes()


def _quietly(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise Trouble(f"\"{' '.join(command)}\" failed:\n{(done.stdout + done.stderr)[-3000:]}")


CONTENDERS = [
    Contender("bridge", 8151, _bridge),
    Contender("flask", FLASK_PORT, _flask),
    Contender("fastify", 8153, _fastify),
]
