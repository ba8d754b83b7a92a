"""What the API document says of the body of an action: the forms, and which action takes which."""

from collections.abc import Iterable, Iterator
from typing import Any

from marshmallow import Schema

from services.complaints.domain.cases.track import ActionRule, Track
from services.complaints.routes.cases.form_schemas import SCHEMAS
from services.complaints.routes.cases.recorded_forms import recorded_schema

Described = dict[str, Any]


def described(tracks: Iterable[Track]) -> tuple[Described, Described]:
    """Return the path parameter `action` and the request body: forms in code and of tracks.

    Forms whose fields may all be left out fit many bodies, so none can be asked to fit alone.
    """
    recorded = dict(_recorded(tracks))
    lines = [_line(action, schema) for action, schema in SCHEMAS.items()]
    lines += [f"- `{rule.code}`: `{name}`. {rule.does['en']}" for name, rule in recorded.items()]
    codes = [*SCHEMAS, *dict.fromkeys(rule.code for rule in recorded.values())]
    schemas = [*SCHEMAS.values(), *(recorded_schema(rule, n) for n, rule in recorded.items())]
    action = {
        "name": "action",
        "in": "path",
        "required": True,
        "description": "Decides which form the body is:\n" + "\n".join(lines),
        "schema": {"type": "string", "enum": codes},
    }
    body = {
        "required": True,
        "description": "The form of the action in the path.",
        "content": {"application/json": {"schema": {"anyOf": schemas}}},
    }
    return action, body


def _line(action: str, schema: type[Schema]) -> str:
    return f"- `{action}`: `{schema.__name__.removesuffix('Schema')}`. {schema.__doc__}"


def _recorded(tracks: Iterable[Track]) -> Iterator[tuple[str, ActionRule]]:
    """Yield each different form once by a name of its own."""
    seen = set[tuple[str, tuple[str, ...]]]()
    for track in tracks:
        for rule in track.actions.values():
            form = (rule.code, tuple(field.name for field in rule.fields))
            if rule.is_recorded and form not in seen:
                first = all(code != rule.code for code, _ in seen)
                seen.add(form)
                yield _named(rule.code if first else f"{track.code}_{rule.code}"), rule


def _named(code: str) -> str:
    return "".join(part.capitalize() for part in code.split("_"))
