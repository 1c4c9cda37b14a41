import Database from "better-sqlite3";

const database = new Database(process.env.DATABASE, { timeout: 30_000 });
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.pragma("foreign_keys = ON");

export class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    Object.assign(this, { status, code });
  }
}

const COLUMNS = `id, account_id, booking_date, time_slot, location, sub_location, status, booking_reference, error_message,
  retry_interval, auto_retry, created_at, updated_at`;
const ORDER = "ORDER BY booking_date, time_slot, id LIMIT ?";
const one = database.prepare(`SELECT ${COLUMNS} FROM bookings WHERE id = ?`);
const all = database.prepare(`SELECT ${COLUMNS} FROM bookings ${ORDER}`);
const ofAccount = database.prepare(`SELECT ${COLUMNS} FROM bookings WHERE account_id = ? ${ORDER}`);
const account = database.prepare("SELECT is_active FROM accounts WHERE id = ?");
const insert = database.prepare(
  `INSERT INTO bookings (account_id, booking_date, time_slot, location, sub_location, status, retry_interval, auto_retry,
     created_at, updated_at)
   VALUES (?, ?, ?, ?, ?, 'pending', ?, ?, ?, ?) RETURNING ${COLUMNS}`,
);
const change = database.prepare(`UPDATE bookings SET status = ?, updated_at = ? WHERE id = ? RETURNING ${COLUMNS}`);
const log = database.prepare(
  `INSERT INTO booking_logs (booking_id, event_type, message, from_status, to_status, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
);

const shown = (row) => {
  row.auto_retry = row.auto_retry === 1;
  row.created_at = new Date(row.created_at).toISOString();
  row.updated_at = new Date(row.updated_at).toISOString();
  return row;
};

const find = (id) => {
  const row = one.get(id);
  if (!row) throw new Refusal(404, "booking_not_found", `There is no booking ${id}.`);
  return row;
};

const date = (text) => {
  if (new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) !== text) throw new Refusal(400, "invalid_field", "Not a date.");
  return text;
};

const time = (text) => {
  if (!/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text)) throw new Refusal(400, "invalid_field", "Not a time.");
  return text.length === 5 ? `${text}:00` : text;
};

const create = database.transaction((wanted, slots) => {
  const holder = account.get(wanted.account_id);
  if (!holder) throw new Refusal(404, "account_not_found", "There is no such account.");
  if (holder.is_active !== 1) throw new Refusal(409, "account_inactive", "The account is switched off.");
  const now = Date.now();
  const rest = [wanted.location, wanted.sub_location ?? null, wanted.retry_interval ?? 60, wanted.auto_retry ? 1 : 0, now, now];
  const made = slots.map((slot) => insert.get(wanted.account_id, wanted.booking_date, slot, ...rest));
  for (const { id } of made) log.run(id, "created", "Booking created.", null, "pending", now);
  return made;
});

const CHANGES = {
  pending: ["confirmed", "failed", "cancelled"],
  confirmed: ["failed", "cancelled"],
  failed: ["pending", "confirmed"],
  cancelled: [],
};

const setStatus = database.transaction((id, status, event) => {
  const before = find(id);
  if (!CHANGES[before.status].includes(status)) {
    throw new Refusal(409, "invalid_transition", `A ${before.status} booking cannot become ${status}.`);
  }
  const now = Date.now();
  const after = change.get(status, now, id);
  log.run(id, event, "Status changed.", before.status, status, now);
  return after;
});

export const actions = {
  get_booking: ({ booking_id }) => [200, { booking: shown(find(booking_id)) }],
  get_bookings: ({ account_id, limit = -1 }) => {
    const bookings = (account_id === undefined ? all.all(limit) : ofAccount.all(account_id, limit)).map(shown);
    return [200, { bookings, count: bookings.length }];
  },
  create_booking: (wanted) => {
    date(wanted.booking_date);
    try {
      return [201, { bookings: create.immediate(wanted, wanted.time_slots.map(time)).map(shown) }];
    } catch (error) {
      if (error.code !== "SQLITE_CONSTRAINT_UNIQUE") throw error;
      throw new Refusal(409, "slot_conflict", "The account already holds one of the slots.");
    }
  },
  update_booking: ({ booking_id, status }) => [200, { booking: shown(setStatus.immediate(booking_id, status, "status_change")) }],
  cancel_booking: ({ booking_id }) => [200, { booking: shown(setStatus.immediate(booking_id, "cancelled", "cancelled")) }],
};
