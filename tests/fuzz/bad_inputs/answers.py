"""What the answer to a bad input must be, in one line a failure."""

from typing import Any

from tests.fuzz.callers import PERSON, headers_of_system
from tests.journeys.product import NAMES, Product

PROBLEM = "application/problem+json"


def is_refused(answer: Any, path: str = "") -> bool:
    """Tell whether a program is told what is wrong, and where when the reading of it failed."""
    if not 400 <= answer.status_code < 500 or answer.content_type != PROBLEM:
        return False
    told = answer.get_json()
    named = [each["path"] for each in told["errors"]]
    where = any(each == path or each.startswith(f"{path}.") for each in named)
    return bool(told["detail"]) and (answer.status_code != 422 or not path or where)


def asker(product: Product, service: str, *, by_person: bool = False) -> Any:
    """Return a function that asks as a system with every scope, or as a person."""
    if by_person:
        return product.person(service, PERSON).open
    client, headers = product.apps[service].test_client(), headers_of_system(service)

    def ask(address: str, **more: Any) -> Any:
        return client.open(address, headers={**headers, **more.pop("headers", {})}, **more)

    return ask


def stored(product: Product, *, but: tuple[str, ...] = ()) -> dict[str, dict[str, str]]:
    """Return all documents of the three services, by collection."""
    return {
        name: {
            each: str(list(product.databases[name][each].aggregate([])))
            for each in product.databases[name].list_collection_names()
            if each not in but
        }
        for name in NAMES
    }
