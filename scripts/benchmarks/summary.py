"""The table of all comparisons, one line each."""

from dataclasses import dataclass


@dataclass
class Row:
    """A comparison: what was measured, the bridge's number, the other's with its name, and how many times better the bridge is."""

    what: str
    ours: float
    theirs: float
    other: str
    better: float


def table(rows: list[Row]) -> str:
    lines = [f"{'':64}{'bridge':>12}{'other':>12}{'times better':>14}"]
    for row in rows:
        lines.append(f"{f'{row.what}, beside {row.other}':64}{_text(row.ours):>12}{_text(row.theirs):>12}{row.better:14.1f}")
    return "\n".join(lines)


def _text(number: float) -> str:
    return f"{number:,.{0 if number >= 100 else 1 if number >= 10 else 2}f}"
