// Fills an empty database with a believable history, through the bridge like any other caller.

const [bridge] = process.argv.slice(2);
const token = process.env.BRIDGE_TOKEN;

async function act(action, args = {}) {
  const response = await fetch(`${bridge}/api/python/bookings`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ action, ...args }),
  });
  const answer = await response.json();
  if (!response.ok && answer.code !== "slot_conflict") throw new Error(answer.message);
  return answer;
}

/** A small generator with a fixed seed: every demo looks alike. */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const random = randomNumbers(55);
const pick = (list) => list[Math.floor(random() * list.length)];
const chance = (share) => random() < share;

const people = ["a.jansen", "m.devries", "s.bakker", "j.visser", "l.smit", "t.mulder"];
const places = [
  { location: "Fitness" },
  { location: "Fitness" },
  { location: "X1", sub_location: "A" },
  { location: "X1", sub_location: "B" },
  { location: "X3", sub_location: "A" },
  { location: "X3" },
];
const failures = [
  "The slot was taken before the request got through.",
  "The facility's system did not answer in time.",
  "Sign-in was refused: check the account's password.",
];
const weeksBack = 20;
const weeksAhead = 3;

/** Evenings and weekend mornings are popular; a few come before work. */
function timesOf(weekday) {
  const weekend = weekday === 0 || weekday === 6;
  const first = weekend ? pick([9, 10, 10, 11]) : pick([6, 7, 12, 17, 18, 18, 19, 19, 20]);
  const hours = chance(0.4) ? [first, first + 1] : [first];
  return hours.map((hour) => `${String(hour).padStart(2, "0")}:00`);
}

function addDays(date, days) {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

async function settle(booking, past) {
  const fate = random();
  const booking_id = booking.id;
  if (fate < 0.1) return act("cancel_booking", { booking_id, reason: "Plans changed." });
  if (fate < 0.24 && past) return act("mark_booking_failed", { booking_id, error_message: pick(failures) });
  if (past || fate < 0.6) {
    const booking_reference = `SPT-${String(100000 + booking_id * 37).slice(-6)}`;
    return act("mark_booking_confirmed", { booking_id, booking_reference });
  }
  return undefined;
}

async function bookDay(account_id, date, past) {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const { bookings = [] } = await act("create_booking", {
    account_id,
    booking_date: date,
    time_slots: timesOf(weekday),
    ...pick(places),
    auto_retry: chance(0.3),
  });
  for (const booking of bookings) await settle(booking, past);
  return bookings.length;
}

async function fill() {
  const { accounts } = await act("get_accounts");
  const { bookings } = await act("get_bookings", { limit: 1 });
  if (accounts.length > 0 || bookings.length > 0) {
    console.log("The database has data already: the demo leaves it as it is.");
    return;
  }
  const { facility } = await act("get_facility");
  if (facility.connection?.practice === false) throw new Error("The demo would book at a real facility: start with --no-facility.");
  // What the demo settles itself, the engine must not attempt meanwhile.
  if (facility.connection) await act("set_engine", { paused: true });
  let made = 0;
  for (const netid of people) {
    const { account } = await act("add_account", { netid, password: "practice" });
    const keenness = 0.2 + random() * 0.4;
    for (let day = -7 * weeksBack; day <= 7 * weeksAhead; day += 1) {
      if (chance(keenness)) made += await bookDay(account.id, addDays(facility.today, day), day < 0);
    }
  }
  const last = await act("get_accounts");
  await act("update_account", { account_id: last.accounts.at(-1).id, is_active: false });
  if (facility.connection) await act("set_engine", { paused: false });
  console.log(`The demo made ${people.length} accounts with ${made} bookings.`);
}

await fill();
