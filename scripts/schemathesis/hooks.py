"""Rules of the bridge that its OpenAPI document cannot express."""

from datetime import date

import jsonschema_rs
import schemathesis


@schemathesis.hook
def filter_case(context, case):
    """Skips requests whose validity JSON Schema cannot express."""
    body = case.body
    return not (isinstance(body, dict) and (has_null_for_unknown_argument(case) or any(rule(body) for rule in NOT_EXPRESSIBLE)))


def has_reversed_dates(body):
    """JSON Schema cannot compare two dates."""
    first, last = body.get("date_from"), body.get("date_to")
    return isinstance(first, str) and isinstance(last, str) and last < first


def repeats_a_time(body):
    """06:00 and 06:00:00 are unique strings but the same time, which the bridge refuses to book twice."""
    slots = body.get("time_slots")
    texts = [slot for slot in slots if isinstance(slot, str)] if isinstance(slots, list) else []
    return len({slot.removesuffix(":00") if len(slot) == 8 else slot for slot in texts}) < len(texts)


def has_impossible_cursor_date(body):
    """The pattern of a cursor of bookings also matches the 30th of February."""
    cursor = body.get("cursor") if body.get("action") != "get_attempts" else None
    try:
        date.fromisoformat(cursor[:10] if isinstance(cursor, str) else "2026-12-01")
        return False
    except ValueError:
        return True


def pastes_text(body):
    """JSON Schema cannot tell a token, or JSON that holds one, from other text."""
    return isinstance(body.get("token"), str)


def has_whole_float(body):
    """1.0 is an integer in JSON Schema; the bridge refuses it because large floats are inexact."""
    values = [one for value in body.values() for one in (value if isinstance(value, list) else [value])]
    return any(isinstance(value, float) and value.is_integer() for value in values)


def has_null_for_unknown_argument(case):
    """The bridge ignores any argument that is null; the document only knows the arguments by name."""
    schema = component(case, "Request")
    alternatives = [form.get("properties", case.body) for form in schema.get("anyOf", [schema])]
    absent = [name for name, value in case.body.items() if value is None]
    return any(name not in known for known in alternatives for name in absent)


NOT_EXPRESSIBLE = [
    has_reversed_dates,
    repeats_a_time,
    has_impossible_cursor_date,
    pastes_text,
    has_whole_float,
]


def component(case, kind):
    """Returns the schema of the action's Request or Response, or {} for an unknown action."""
    action = case.body.get("action") if isinstance(case.body, dict) else None
    name = "".join(word.capitalize() for word in action.split("_")) if isinstance(action, str) else ""
    return case.operation.schema.raw_schema["components"]["schemas"].get(f"{name}{kind}", {})


@schemathesis.check
def answers_the_action(context, response, case):
    """Checks the answer against the schema of the requested action, because all actions share one path."""
    expected = component(case, "Response") if response.status_code < 300 else {}
    if not expected:
        return
    schema = {**expected, "components": case.operation.schema.raw_schema["components"]}
    assert jsonschema_rs.is_valid(schema, response.json()), f"not this action's answer: {response.text}"
