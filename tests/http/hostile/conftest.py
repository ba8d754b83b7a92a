"""The three services with one case under way, and all their addresses."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from werkzeug.routing import Rule

from services.complaints.adapters.turn_counts import TURNS
from tests.complaints import ZHOULAN, everything_in
from tests.journeys.product import NAMES, Product, without_broker
from tests.journeys.story import STEPS, act, file, meet_officers
from tests.sign_in import trust_test_issuer

NOWHERE = "http://127.0.0.1:1"
CASE = "HY-2026-00001-1"
NO_CASE = "HY-2026-99999-1"


@pytest.fixture(scope="package")
def product(mongo_url: str, tmp_path_factory) -> Iterator[Product]:
    with without_broker(mongo_url, NOWHERE, tmp_path_factory.mktemp("product")) as product:
        for app in product.apps.values():
            trust_test_issuer(app)
        file(product)
        meet_officers(product)
        act(product, CASE, STEPS[0], key="step-0000")
        yield product


@pytest.fixture(scope="package")
def attachment(product: Product) -> str:
    """Return the id of a file of 周岚 that no case refers to yet."""
    part = {"file": (BytesIO("发票".encode()), "发票.txt")}
    answer = product.person("complaints", ZHOULAN).post("/api/attachments", data=part)
    return str(answer.get_json()["id"])


@pytest.fixture
def nothing_stays(product: Product, attachment: str) -> Iterator[None]:
    before = stored(product)
    yield
    assert stored(product) == before


def stored(product: Product) -> dict[str, str]:
    """Return all documents of the three services, files included; turns taken are no trace."""
    return {name: everything_in(product.databases[name], but=TURNS) for name in NAMES}


def doors(app: Flask, method: str, below: str = "/") -> list[Rule]:
    """Return the addresses of an app below a path that take a method."""
    rules = app.url_map.iter_rules()
    return [
        rule for rule in rules if method in (rule.methods or ()) and rule.rule.startswith(below)
    ]


def address(rule: Rule, value: str) -> str:
    """Return the address with one value in every variable place."""
    pieces = [value if is_variable else text for is_variable, text in rule._trace]
    return "".join(pieces).removeprefix("|")
