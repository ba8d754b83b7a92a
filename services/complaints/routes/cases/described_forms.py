"""What the API document says of the body of an action: the forms, and which action takes which."""

from typing import Any

from services.complaints.routes.cases.form_schemas import SCHEMAS

_LIST = "\n".join(
    f"- `{action}`: `{schema.__name__.removesuffix('Schema')}`. {schema.__doc__}"
    for action, schema in SCHEMAS.items()
)
ACTION: dict[str, Any] = {
    "name": "action",
    "in": "path",
    "required": True,
    "description": f"Decides which form the body is:\n{_LIST}",
    "schema": {"type": "string", "enum": list(SCHEMAS)},
}
# Forms whose fields may all be left out fit many bodies, so none can be asked to fit alone.
ACTION_BODY: dict[str, Any] = {
    "required": True,
    "description": "The form of the action in the path.",
    "content": {"application/json": {"schema": {"anyOf": list(SCHEMAS.values())}}},
}
