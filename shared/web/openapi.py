"""JSON routes with their description (OpenAPI 3.1), answering errors as everything else does."""

from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import Any

from flask import Flask, Request, Response
from flask_smorest import Api, Blueprint
from marshmallow import Schema, fields
from webargs.core import missing
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import HTTPException

from shared.web.openapi_access import DescribedAccess, schemes
from shared.web.problem import PROBLEM_JSON, answer_http_error

JSON = "application/json"
IDEMPOTENCY_KEY: dict[str, Any] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "8 to 100 letters, digits or `_.:-`; with the same body it happens once.",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9_.:-]{8,100}$", "example": "order-2026-1"},
}


class TwoPlaces(fields.Decimal):
    """A decimal in answers: text with two places, as everywhere in this product."""

    def __init__(self, **more: Any) -> None:
        super().__init__(places=2, as_string=True, **more)


class FieldErrorSchema(Schema):
    """One wrong field."""

    path = fields.String(metadata={"description": "Where, for example lines.0.amount."})
    message = fields.String(metadata={"description": "What to do, in the language asked for."})


class ProblemSchema(Schema):
    """An error as problem details (RFC 9457)."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    code = fields.String(metadata={"description": "Stable word for programs, e.g. conflict."})
    detail = fields.String()
    errors = fields.List(fields.Nested(FieldErrorSchema))
    request_id = fields.String()


class StrictParser(FlaskParser):
    """Takes the JSON body as the application has read it: with limits, numbers as Decimal."""

    def _raw_load_json(self, req: Request) -> Any:
        return req.get_json() if req.is_json and req.get_data(cache=True) else missing


class ApiBlueprint(Blueprint):  # type: ignore[misc]
    """The library's blueprint for JSON routes, reading bodies strictly."""

    ARGUMENTS_PARSER = StrictParser()

    def register_views_in_doc(self, api: "ProblemApi", *args: Any, **kwargs: Any) -> None:
        """Describe the routes when the document is first asked for: it takes half of a start."""
        api.describe_later(partial(super().register_views_in_doc, api, *args, **kwargs))


class ProblemApi(Api):  # type: ignore[misc]
    """The library's API object with our form of errors."""

    ERROR_SCHEMA = ProblemSchema

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._undescribed: list[Callable[[], None]] = []
        self._describing = Lock()
        super().__init__(*args, **kwargs)

    def describe_later(self, describe: Callable[[], None]) -> None:
        """Keep what adds routes to the document until somebody reads it."""
        self._undescribed.append(describe)

    def _openapi_json(self) -> Response:
        with self._describing:
            while self._undescribed:
                self._undescribed[0]()
                del self._undescribed[0]
        answer: Response = super()._openapi_json()
        return answer

    def _register_responses(self) -> None:
        self.describe_later(self._describe_errors)

    def _describe_errors(self) -> None:
        self.DEFAULT_RESPONSE_CONTENT_TYPE = PROBLEM_JSON  # all it registers are errors
        super()._register_responses()
        self.DEFAULT_RESPONSE_CONTENT_TYPE = JSON

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Answer an error of the framework in the form all errors have."""
        return answer_http_error(error)


def create_api(app: Flask, *, title: str, prefix: str) -> Any:
    """Return the API object to register JSON blueprints with; described at prefix/openapi.json."""
    app.config.update(
        API_TITLE=title,
        API_VERSION="1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=prefix,
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={"components": {"securitySchemes": schemes(app)}},
    )
    api = ProblemApi(app, spec_kwargs={"extra_plugins": [DescribedAccess(app)]})
    api.register_field(TwoPlaces, "string", None)
    return api


def link(operation: str, description: str, **parameters: str) -> dict[str, Any]:
    """Return where an answer leads: parameters by expressions like `$response.body#/id`."""
    return {"operationId": operation, "description": description, "parameters": parameters}
