"""Compares plans with a fixed and a greedy assignment over 1,000 seeded days with competitors. Needs no server."""

import argparse
import subprocess
from pathlib import Path

from summary import Row


def measure(_options: argparse.Namespace, _folder: Path) -> list[Row]:
    command = ["cargo", "bench", "--locked", "--package", "booking-core", "--bench", "plans"]
    done = subprocess.run(command, cwd=Path(__file__).resolve().parents[2], check=True, stdout=subprocess.PIPE, text=True)
    print(done.stdout, flush=True)
    sums = next(line for line in done.stdout.splitlines() if line.startswith("sum ")).split()
    ours, fixed, greedy = (int(number) for number in sums[1:])
    what = "plans: complete runs"
    return [Row(what, ours, fixed, "fixed assignment", ours / fixed), Row(what, ours, greedy, "greedy assignment", ours / greedy)]
