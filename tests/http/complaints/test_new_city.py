"""A new city is data files alone: the folder `new_city` beside this file holds all of them."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from services.complaints.adapters.indexes import create_indexes
from services.complaints.adapters.rule_folders import RuleFolders, load_rules
from services.complaints.adapters.rule_rows import RULES, RuleFileError
from services.complaints.app import create_app
from services.complaints.container import build_container
from shared.web.places import CITIES, PlaceFileError, load_places
from tests.complaints import NOW, SETTINGS, ZHOULAN, a_body, a_body_line
from tests.sign_in import sign_in, trust_test_issuer

pytestmark = pytest.mark.engines
ADDED = Path(__file__).parent / "new_city"
CITY, PORT = "chaosheng", "潮生港"
ALL_IN = {
    "item": "港口作业包干费", "port": PORT, "charged_on": "2026-11-12", "quantity": "2",
    "unit": "box", "container": "40", "trade": "foreign", "direction": "import", "loaded": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def folders_with_city(tmp_path_factory) -> RuleFolders:
    return with_city(tmp_path_factory.mktemp("city"))


@pytest.fixture
def folders(tmp_path) -> RuleFolders:
    """Return folders that a test may change."""
    return with_city(tmp_path)


def with_city(tmp_path: Path) -> RuleFolders:
    """Return copies of the folders of rules and places with the files of the city added."""
    copies = RuleFolders(rules=tmp_path / "rules", places=tmp_path / "places")
    shutil.copytree(RULES, copies.rules)
    shutil.copytree(CITIES, copies.places)
    for path in ADDED.rglob("*.json"):
        place = tmp_path / path.relative_to(ADDED)
        assert not place.exists(), "a file that is there already would be changed"
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, place)
    return copies


@pytest.fixture
def client(mongo_database, folders_with_city) -> FlaskClient:
    create_indexes(mongo_database)
    settings = replace(SETTINGS, sample_data=True)
    container = build_container(
        settings, database=mongo_database, now=lambda: NOW, folders=folders_with_city
    )
    return trust_test_issuer(create_app(container)).test_client()


def test_a_complaint_is_numbered_routed_and_timed(client):
    sign_in(client, replace(ZHOULAN, city=CITY))
    line = {**a_body_line(), **ALL_IN, "amount": "1100.00"}
    del line["port"]
    body = a_body(city=CITY, respondent={"name": "潮生碧湾码头有限公司", "uscc": ""}, lines=[line])
    answer = client.post("/api/complaints", json=body, headers={"Idempotency-Key": "key-00000001"})
    case = answer.get_json()
    assert answer.status_code == 201, case
    assert case["id"] == "CS-2026-00001-1"
    assert case["routing"]["lead"] == {"id": "cs-market", "name": "潮生市市场监管局"}
    assert "潮政办发〔2023〕9号" in case["routing"]["basis"]
    assert (case["lines"][0]["finding"], case["lines"][0]["over"]) == ("above", "60.00")
    assert "T-FILE" in [clock["code"] for clock in case["clocks"]]


def test_deadlines_follow_the_limits_and_the_hours_of_the_city(client):
    asked = "/api/deadlines/compute?rule=P-FIRST&received=2026-11-23T16:30%2B08:00&city="
    assert client.get(asked + CITY).get_json()["due_on"] == "2026-11-26"
    assert client.get(asked + "haiyang").get_json()["due_on"] == "2026-11-24"


def test_a_delay_is_checked_against_the_promise_and_the_hours_of_the_city(client):
    def finding(ordered: str) -> str:
        events = [
            {"event": "inspection_ordered", "at": ordered},
            {"event": "inspection_done", "at": "2026-11-13T10:00"},
        ]
        body = {"measure": "CS-2", "events": events}
        return str(client.post("/api/commitments/check", json=body).get_json()["finding"])

    assert finding("2026-11-12T11:20") == "broken"
    assert finding("2026-11-12T11:40") == "cannot_tell"


def test_a_charge_is_checked_against_the_list_of_its_port(client):
    lines = [{**ALL_IN, "amount": "1100"}, {**ALL_IN, "port": "潮生", "amount": "1040"}]
    found = client.post("/api/catalogue/check", json={"lines": lines}).get_json()["lines"]
    assert [each["finding"] for each in found] == ["above", "within"]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (
            f"/complaints/measures?city={CITY}",
            ["上午布控的当日完成查验", "潮生海关", "潮政办发〔2023〕9号"],
        ),
        ("/complaints/measures/CS-3", ["进口整体通关时间", "60"]),
        (f"/complaints/clearance?city={CITY}", ["潮生口岸", "进口整体通关时间", "60.00"]),
        (f"/complaints/ports/{CITY}", ["潮生口岸", "tousu@chaosheng.example", "还没有公布"]),
        ("/complaints/commitments/check", ["潮生口岸 2 上午布控的当日完成查验"]),
        ("/complaints/clocks", ["潮生口岸", "首次联系投诉人"]),
        ("/help/limits", ["潮生口岸"]),
        ("/complaints/catalogue/CS-0101-40-foreign", ["港口作业包干费", "520", "潮生港"]),
    ],
)
def test_its_pages_are_there(client, address, shown):
    answer = client.get(address)
    assert answer.status_code == 200
    for text in shown:
        assert text in answer.text


def test_the_frame_names_the_port_of_the_person(client):
    sign_in(client, replace(ZHOULAN, city=CITY))
    assert '<span class="place">潮生口岸</span>' in client.get("/").text
    assert '<span class="place">Port of Chaosheng</span>' in client.get("/?lang=en").text


def test_an_added_file_may_not_carry_a_list_nobody_reads(folders):
    wrong = folders.rules / "parties" / "duties" / "wrong.json"
    wrong.write_text('{"dutys": []}', encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"duties/wrong\.json.*dutys"):
        load_rules(sample=False, folder=folders.rules)


@pytest.mark.parametrize(
    "text", ["{", '{"id": "x", "zh": "甲"}', '{"id": "haiyang", "zh": "甲", "en": "A"}', "[]"]
)
def test_a_wrong_file_of_a_place_is_refused_by_name(folders, text):
    (folders.places / "wrong.json").write_text(text, encoding="utf-8")
    with pytest.raises(PlaceFileError, match=r"wrong\.json"):
        load_places(folders.places)
