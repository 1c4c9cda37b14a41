"""Books slots at their opening with APScheduler, requests and SQLite, as the project's document planned it.

Reads a JSON object from standard input: url, database, opens_at (seconds since 1970), slot (what the facility is asked for) and
netids. Everybody is signed in before the opening; each booking is a job of its own.
"""

import json
import sqlite3
import sys
import threading
from datetime import UTC, datetime

import requests
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

plan = json.load(sys.stdin)
left = threading.Semaphore(0)


def sign_in(netid: str) -> tuple[requests.Session, int]:
    session = requests.Session()
    answer = session.post(f"{plan['url']}/auth", json={"email": netid, "password": "practice"}, timeout=10)
    session.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return session, session.get(f"{plan['url']}/auth?cf=0", timeout=10).json()["id"]


def attempt(number: int) -> None:
    session, member = members[number]
    answer = session.post(f"{plan['url']}/participations", json={**plan["slot"], "memberId": member}, timeout=10)
    status = "confirmed" if answer.status_code == 201 else "failed"
    with sqlite3.connect(plan["database"], timeout=30) as database:
        database.execute("UPDATE bookings SET status = ?, answer = ? WHERE id = ?", (status, answer.text, number))
    database.close()
    left.release()


with sqlite3.connect(plan["database"]) as database:
    database.execute("CREATE TABLE bookings (id INTEGER PRIMARY KEY, netid TEXT, status TEXT, answer TEXT)")
    database.executemany("INSERT INTO bookings VALUES (?, ?, 'pending', NULL)", enumerate(plan["netids"]))
members = [sign_in(netid) for netid in plan["netids"]]
scheduler = BackgroundScheduler(executors={"default": ThreadPoolExecutor(max(10, len(members)))})
scheduler.start()
for number in range(len(members)):
    scheduler.add_job(attempt, "date", run_date=datetime.fromtimestamp(plan["opens_at"], UTC), args=[number], misfire_grace_time=60)
print("ready", flush=True)
for _ in members:
    left.acquire()
scheduler.shutdown()
