"""What the bridge could reach at best: an answer of the same size without any work, and the same work without HTTP."""

import argparse
import json
import subprocess
from pathlib import Path

import database
import load
from contenders import TARGET
from load import Result
from report import Board
from server import PATIENCE, Server, Trouble

PORT = 8154


def static_answers(source: Path, options: argparse.Namespace, board: Board) -> None:
    """An actix server that answers every request with bytes of the size of the bridge's answer."""
    folder = source.parent
    one, many = folder / "get.json", folder / "list.json"
    one.write_text(_compact({"success": True, "booking": database.rows(source, "id = 777")[0]}))
    account = database.rows(source, "account_id = 250")
    many.write_text(_compact({"success": True, "bookings": account, "count": 200, "next_cursor": None}))
    command = [str(TARGET / "examples/static_answer"), str(PORT), str(one), str(many)]
    with Server("static", command, PORT, {}, folder / "static.log") as server:
        for workload in [one for one in options.workloads if one in ("get", "list")]:
            load.run(server, workload, 1, 0, f"/{workload}")
            board.add("static", workload, load.run(server, workload, options.seconds, 1, f"/{workload}"))


def _compact(answer: dict) -> str:
    return json.dumps(answer, separators=(",", ":"))


def in_process(path: Path, options: argparse.Namespace, board: Board) -> None:
    """The service called by 64 tasks of one process."""
    for workload in [one for one in options.workloads if one != "mixed"]:
        command = [str(TARGET / "examples/in_process"), str(path), workload, str(options.seconds)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=options.seconds + PATIENCE)
        if done.returncode:
            raise Trouble(f"the ceiling in process failed:\n{done.stderr}")
        found = json.loads(done.stdout)
        rate = found["requests"] / found["seconds"]
        board.add("in-process", workload, Result(found["requests"], rate, found["p50_ms"], found["p99_ms"], 0, 0))
