"""The OpenAPI documents as schemathesis reads them, and who asks their operations."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from schemathesis import Case, openapi
from schemathesis.checks import CHECKS, load_all_checks

from tests.architecture.apps import SERVICES
from tests.complaints import TERMINAL
from tests.fuzz.callers import headers_of_system, session_of_person
from tests.fuzz.conftest import CASE
from tests.journeys.product import Product

ADDRESSES = {
    "complaints": "/api/complaints/openapi.json",
    "credit": "/api/enterprises/openapi.json",
    "notify": "/api/messages/openapi.json",
}
# Whether what fits the document is also right in the matter is told by the use cases, with 422.
LEFT_OUT = ("positive_data_acceptance",)
METHODS = {"get", "post", "put", "patch", "delete"}
# What is there to be found, so that not every question ends at 404.
KNOWN: Mapping[str, str] = {"case_id": CASE, "uscc": TERMINAL, "reference": f"{CASE}/reporter"}


@cache
def described(name: str) -> dict[str, Any]:
    """Return the document a service publishes."""
    answer = SERVICES[name]().test_client().get(ADDRESSES[name])
    document: dict[str, Any] = answer.get_json()
    return document


def operations() -> Iterator[tuple[str, str]]:
    """Give service and label of every operation that is described."""
    for name in ADDRESSES:
        for path, item in described(name)["paths"].items():
            yield from ((name, f"{method.upper()} {path}") for method in item.keys() & METHODS)


def schema_of(product: Product, name: str) -> Any:
    """Return the document bound to an application.

    Who is let in is left out: every request here is let in, and `tests/http/access` tries the
    others, cell by cell.
    """
    document = {**described(name), "paths": {}}
    for path, item in described(name)["paths"].items():
        document["paths"][path] = {
            key: {**value, "security": []} if key in METHODS else value
            for key, value in item.items()
        }
    schema = openapi.from_dict(document)
    schema.app = product.apps[name]
    return schema


def identity(product: Product, name: str, case: "Case[Any]") -> dict[str, Any]:
    """Return who asks: a system where the document lets one in, else a person."""
    operation = described(name)["paths"][case.operation.path][case.operation.method.lower()]
    ways = operation["security"]
    if ways and not any("bearer" in way for way in ways):
        return session_of_person(product, name)
    return {"headers": headers_of_system(name)}


def without(*more: str) -> list[Any]:
    """Return the checks that are left out, always and here."""
    load_all_checks()
    return CHECKS.get_by_names([*LEFT_OUT, *more])
