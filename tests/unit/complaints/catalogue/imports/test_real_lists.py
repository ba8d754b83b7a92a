"""Real lists, where they are at hand (SHARED_REFERENCE, SHARED_DATA)."""

import csv
import os
from collections import Counter
from pathlib import Path

import pytest

from services.complaints.domain.catalogue.fee_names.match import FeeMatcher
from tests.unit.complaints.catalogue.fee_names.figures import dictionary
from tests.unit.complaints.catalogue.imports.files import imported

REAL = Path(os.environ.get("SHARED_REFERENCE", "reference")) / "fee_catalogue_real.csv"
HUBEI = Path(os.environ.get("SHARED_DATA", "data")) / "fees" / "hubei_port_fee_catalogue.csv"
MATCHER = FeeMatcher(names=dictionary())

pytestmark = pytest.mark.shared_data


@pytest.mark.skipif(not REAL.is_file(), reason="the real catalogue is not at hand")
def test_every_item_and_sub_item_of_the_real_catalogue_is_a_known_fee():
    with REAL.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    names = {row[key] for row in rows for key in ("item", "sub_item")} - {""}
    assert {name for name in names if MATCHER.match(name).item is None} == set()


@pytest.mark.skipif(not HUBEI.is_file(), reason="the list of Hubei's ports is not at hand")
def test_the_list_of_hubeis_ports_is_read_and_what_is_doubtful_waits_for_a_person(capfd):
    answer = imported(capfd, HUBEI)
    assert (answer["rows"], answer["priced"], answer["as_text"]) == (93, 68, 25)
    assert set(answer["columns"]) == {
        "port", "number", "body", "item", "business", "container", "condition",
        "rate", "unit", "service", "basis", "note",
    }  # fmt: skip
    text = Counter(each["item"] for each in answer["details"] if each["status"] == "as_text")
    assert text == {
        "港口作业包干费": 1, "集装箱堆存保管费": 1, "商检代理费": 1, "订舱服务费": 2, "换单费": 2,
        "驳船燃油附加费": 2, "滞箱费": 2, "货物保管费": 3, "鲜活易腐销毁服务费": 1,
        "滞单费": 1, "货物过站处理费": 1, "货物包装加固费": 3, "综合加固费": 3, "消毒费": 2,
    }  # fmt: skip
    declared = next(each for each in answer["details"] if each["item"] == "报关服务费")
    assert [(each["direction"], each["max"]) for each in declared["prices"]] == [
        ("export", "190"),
        ("import", "200"),
    ]
    assert all(each["match"]["item"] for each in answer["details"])


@pytest.mark.skipif(not REAL.is_file(), reason="the real catalogue is not at hand")
def test_the_real_catalogue_can_itself_be_imported(capfd):
    answer = imported(capfd, REAL)
    assert answer["rows"] == 333
    assert answer["refused"] == 0
