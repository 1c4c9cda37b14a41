"""What schemathesis has to know about the bridge beyond its document."""

from datetime import date

import jsonschema_rs
import schemathesis


@schemathesis.hook
def filter_case(context, case):
    """Leaves out what JSON Schema judges otherwise than the bridge, for want of words."""
    body = case.body
    return not (isinstance(body, dict) and (nothing_under_a_strange_name(case) or any(rule(body) for rule in BEYOND_WORDS)))


def ends_before_it_begins(body):
    """The document can bound a date, not compare two."""
    first, last = body.get("date_from"), body.get("date_to")
    return isinstance(first, str) and isinstance(last, str) and last < first


def names_a_time_in_two_spellings(body):
    """To the document 06:00 and 06:00:00 are two texts; to the bridge they are one time, which may be named once."""
    slots = body.get("time_slots")
    texts = [slot for slot in slots if isinstance(slot, str)] if isinstance(slots, list) else []
    return len({slot.removesuffix(":00") if len(slot) == 8 else slot for slot in texts}) < len(texts)


def points_at_no_day(body):
    """A pattern lets the 30th of February through, and a cursor has no format of its own."""
    cursor = body.get("cursor")
    try:
        date.fromisoformat(cursor[:10] if isinstance(cursor, str) else "2026-12-01")
        return False
    except ValueError:
        return True


def writes_a_whole_number_with_a_point(body):
    """To the document 1.0 is an integer; the bridge takes none with a point: a long one is not exact."""
    return any(isinstance(value, float) and value.is_integer() for value in body.values())


def nothing_under_a_strange_name(case):
    """To the bridge null is as good as absent, whatever its name; the document names the arguments that there are."""
    known = component(case, "Request").get("properties", case.body)
    return any(value is None and name not in known for name, value in case.body.items())


BEYOND_WORDS = [
    ends_before_it_begins,
    names_a_time_in_two_spellings,
    points_at_no_day,
    writes_a_whole_number_with_a_point,
]


def component(case, kind):
    """What the document says of the action's request or answer; nothing where the action is none."""
    action = case.body.get("action") if isinstance(case.body, dict) else None
    name = "".join(word.capitalize() for word in action.split("_")) if isinstance(action, str) else ""
    return case.operation.schema.raw_schema["components"]["schemas"].get(f"{name}{kind}", {})


@schemathesis.check
def answers_the_action(context, response, case):
    """One path has many actions: the answer must be that of the action that was asked for."""
    expected = component(case, "Response") if response.status_code < 300 else {}
    if not expected:
        return
    schema = {**expected, "components": case.operation.schema.raw_schema["components"]}
    assert jsonschema_rs.is_valid(schema, response.json()), f"not this action's answer: {response.text}"
