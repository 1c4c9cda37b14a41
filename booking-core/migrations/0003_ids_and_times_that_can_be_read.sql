-- Ids are positive and times end before the year 10000: a row that no program could read would take every list with it that it
-- is in. Before an insert without an id, NEW.id is whatever SQLite gives it, which has always been -1: the triggers against
-- replacing rows rely on that being nobody's id.
PRAGMA writable_schema = ON;

UPDATE sqlite_schema SET sql = replace(replace(replace(sql,
  'INTEGER PRIMARY KEY AUTOINCREMENT', 'INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id > 0)'),
  'CHECK (created_at > 0)', 'CHECK (created_at BETWEEN 1 AND 253402300799999)'),
  'CHECK (updated_at >= created_at)', 'CHECK (updated_at BETWEEN created_at AND 253402300799999)')
WHERE type = 'table' AND name IN ('accounts', 'bookings', 'booking_logs', 'idempotency_keys');

PRAGMA writable_schema = RESET;

-- ẞ and ß are the same letter, and so are ß and ss. Where both spellings have an account already, each keeps its own.
UPDATE OR IGNORE accounts SET netid_folded = replace(netid_folded, 'ß', 'ss') WHERE instr(netid_folded, 'ß') > 0;
