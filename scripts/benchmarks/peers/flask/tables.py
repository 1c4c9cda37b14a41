"""The bridge's tables, as far as the five actions need them."""

from sqlalchemy import Boolean, Column, Integer, MetaData, Table, Text

metadata = MetaData()

accounts = Table(
    "accounts", metadata,
    Column("id", Integer, primary_key=True),
    Column("is_active", Boolean),
)

bookings = Table(
    "bookings", metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", Integer),
    Column("booking_date", Text),
    Column("time_slot", Text),
    Column("location", Text),
    Column("sub_location", Text),
    Column("status", Text),
    Column("booking_reference", Text),
    Column("error_message", Text),
    Column("retry_interval", Integer),
    Column("auto_retry", Boolean),
    Column("created_at", Integer),
    Column("updated_at", Integer),
)

booking_logs = Table(
    "booking_logs", metadata,
    Column("id", Integer, primary_key=True),
    Column("booking_id", Integer),
    Column("event_type", Text),
    Column("message", Text),
    Column("from_status", Text),
    Column("to_status", Text),
    Column("created_at", Integer),
)
