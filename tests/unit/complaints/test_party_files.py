"""The rule files about parties: complete, and a wrong row is named."""

import json
import shutil

import pytest

from services.complaints.adapters.rule_files_parties import PARTY_RULES, load_party_rules
from services.complaints.adapters.rule_rows import RuleFileError

RULES = load_party_rules()


def test_both_notices_are_there_row_by_row():
    counts = {city: sum(duty.city == city for duty in RULES.duties) for city in RULES.cities}
    assert counts == {"haiyang": 24, "jiaxing": 39}
    assert len(RULES.duties) == 63
    measures = {duty.measure for duty in RULES.duties}
    assert sum(key.startswith("HY-") for key in measures) == 21
    assert {"HY-8#2", "HY-16#2", "JX-1-3#3", "JX-2-7#2"} <= {duty.key for duty in RULES.duties}


def test_a_measure_keeps_what_the_notice_promises():
    promised = next(duty for duty in RULES.duties if duty.key == "JX-2-6")
    assert promised.commitment is not None
    assert (promised.commitment.metric, promised.commitment.limit) == (
        "tally_report_after_unloading",
        "0.5",
    )
    assert promised.lead == ("jx-port-office",)
    assert promised.partners == ("jx-customs", "jx-port-company")
    assert promised.basis == "嘉政办发〔2018〕62号三、工作任务（二）口岸提效行动第6项"
    assert promised.basis_kind == "promise"


def test_each_city_has_its_port_office_and_its_operators():
    for city in RULES.cities.values():
        assert RULES.departments[city.port_office].city == city.id
    operators = {unit.zh for unit in RULES.departments.values() if unit.kind == "operator"}
    assert operators == {"海阳港务有限公司", "浙江海港嘉兴港务公司", "上港平湖公司"}


@pytest.mark.parametrize(
    ("file", "change", "told"),
    [
        ("duties.json", lambda d: d["duties"][0]["lead"].append("hy-nobody"), "row HY-1: no unit"),
        ("duties.json", lambda d: d["duties"][1].update(key="HY-1"), "more than one row of HY-1"),
        ("duties.json", lambda d: d["duties"][3].pop("title"), r"duties\[3\] \(HY-4\)"),
        ("competence.json", lambda d: d["competence"][0].update(lead="x"), "row price_report"),
        ("competence.json", lambda d: d["coordinators"][0]["order"].append("x"), "row haiyang"),
        ("competence.json", lambda d: d.pop("version"), "has no version"),
        ("departments.json", lambda d: d["departments"][0].update(kind="king"), "hy-market"),
        ("departments.json", lambda d: d["departments"][0].update(successor="x"), "row hy-market"),
        ("departments.json", lambda d: d["cities"][0].update(port_office="x"), "row haiyang"),
    ],
)
def test_a_wrong_row_is_named_with_its_file(tmp_path, file, change, told):
    shutil.copytree(PARTY_RULES, tmp_path, dirs_exist_ok=True)
    document = json.loads((tmp_path / file).read_text(encoding="utf-8"))
    change(document)
    (tmp_path / file).write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(RuleFileError, match=told):
        load_party_rules(tmp_path)
