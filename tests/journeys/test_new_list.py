"""A list is published, and whoever follows the port hears of it before it begins, and again."""

from datetime import timedelta

import pytest

from services.complaints.commands.loops import tell_of_lists
from services.complaints.domain.catalogue.lists.charge_list import Act
from services.complaints.usecases.catalogue.change_list import ListStores
from services.complaints.usecases.catalogue.follow_lists import follow
from shared.clock import local_date
from tests.complaints import HANBING, NOW, ZHOULAN
from tests.contracts.complaints.test_price_lists import change, imported, made, published
from tests.journeys.product import Product
from tests.journeys.story import until
from tests.unit.complaints.catalogue.charge_lists import SECOND

pytestmark = pytest.mark.engines
BEGINS = local_date(NOW) + timedelta(days=10)


@pytest.fixture
def published_list(product: Product, tmp_path):
    lists = product.complaints.lists
    stores = ListStores(lists=lists.lists, published=lists.published, followed=lists.followed)
    follow("port:海阳港", ZHOULAN, on=True, followed=lists.followed)
    found = published(made(lists, imported(lists, tmp_path)), stores, effective_from=BEGINS)
    return found, stores


def told(product):
    """Return the subjects of what the follower was told of lists."""
    inbox = product.person("notify", ZHOULAN).get("/api/messages").get_json()
    mine = [each for each in inbox["messages"] if each["event"] == "catalogue.told.v1"]
    return [each["zh"]["subject"] for each in mine]


def test_a_follower_hears_of_a_list_before_it_begins_on_its_eve_and_when_it_is_withdrawn(
    product, published_list
):
    found, stores = published_list
    with product.working():
        until(lambda: len(told(product)) == 1)
        assert local_date(product.clock()) < BEGINS
        assert tell_of_lists(product.complaints) == 0
        product.clock.forward(days=9)
        assert [tell_of_lists(product.complaints) for _ in range(2)] == [1, 0]
        until(lambda: len(told(product)) == 2)
        assert local_date(product.clock()) < BEGINS
        now = product.clock()
        current = stores.lists.get(found.id)
        current = change(current, Act.RECALL_ASKED, stores, HANBING, words="价格写错", now=now)
        change(current, Act.WITHDRAWN, stores, SECOND, now=now)
        until(lambda: len(told(product)) == 3)
    begun = {each.partition("：")[0] for each in told(product)}
    assert begun == {"新清单", "新清单起执行", "清单已撤回"}
