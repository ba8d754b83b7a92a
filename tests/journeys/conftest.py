"""One product for all tests of a module; a journey that breaks things builds its own."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from shared.local.engines import EngineAddresses
from shared.mongo.client import Documents
from tests.conftest import own_database
from tests.journeys.product import NAMES, Product, running


@pytest.fixture(scope="module")
def three_databases(mongo_url: str) -> Iterator[dict[str, Documents]]:
    with ExitStack() as stack:
        yield {name: stack.enter_context(own_database(mongo_url)) for name in NAMES}


@pytest.fixture(scope="module")
def product(engines: EngineAddresses, three_databases, tmp_path_factory) -> Iterator[Product]:
    with running(engines, three_databases, tmp_path_factory.mktemp("product")) as product:
        yield product
