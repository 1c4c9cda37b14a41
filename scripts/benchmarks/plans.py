"""Compares plans with a fixed and a greedy assignment over 1,000 seeded days with competitors. Needs no server."""

import subprocess
from pathlib import Path


def measure(_options, _folder) -> None:
    command = ["cargo", "bench", "--locked", "--package", "booking-core", "--bench", "plans"]
    subprocess.run(command, cwd=Path(__file__).resolve().parents[2], check=True)
