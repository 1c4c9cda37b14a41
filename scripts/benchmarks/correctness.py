"""Whether a server's answers are the right ones, before and after it is driven."""

from pathlib import Path

import database
from load import CONNECTIONS
from server import Server, Trouble

SAMPLE = (1, 777, 50_000, 100_000)
SLOTS = {"account_id": 7, "booking_date": "2026-12-31", "location": "X3", "sub_location": "B"}
NEW = {"status": "pending", "booking_reference": None, "error_message": None, "retry_interval": 60, "auto_retry": False}


def check_answers(server: Server, path: Path) -> None:
    """Reads, books, books again and cancels, and compares every answer with the database."""
    for number in SAMPLE:
        [booking] = database.rows(path, "id = ?", number)
        _expect(server, "get_booking", {"booking_id": number}, 200, {"booking": booking})
    for account in (1, 250, 500):
        expected = database.rows(path, "account_id = ?", account)
        _expect(server, "get_bookings", {"account_id": account}, 200, {"bookings": expected, "count": 200})
    create = SLOTS | {"time_slots": ["22:00", "23:00"]}
    made = _expect(server, "create_booking", create, 201, {})["bookings"]
    for booking, time in zip(made, ["22:00:00", "23:00:00"], strict=True):
        _same(server, "create_booking", booking, booking | SLOTS | NEW | {"time_slot": time})
        [stored] = database.rows(path, "id = ?", booking["id"])
        _same(server, "create_booking", booking, stored)
    _expect(server, "create_booking", create, 409, {"code": "slot_conflict"})
    changed = _expect(server, "update_booking", {"booking_id": made[0]["id"], "status": "confirmed"}, 200, {})["booking"]
    _same(server, "update_booking", changed["status"], "confirmed")
    for booking in made:
        cancelled = _expect(server, "cancel_booking", {"booking_id": booking["id"]}, 200, {})["booking"]
        _same(server, "cancel_booking", cancelled["status"], "cancelled")


def check_created(server: Server, made: int, requests: int) -> None:
    """Every create that was answered is in the database; beside them only those in flight when a run was cut off: the
    warm-up, the measured run, or the one before them whose last ones were still being written."""
    least, most = 2 * requests, 2 * (requests + 3 * CONNECTIONS)
    if not least <= made <= most:
        raise Trouble(f"{server.name} answered {requests} creates of 2 slots; the database has {made} new bookings.")


def _expect(server: Server, action: str, arguments: dict, status: int, members: dict) -> dict:
    found, answer = server.post({"action": action} | arguments)
    _same(server, action, found, status)
    for name, expected in members.items():
        _same(server, action, answer.get(name), expected)
    return answer


def _same(server: Server, action: str, found: object, expected: object) -> None:
    if found != expected:
        raise Trouble(f"{server.name} answers {action} wrongly.\nexpected: {str(expected)[:600]}\nfound:    {str(found)[:600]}")
