import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from services.complaints.adapters.unverified_rules import unverified_rules
from tests.http.complaints.catalogue_app import catalogue_app


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return catalogue_app().test_client()


def test_the_page_lists_every_rule_that_nobody_confirmed(client):
    html = client.get("/complaints/rules/unverified").get_data(as_text=True)
    for words in ("national-018", "tug-tanker-06", "T-JURIS", "P10", "0.45 元/净吨", "待核实"):
        assert words in html


def test_the_page_speaks_english():
    client = catalogue_app().test_client()
    html = client.get("/complaints/rules/unverified?lang=en").get_data(as_text=True)
    assert "Rules to be confirmed" in html


def test_the_api_gives_the_same_rules_with_their_ground(client):
    found = client.get("/api/catalogue/unverified").get_json()
    assert found["total"] == len(found["rules"]) == len(unverified_rules())
    areas = {rule["area"] for rule in found["rules"]}
    assert {"catalogue", "cases", "clocks", "parties"} <= areas
    assert all(rule["basis"] and rule["basis_kind"] for rule in found["rules"])
    assert not any("sample" in rule["file"] for rule in found["rules"])


def test_a_rule_without_a_shape_of_its_own_is_found_where_it_stands(tmp_path: Path):
    rule = {"verified": False, "limit": 5, "effective_from": "2024-01-01"}
    document = {"basis": "某办法", "basis_kind": "law", "things": [{"code": "A", "more": rule}]}
    (tmp_path / "clocks").mkdir()
    (tmp_path / "clocks" / "new.json").write_text(json.dumps(document), "utf-8")
    [found] = unverified_rules(tmp_path)
    assert (found.file, found.place, found.id) == ("clocks/new.json", "things[0].more", "A")
    assert (found.basis, found.detail) == ("某办法", "5")


def test_the_check_page_counts_with_what_is_known_of_the_ship(client):
    told = {
        "item": "引航费", "port": "烟台港", "charged_on": "2026-11-12", "quantity": "1",
        "unit": "call", "amount": "45000", "trade": "foreign", "net_tons": "150000",
        "nautical_miles": "8", "refunded": "400",
    }  # fmt: skip
    html = client.get("/complaints/check", query_string=told).get_data(as_text=True)
    for words in ("高于标准 ¥900.00", "44,100.00", "还应退", "¥500.00"):
        assert words in html


def test_the_check_page_shows_the_sum_of_tiers(client):
    told = {
        "item": "滞箱费", "port": "武汉新港", "charged_on": "2024-06-01", "quantity": "1",
        "unit": "box", "amount": "3000", "container": "20", "days": "22", "container_type": "GP",
    }  # fmt: skip
    html = client.get("/complaints/check", query_string=told).get_data(as_text=True)
    assert "85.00 元/箱·天 × 1 × 7" in html
    assert "高于标准 ¥875.00" in html


def test_the_check_page_says_what_would_change_the_answer(client):
    told = {
        "item": "停泊费", "port": "青岛港", "charged_on": "2024-06-01", "unit": "call",
        "quantity": "1", "amount": "7500", "trade": "foreign",
    }  # fmt: skip
    html = client.get("/complaints/check", query_string=told).get_data(as_text=True)
    assert "知道以下情况，结论可能改变" in html
    assert "船舶净吨" in html
    assert "补充船舶净吨" in html


def test_a_bill_has_its_findings_over_http(client):
    line = {
        "item": "港务费", "port": "海阳港", "charged_on": "2026-11-12", "quantity": 4,
        "unit": "box", "amount": "320.00", "container": "40", "trade": "foreign",
        "direction": "import", "from": "2026-11-10", "to": "2026-11-12",
    }  # fmt: skip
    body = {"lines": [line, line], "total": "700"}
    found = client.post("/api/catalogue/check", json=body).get_json()
    assert [each["kind"] for each in found["bill"]["findings"]] == ["double_charge", "total"]
    assert found["bill"]["sum"] == "640.00"
    assert found["lines"][0]["formula"]["en"]
