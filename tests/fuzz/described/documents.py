"""The OpenAPI documents as schemathesis reads them, and who asks their operations."""

from collections.abc import Iterator
from typing import Any

from schemathesis import Case, openapi
from schemathesis.checks import CHECKS, load_all_checks

from tests.architecture.apps import SERVICES
from tests.fuzz.callers import session_of_person, headers_of_system
from tests.journeys.product import Product

ADDRESSES = {
    "complaints": "/api/complaints/openapi.json",
    "credit": "/api/enterprises/openapi.json",
    "notify": "/api/messages/openapi.json",
}
# Whether what fits the document is also right in the matter is the use cases' affair: 422.
NOT_OURS = ("positive_data_acceptance",)


def document(name: str, app: Any = None) -> Any:
    """Return the document of a service, its operations bound to an application."""
    return openapi.from_wsgi(ADDRESSES[name], app or SERVICES[name]())


def operations() -> Iterator[tuple[str, str]]:
    """Give service and label of every operation described."""
    for name in ADDRESSES:
        for found in document(name).get_all_operations():
            yield name, found.ok().label


def identity(product: Product, name: str, case: Case) -> dict[str, dict[str, str]]:
    """Return who asks: a system where the document lets one in, else a person."""
    ways = case.operation.definition.raw.get("security") or []
    if ways and not any("bearer" in way for way in ways):
        return session_of_person(product, name)
    return {"headers": headers_of_system(name)}


def unfit() -> list[Any]:
    """Return the checks that are left out."""
    load_all_checks()
    return CHECKS.get_by_names(list(NOT_OURS))
