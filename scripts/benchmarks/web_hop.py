"""What the web app adds to an answer by asking the bridge for it: its routes beside the same routes answering from memory."""

import argparse
import shutil
import subprocess
from pathlib import Path
from statistics import median

import database
import load
from contenders import CONTENDERS, ROOT, build_rust
from server import Server, Trouble

WEB = ROOT / "web"
PORTS = {"asking": 8156, "remembering": 8157}
PATHS = {"GET /api/bookings/1": "/api/bookings/1", "a page of history": "/api/bookings?order=desc&limit=50"}
BOOKINGS = 100_000


def measure(options: argparse.Namespace, folder: Path) -> None:
    print("Building …", flush=True)
    if not options.no_build:
        build_rust()
    folders = {name: _built(folder / f"web-{name}", name) for name in PORTS}
    bridge = CONTENDERS[0]
    path = database.generate(folder, bridge, BOOKINGS)
    runs = {name: {title: [] for title in PATHS} for name in PORTS}
    with bridge.start(path), _start("asking", folders) as asking, _start("remembering", folders) as remembering:
        # The just-in-time compiler needs a while until it knows the routes.
        for number in range(-1, options.rounds):
            print(f"Round {number + 1} of {options.rounds} …", flush=True)
            for title, route in PATHS.items():
                for server in (asking, remembering):
                    result = load.fetch(server, route, options.seconds)
                    if number >= 0:
                        runs[server.name][title].append(result)
    print(_table(runs))


def _built(copy: Path, name: str) -> Path:
    """A production build of the web app in a folder of its own."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(WEB, copy, ignore=shutil.ignore_patterns("node_modules", ".next", "test-results"))
    if name == "remembering":
        server = copy / "src/lib/server"
        (server / "bridge.ts").rename(server / "called-bridge.ts")
        shutil.copy(Path(__file__).parent / "web/remembered-bridge.ts", server / "bridge.ts")
    for command in (["npm", "ci", "--no-audit", "--no-fund", "--loglevel", "error"], ["npm", "run", "build"]):
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True)
        if done.returncode:
            raise Trouble(f"\"{' '.join(command)}\" failed:\n{(done.stdout + done.stderr)[-3000:]}")
    return copy


def _start(name: str, folders: dict[str, Path]) -> Server:
    command = ["node", str(folders[name] / ".next/standalone/server.js")]
    environment = {
        "HOSTNAME": "127.0.0.1", "PORT": str(PORTS[name]), "NODE_ENV": "production",
        "BRIDGE_URL": f"http://127.0.0.1:{CONTENDERS[0].port}",
    }
    return Server(name, command, PORTS[name], environment, folders[name].with_suffix(".log"))


def _table(runs: dict[str, dict[str, list[load.Result]]]) -> str:
    lines = [f"\n{'':22}{'asking the bridge':>19}{'from memory':>19}  asking's share of"]
    lines.append(f"{'':22}{'req/s':>9}{'CPU µs':>10}{'req/s':>9}{'CPU µs':>10}  the time   the CPU")
    for title in PATHS:
        asking, remembering = runs["asking"][title], runs["remembering"][title]
        pairs = list(zip(asking, remembering, strict=True))
        numbers = [median(run.rate for run in asking), median(run.processor for run in asking)]
        numbers += [median(run.rate for run in remembering), median(run.processor for run in remembering)]
        spent = median(1 - asked.rate / kept.rate for asked, kept in pairs)
        used = median(1 - kept.processor / asked.processor for asked, kept in pairs)
        shown = "".join(f"{number:{width},.0f}" for number, width in zip(numbers, (9, 10, 9, 10), strict=True))
        lines.append(f"{title:22}{shown}{spent:10.0%}{used:10.0%}")
    return "\n".join(lines)
