"""Compares the cost of reads with 10,000 and with 1,000,000 bookings."""

import argparse
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from fill import EACH, filled
from load import run
from server import PORT, Server, bridge, running
from summary import Row

READS = {
    "get_booking": '{"action":"get_booking","booking_id":%d}',
    "get_account_bookings": '{"action":"get_account_bookings","account_id":%d}',
    "get_account_stats": '{"action":"get_account_stats","account_id":%d}',
    "get_booking_statistics": '{"action":"get_booking_statistics"}',
    "get_upcoming_bookings": '{"action":"get_upcoming_bookings","limit":50}',
}


def measure(options: argparse.Namespace, folder: Path) -> list[Row]:
    rows = []
    sizes = [size // options.divide for size in (10_000, 1_000_000)]
    with TemporaryDirectory(dir=folder) as place, ExitStack() as stack:
        paths = [filled(str(size), bridge(), Path(place), size) for size in sizes]
        starts = [running(path.parent.name, bridge(), path, port) for port, path in enumerate(paths, PORT)]
        servers = [stack.enter_context(start) for start in starts]
        print(f"\n{'CPU µs of a request':24}{sizes[0]:12,}{sizes[1]:12,}{'ratio':>8}")
        for read, body in READS.items():
            rounds = [[_cost(server, read, body, options.seconds) for server in servers] for _ in range(options.rounds)]
            few, many = (median(column) for column in zip(*rounds, strict=True))
            ratio = median(large / small for small, large in rounds)
            print(f"{read:24}{few:12.1f}{many:12.1f}{ratio:8.2f}", flush=True)
            rows.append(Row(f"{read} of {sizes[1]:,}: CPU µs", many, few, f"{sizes[0]:,}", few / many))
        print(f"{'ready, ms':24}{servers[0].ready_ms:12.0f}{servers[1].ready_ms:12.0f}")
        print(f"{'peak memory, MB':24}{servers[0].peak_memory():12.1f}{servers[1].peak_memory():12.1f}")
    return rows


def _cost(server: Server, read: str, body: str, seconds: int) -> float:
    request = (100, body, int(server.name) // (1 if read == "get_booking" else EACH))
    run(server, [request], 1)
    return run(server, [request], seconds).processor
