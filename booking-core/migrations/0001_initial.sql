-- Dates are 'YYYY-MM-DD' and times 'HH:MM:SS' in the facility's zone; timestamps are Unix time in milliseconds (UTC).
-- Constraints join values with OR, because for IN with more than two values SQLite builds a temporary table for every row.

CREATE TABLE accounts (
  id              INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id > 0),
  netid           TEXT    NOT NULL CHECK (length(netid) BETWEEN 3 AND 100),
  -- Case-folded by the service, because SQLite's NOCASE folds only ASCII.
  netid_folded    TEXT    NOT NULL UNIQUE,
  -- Nonce, ciphertext and tag of an authenticated cipher bound to this row's id.
  password_sealed BLOB,
  -- A pasted token, sealed in the same way.
  token_sealed    BLOB,
  -- The address that notices go to.
  notify_email    TEXT    CHECK (length(notify_email) BETWEEN 3 AND 254),
  is_active       INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  may_automate    INTEGER NOT NULL DEFAULT 1 CHECK (may_automate IN (0, 1)),
  -- Set when the facility refuses the credentials, until a person gives others.
  sign_in_refused INTEGER NOT NULL DEFAULT 0 CHECK (sign_in_refused IN (0, 1)),
  -- The end of the facility's session. A session that was made from a password lives in memory: a start clears it.
  signed_in_until INTEGER,
  archived_at     INTEGER,
  created_at      INTEGER NOT NULL CHECK (created_at BETWEEN 1 AND 253402300799999),
  updated_at      INTEGER NOT NULL CHECK (updated_at BETWEEN created_at AND 253402300799999),
  CHECK (archived_at IS NULL OR (is_active = 0 AND password_sealed IS NULL AND token_sealed IS NULL
                                   AND notify_email IS NULL))
) STRICT;

-- The secret of a link is random, so that its SHA-256 does not reveal it.
CREATE TABLE calendar_links (
  account_id INTEGER PRIMARY KEY REFERENCES accounts (id),
  digest     BLOB    NOT NULL UNIQUE CHECK (length(digest) = 32),
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 1 AND 253402300799999)
) STRICT;

CREATE TABLE bookings (
  id                INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id > 0),
  account_id        INTEGER NOT NULL REFERENCES accounts (id),
  booking_date      TEXT    NOT NULL
    CHECK (booking_date BETWEEN '2000-01-01' AND '2100-12-31' AND date(booking_date) IS booking_date),
  time_slot         TEXT    NOT NULL CHECK (time(time_slot) IS time_slot),
  location          TEXT    NOT NULL CHECK (location = 'Fitness' OR location = 'X1' OR location = 'X3'),
  sub_location      TEXT    CHECK (sub_location IN ('A', 'B')),
  status            TEXT    NOT NULL CHECK (status = 'pending' OR status = 'confirmed' OR status = 'failed' OR status = 'cancelled'),
  booking_reference TEXT    CHECK (length(booking_reference) <= 100),
  error_message     TEXT    CHECK (length(error_message) <= 2000),
  retry_interval    INTEGER NOT NULL CHECK (retry_interval BETWEEN 1 AND 86400),
  auto_retry        INTEGER NOT NULL CHECK (auto_retry IN (0, 1)),
  created_at        INTEGER NOT NULL CHECK (created_at BETWEEN 1 AND 253402300799999),
  updated_at        INTEGER NOT NULL CHECK (updated_at BETWEEN created_at AND 253402300799999),
  CHECK (sub_location IS NULL OR location <> 'Fitness')
) STRICT;

-- At most one active booking of an account for a date and time.
CREATE UNIQUE INDEX bookings_active_slot ON bookings (account_id, booking_date, time_slot)
  WHERE status IN ('pending', 'confirmed');

-- A covering index: an account's list is read without the table.
CREATE INDEX bookings_by_account ON bookings (
  account_id, booking_date, time_slot, id, location, sub_location, status,
  booking_reference, error_message, retry_interval, auto_retry, created_at, updated_at
);
CREATE INDEX bookings_by_status ON bookings (status, booking_date, time_slot, id);
CREATE INDEX bookings_by_change ON bookings (updated_at, id);

CREATE TRIGGER bookings_are_kept BEFORE DELETE ON bookings
BEGIN
  SELECT RAISE(ABORT, 'bookings are never removed');
END;

-- INSERT OR REPLACE deletes the conflicting row without firing the trigger above.
CREATE TRIGGER bookings_are_not_replaced
BEFORE INSERT ON bookings WHEN EXISTS (SELECT 1 FROM bookings WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'bookings are never removed');
END;

-- Cursors rely on the position of a booking in every list.
CREATE TRIGGER bookings_keep_their_slot
BEFORE UPDATE OF id, account_id, booking_date, time_slot, location, sub_location, created_at ON bookings
BEGIN
  SELECT RAISE(ABORT, 'a booking keeps its account, slot and place');
END;

CREATE TABLE booking_logs (
  id          INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id > 0),
  booking_id  INTEGER NOT NULL REFERENCES bookings (id),
  event_type  TEXT    NOT NULL CHECK (event_type = 'created' OR event_type = 'status_change' OR event_type = 'update' OR event_type = 'cancelled'),
  message     TEXT    NOT NULL,
  from_status TEXT    CHECK (from_status = 'pending' OR from_status = 'confirmed' OR from_status = 'failed' OR from_status = 'cancelled'),
  to_status   TEXT    CHECK (to_status = 'pending' OR to_status = 'confirmed' OR to_status = 'failed' OR to_status = 'cancelled'),
  created_at  INTEGER NOT NULL CHECK (created_at BETWEEN 1 AND 253402300799999)
) STRICT;

CREATE INDEX booking_logs_by_booking ON booking_logs (booking_id, id);

CREATE TRIGGER booking_logs_are_final BEFORE UPDATE ON booking_logs
BEGIN
  SELECT RAISE(ABORT, 'audit entries are never changed');
END;

CREATE TRIGGER booking_logs_are_kept BEFORE DELETE ON booking_logs
BEGIN
  SELECT RAISE(ABORT, 'audit entries are never removed');
END;

CREATE TRIGGER booking_logs_are_not_replaced
BEFORE INSERT ON booking_logs WHEN EXISTS (SELECT 1 FROM booking_logs WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'audit entries are never changed');
END;

-- The bookings of a request have consecutive ids, so the first id and the request identify them.
CREATE TABLE idempotency_keys (
  key              TEXT    PRIMARY KEY NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  request          TEXT    NOT NULL,
  first_booking_id INTEGER NOT NULL REFERENCES bookings (id),
  created_at       INTEGER NOT NULL CHECK (created_at BETWEEN 1 AND 253402300799999)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Counters, because counting takes time in proportion to the table. The triggers below update them.
CREATE TABLE account_totals (
  account_id INTEGER PRIMARY KEY REFERENCES accounts (id),
  pending    INTEGER NOT NULL CHECK (pending >= 0),
  confirmed  INTEGER NOT NULL CHECK (confirmed >= 0),
  failed     INTEGER NOT NULL CHECK (failed >= 0),
  cancelled  INTEGER NOT NULL CHECK (cancelled >= 0)
) STRICT;

CREATE TABLE hourly_totals (
  booking_date TEXT    NOT NULL,
  hour         INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
  pending      INTEGER NOT NULL CHECK (pending >= 0),
  confirmed    INTEGER NOT NULL CHECK (confirmed >= 0),
  failed       INTEGER NOT NULL CHECK (failed >= 0),
  cancelled    INTEGER NOT NULL CHECK (cancelled >= 0),
  PRIMARY KEY (booking_date, hour)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER bookings_counted_on_insert AFTER INSERT ON bookings
BEGIN
  INSERT INTO account_totals (account_id, pending, confirmed, failed, cancelled)
  VALUES (NEW.account_id, NEW.status = 'pending', NEW.status = 'confirmed', NEW.status = 'failed', NEW.status = 'cancelled')
  ON CONFLICT (account_id) DO UPDATE SET
    pending   = pending   + excluded.pending,
    confirmed = confirmed + excluded.confirmed,
    failed    = failed    + excluded.failed,
    cancelled = cancelled + excluded.cancelled;
  INSERT INTO hourly_totals (booking_date, hour, pending, confirmed, failed, cancelled)
  VALUES (NEW.booking_date, CAST(substr(NEW.time_slot, 1, 2) AS INTEGER),
    NEW.status = 'pending', NEW.status = 'confirmed', NEW.status = 'failed', NEW.status = 'cancelled')
  ON CONFLICT (booking_date, hour) DO UPDATE SET
    pending   = pending   + excluded.pending,
    confirmed = confirmed + excluded.confirmed,
    failed    = failed    + excluded.failed,
    cancelled = cancelled + excluded.cancelled;
END;

CREATE TRIGGER bookings_counted_on_change AFTER UPDATE OF status ON bookings WHEN OLD.status <> NEW.status
BEGIN
  UPDATE account_totals SET
    pending   = pending   + (NEW.status = 'pending')   - (OLD.status = 'pending'),
    confirmed = confirmed + (NEW.status = 'confirmed') - (OLD.status = 'confirmed'),
    failed    = failed    + (NEW.status = 'failed')    - (OLD.status = 'failed'),
    cancelled = cancelled + (NEW.status = 'cancelled') - (OLD.status = 'cancelled')
  WHERE account_id = NEW.account_id;
  UPDATE hourly_totals SET
    pending   = pending   + (NEW.status = 'pending')   - (OLD.status = 'pending'),
    confirmed = confirmed + (NEW.status = 'confirmed') - (OLD.status = 'confirmed'),
    failed    = failed    + (NEW.status = 'failed')    - (OLD.status = 'failed'),
    cancelled = cancelled + (NEW.status = 'cancelled') - (OLD.status = 'cancelled')
  WHERE booking_date = NEW.booking_date AND hour = CAST(substr(NEW.time_slot, 1, 2) AS INTEGER);
END;

-- A goal over several hours, places and accounts. Lists are JSON, because they are read and written as a whole.
CREATE TABLE plans (
  id                   INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id > 0),
  booking_date         TEXT    NOT NULL
    CHECK (booking_date BETWEEN '2000-01-01' AND '2100-12-31' AND date(booking_date) IS booking_date),
  hours                INTEGER NOT NULL CHECK (hours BETWEEN 1 AND 4),
  minimum_hours        INTEGER NOT NULL CHECK (minimum_hours BETWEEN 1 AND hours),
  window_start         TEXT    NOT NULL CHECK (time(window_start) IS window_start),
  window_end           TEXT    NOT NULL CHECK (time(window_end) IS window_end AND window_end > window_start),
  choices              TEXT    NOT NULL CHECK (json_valid(choices)),
  retry_interval       INTEGER NOT NULL CHECK (retry_interval BETWEEN 1 AND 86400),
  auto_retry           INTEGER NOT NULL CHECK (auto_retry IN (0, 1)),
  repeats_weekly_until TEXT    CHECK (date(repeats_weekly_until) IS repeats_weekly_until),
  -- The plan of the week before. A plan is repeated once.
  follows              INTEGER UNIQUE REFERENCES plans (id),
  state                TEXT    NOT NULL CHECK (state IN ('scheduled', 'running', 'completed', 'partial', 'failed', 'cancelled')),
  -- When it is decided again or repeated.
  due_at               INTEGER CHECK (due_at BETWEEN 1 AND 253402300799999),
  -- When the availability is looked at next, when it was looked at, and the choices and slots that showed a place.
  looks_at             INTEGER,
  looked_at            INTEGER,
  shown                TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(shown)),
  idempotency_key      TEXT    UNIQUE CHECK (length(idempotency_key) BETWEEN 1 AND 200),
  created_at           INTEGER NOT NULL CHECK (created_at BETWEEN 1 AND 253402300799999),
  updated_at           INTEGER NOT NULL CHECK (updated_at BETWEEN created_at AND 253402300799999)
) STRICT;

CREATE INDEX plans_by_due ON plans (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX plans_by_state ON plans (state, id);

CREATE TRIGGER plans_are_kept BEFORE DELETE ON plans
BEGIN
  SELECT RAISE(ABORT, 'plans are never removed');
END;

-- Without a reference to accounts: an account that never booked may be removed.
CREATE TABLE plan_accounts (
  plan_id    INTEGER NOT NULL REFERENCES plans (id),
  position   INTEGER NOT NULL CHECK (position BETWEEN 0 AND 9),
  account_id INTEGER NOT NULL CHECK (account_id > 0),
  PRIMARY KEY (plan_id, position),
  UNIQUE (account_id, plan_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_steps (
  id         INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id > 0),
  plan_id    INTEGER NOT NULL REFERENCES plans (id),
  booking_id INTEGER REFERENCES bookings (id),
  what       TEXT    NOT NULL,
  why        TEXT    NOT NULL,
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 1 AND 253402300799999)
) STRICT;

CREATE INDEX plan_steps_by_plan ON plan_steps (plan_id, id);

CREATE TRIGGER plan_steps_are_final BEFORE UPDATE ON plan_steps
BEGIN
  SELECT RAISE(ABORT, 'steps of plans are never changed');
END;

CREATE TRIGGER plan_steps_are_kept BEFORE DELETE ON plan_steps
BEGIN
  SELECT RAISE(ABORT, 'steps of plans are never removed');
END;

-- The next thing that the engine does for a booking. A table of its own keeps the lists' index as it is.
CREATE TABLE schedule (
  booking_id INTEGER PRIMARY KEY REFERENCES bookings (id),
  task       TEXT    CHECK (task = 'book' OR task = 'expire' OR task = 'check' OR task = 'release'),
  due_at     INTEGER CHECK (due_at BETWEEN 1 AND 253402300799999),
  attempts   INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- A person asked for an attempt at once.
  asked_at   INTEGER,
  -- The availability was looked at and showed no place.
  looked_at  INTEGER,
  -- The booking ended while it held, or was about to get, a reservation, which is to be taken back.
  release_wanted INTEGER NOT NULL DEFAULT 0 CHECK (release_wanted IN (0, 1)),
  -- Attempts up to this id were made before the booking became pending for the last time.
  attempts_after INTEGER NOT NULL DEFAULT 0 CHECK (attempts_after >= 0),
  -- The plan that made the booking, and which of its choices it is.
  plan_id    INTEGER REFERENCES plans (id),
  plan_choice INTEGER,
  -- Why the plan no longer counts on it, and since when.
  plan_end   TEXT    CHECK (plan_end IN ('lost', 'refused', 'closed', 'dropped')),
  plan_end_at INTEGER,
  CHECK ((task IS NULL) = (due_at IS NULL)),
  CHECK ((plan_id IS NULL) = (plan_choice IS NULL)),
  CHECK ((plan_end IS NULL) = (plan_end_at IS NULL))
) STRICT;

CREATE INDEX schedule_by_plan ON schedule (plan_id, booking_id) WHERE plan_id IS NOT NULL;
CREATE INDEX schedule_by_due ON schedule (due_at, booking_id) WHERE due_at IS NOT NULL;
-- Few rows: bookings that wait for a person, until their deadline.
CREATE INDEX schedule_waiting ON schedule (booking_id) WHERE task = 'expire';

-- A row is written before the facility is asked, and its outcome after. Moments with _us are microseconds since 1970.
CREATE TABLE attempts (
  id           INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id > 0),
  booking_id   INTEGER NOT NULL REFERENCES bookings (id),
  account_id   INTEGER NOT NULL REFERENCES accounts (id),
  kind         TEXT    NOT NULL CHECK (kind = 'book' OR kind = 'check' OR kind = 'release'),
  number       INTEGER NOT NULL CHECK (number > 0),
  sub_location TEXT    CHECK (sub_location IN ('A', 'B')),
  due_at       INTEGER NOT NULL CHECK (due_at BETWEEN 1 AND 253402300799999),
  sent_us      INTEGER,
  answered_us  INTEGER,
  outcome      TEXT,
  message      TEXT    CHECK (length(message) <= 2000),
  status_code  INTEGER,
  reference    TEXT    CHECK (length(reference) <= 100),
  CHECK (outcome IS NOT NULL OR coalesce(sent_us, answered_us, message, status_code, reference) IS NULL),
  UNIQUE (booking_id, kind, number)
) STRICT;

-- A booking never has two attempts under way.
CREATE UNIQUE INDEX attempts_under_way ON attempts (booking_id) WHERE outcome IS NULL;
CREATE INDEX attempts_by_booking ON attempts (booking_id, id);
CREATE INDEX attempts_by_account ON attempts (account_id, id);
CREATE INDEX attempts_by_outcome ON attempts (outcome, id);

-- An attempt is answered once.
CREATE TRIGGER attempts_are_final BEFORE UPDATE ON attempts
WHEN OLD.outcome IS NOT NULL
  OR (NEW.id, NEW.booking_id, NEW.account_id, NEW.kind, NEW.number, NEW.due_at)
     IS NOT (OLD.id, OLD.booking_id, OLD.account_id, OLD.kind, OLD.number, OLD.due_at)
BEGIN
  SELECT RAISE(ABORT, 'attempts are never changed');
END;

CREATE TRIGGER attempts_are_kept BEFORE DELETE ON attempts
BEGIN
  SELECT RAISE(ABORT, 'attempts are never removed');
END;

CREATE TRIGGER attempts_are_not_replaced
BEFORE INSERT ON attempts WHEN EXISTS (
  SELECT 1 FROM attempts WHERE id = NEW.id OR (booking_id, kind, number) = (NEW.booking_id, NEW.kind, NEW.number)
)
BEGIN
  SELECT RAISE(ABORT, 'attempts are never changed');
END;

-- Without a reference to accounts: the trail outlives an account that never booked and was removed.
CREATE TABLE account_logs (
  id         INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id > 0),
  account_id INTEGER NOT NULL CHECK (account_id > 0),
  event_type TEXT    NOT NULL,
  message    TEXT    NOT NULL,
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 1 AND 253402300799999)
) STRICT;

CREATE INDEX account_logs_by_account ON account_logs (account_id, id);

CREATE TRIGGER account_logs_are_final BEFORE UPDATE ON account_logs
BEGIN
  SELECT RAISE(ABORT, 'audit entries are never changed');
END;

CREATE TRIGGER account_logs_are_kept BEFORE DELETE ON account_logs
BEGIN
  SELECT RAISE(ABORT, 'audit entries are never removed');
END;

CREATE TRIGGER account_logs_are_not_replaced
BEFORE INSERT ON account_logs WHEN EXISTS (SELECT 1 FROM account_logs WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'audit entries are never changed');
END;

-- Word for people who do not look. Without a reference to accounts: an account that never booked may be removed.
CREATE TABLE notices (
  id         INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id > 0),
  kind       TEXT    NOT NULL,
  booking_id INTEGER REFERENCES bookings (id),
  account_id INTEGER CHECK (account_id > 0),
  plan_id    INTEGER REFERENCES plans (id),
  message    TEXT    NOT NULL,
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 1 AND 253402300799999)
) STRICT;

CREATE INDEX notices_by_booking ON notices (booking_id, id) WHERE booking_id IS NOT NULL;

CREATE TRIGGER notices_are_final BEFORE UPDATE ON notices
BEGIN
  SELECT RAISE(ABORT, 'notices are never changed');
END;

CREATE TRIGGER notices_are_kept BEFORE DELETE ON notices
BEGIN
  SELECT RAISE(ABORT, 'notices are never removed');
END;

CREATE TRIGGER notices_are_not_replaced
BEFORE INSERT ON notices WHEN EXISTS (SELECT 1 FROM notices WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'notices are never changed');
END;

-- The configured channels, each with the last notice that its deliveries were made from.
CREATE TABLE notice_channels (
  channel TEXT    PRIMARY KEY NOT NULL CHECK (channel = 'webhook' OR channel = 'email'),
  read_to INTEGER NOT NULL CHECK (read_to >= 0)
) STRICT, WITHOUT ROWID;

-- A delivery is open while it has a next try. Afterwards it was delivered, or given up.
CREATE TABLE notice_deliveries (
  id           INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id > 0),
  notice_id    INTEGER NOT NULL REFERENCES notices (id),
  channel      TEXT    NOT NULL CHECK (channel = 'webhook' OR channel = 'email'),
  -- The account whose address it goes to; only for e-mail.
  account_id   INTEGER CHECK (account_id > 0),
  attempts     INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  error        TEXT,
  next_try_at  INTEGER CHECK (next_try_at BETWEEN 1 AND 253402300799999),
  tried_at     INTEGER CHECK (tried_at BETWEEN 1 AND 253402300799999),
  delivered_at INTEGER CHECK (delivered_at BETWEEN 1 AND 253402300799999),
  CHECK (delivered_at IS NULL OR next_try_at IS NULL),
  CHECK ((channel = 'email') = (account_id IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX notice_deliveries_once ON notice_deliveries (notice_id, channel, coalesce(account_id, 0));
CREATE INDEX notice_deliveries_by_due ON notice_deliveries (channel, next_try_at, id) WHERE next_try_at IS NOT NULL;
CREATE INDEX notice_deliveries_by_try ON notice_deliveries (channel, tried_at);
CREATE INDEX notice_deliveries_by_success ON notice_deliveries (channel, delivered_at) WHERE delivered_at IS NOT NULL;

-- One row. The fingerprint names the profile and the time zone from which the due moments were computed.
CREATE TABLE engine (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  paused      INTEGER NOT NULL CHECK (paused IN (0, 1)),
  fingerprint TEXT    NOT NULL
) STRICT;

INSERT INTO engine (id, paused, fingerprint) VALUES (1, 0, '');
