"""Collects the results of all rounds and shows them, with ratios to the bridge's."""

from statistics import median

from load import WORKLOADS, Result

TITLES = {
    "get": "get_booking by id",
    "list": "get_bookings of one account (200 rows)",
    "mixed": "mixed: 70 get, 20 list, 10 create",
    "create": "create_booking of 2 slots, durable",
}
OURS = "bridge"


class Board:
    """The results so far. Every number shown is the median of its rounds."""

    def __init__(self) -> None:
        self._runs: dict[tuple[str, str], list[Result]] = {}
        self._servers: dict[str, list[tuple[float, int]]] = {}

    def add(self, name: str, workload: str, result: Result) -> None:
        self._runs.setdefault((name, workload), []).append(result)

    def add_server(self, name: str, start_seconds: float, memory: int) -> None:
        self._servers.setdefault(name, []).append((start_seconds, memory))

    def text(self) -> str:
        return "\n".join([*(self._workload(workload) for workload in WORKLOADS), self._start()])

    def _median(self, name: str, workload: str, part: str) -> float:
        return median(getattr(run, part) for run in self._runs[name, workload])

    def _workload(self, workload: str) -> str:
        names = [name for name, of in self._runs if of == workload]
        if not names:
            return ""
        head = f"{'':11}{'requests/s':>11}{'p50 ms':>9}{'p99 ms':>9}{'CPU µs':>9}   {OURS} has"
        lines = [f"\n{TITLES[workload]}", head]
        for name in names:
            rate, p50, p99, used = (self._median(name, workload, part) for part in ("rate", "p50", "p99", "processor"))
            lines.append(f"{name:11}{rate:11,.0f}{p50:9.2f}{p99:9.2f}{used:9.1f}   {self._ratio(name, workload)}")
        return "\n".join(lines)

    def _ratio(self, name: str, workload: str) -> str:
        if name == OURS or (OURS, workload) not in self._runs:
            return ""
        pairs = list(zip(self._runs[OURS, workload], self._runs[name, workload], strict=False))
        rate = median(ours.rate / theirs.rate for ours, theirs in pairs)
        text = f"{rate:.2f} times the requests"
        used = [theirs.processor / ours.processor for ours, theirs in pairs if theirs.processor]
        return f"{text}, 1/{median(used):.1f} of the CPU" if used else text

    def _start(self) -> str:
        lines = [f"\n{'':11}{'ready ms':>11}{'peak memory MB':>17}, of all its processes; what they share counts for each"]
        for name, samples in self._servers.items():
            start, memory = (median(sample[i] for sample in samples) for i in (0, 1))
            lines.append(f"{name:11}{start * 1e3:11.0f}{memory / 1e6:17.1f}")
        return "\n".join(lines)
