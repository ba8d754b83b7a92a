import json
import shutil

import pytest

from services.complaints.adapters.rule_files_catalogue import CATALOGUE_RULES, load_catalogue
from services.complaints.adapters.rule_rows import RuleFileError
from services.complaints.domain.catalogue.price_row import PriceForm
from shared import uscc
from tests.unit.complaints.catalogue.lines import official, with_samples


def lists(catalogue):
    return {each.id: each for each in catalogue.lists}


def test_official_lists_hold_only_official_rows():
    assert {row.quality for each in official().lists for row in each.rows} == {"A", "N"}
    assert not any(each.sample for each in official().lists)


def test_only_the_list_of_wuhan_is_complete():
    assert [each.id for each in official().lists if each.complete] == ["wuhan-single-window"]


def test_a_sample_catalogue_has_thirty_rows_in_all_price_forms():
    for city in ("haiyang", "jiaxing"):
        home = lists(with_samples())[city]
        assert len({row.id for row in home.rows}) >= 30
        assert {row.price_form for row in home.rows} == set(PriceForm)
        assert home.complete
        assert home.sample
        assert "示例" in home.title["zh"]
        assert "示例" in home.publisher["zh"] or "sample" in home.publisher["en"]


def test_sample_bodies_have_codes_that_fit():
    codes = {row.uscc for row in with_samples().by_id["HY-0117"].home.rows}
    assert all(code and uscc.is_valid(code) for code in codes)


def test_an_inferred_price_form_is_marked():
    rows = lists(official())["wuhan-single-window"].rows
    assert not any(row.price_form_given for row in rows)
    assert not any(row.dates_known for row in rows)


def test_what_is_entered_from_knowledge_is_not_verified():
    unverified = {each.row.id for each in official().entries if not each.row.verified}
    assert {"national-018", "national-019", "national-020", "boom-1"} <= unverified
    assert "national-001" not in unverified


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(CATALOGUE_RULES, tmp_path / "catalogue")
    return tmp_path / "catalogue"


def change(folder, name, alter):
    path = folder / name
    document = json.loads(path.read_text(encoding="utf-8"))
    alter(document)
    path.write_text(json.dumps(document), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "alter"),
    [
        ("official/national-tariff.json", lambda d: d["rows"][0].pop("basis")),
        ("official/national-tariff.json", lambda d: d["rows"][0].update(surprise=1)),
        ("official/national-tariff.json", lambda d: d["rows"][0].update(price_max="33")),
        ("official/national-tariff.json", lambda d: d["rows"][0].update(price_min=None)),
        ("official/national-tariff.json", lambda d: d["rows"][0].update(unit="barrel")),
        ("official/national-tariff.json", lambda d: d["rows"][0].update(id="national-002")),
        ("official/national-tariff.json", lambda d: d.pop("ports")),
        ("official/national-tariff.json", lambda d: d.update(rows={})),
        ("official/cancelled-items.json", lambda d: d["cancelled"][0].pop("cancelled_from")),
        ("names.json", lambda d: d["items"][0]["synonyms"].append("港建费")),
        ("names.json", lambda d: d["items"][0].pop("en")),
    ],
)
def test_a_slip_in_a_file_is_named_at_start(folder, name, alter):
    change(folder, name, alter)
    with pytest.raises(RuleFileError):
        load_catalogue(folder)


def test_a_file_that_is_not_json_is_named(folder):
    (folder / "official" / "national-tariff.json").write_text("{", encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"national-tariff\.json"):
        load_catalogue(folder)
