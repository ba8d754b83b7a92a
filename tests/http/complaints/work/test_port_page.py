import json

import pytest

from services.complaints.adapters.rule_files_commitments import COMMITMENT_RULES
from services.complaints.adapters.rule_files_parties import load_party_rules
from services.complaints.adapters.rule_files_ports import load_port_contacts
from services.complaints.adapters.rule_rows import RuleFileError

pytestmark = pytest.mark.engines


def test_a_port_shows_its_contacts_its_process_and_a_code_of_its_address(app):
    html = app.test_client().get("/complaints/ports/haiyang").text
    assert html.count("还没有公布") == 6
    assert 'href="tel:12345"' in html
    assert "海阳港务有限公司" in html
    assert html.count("请责任单位核对") == 14
    assert "<svg" in html.partition('id="code"')[2]


def test_an_unknown_port_is_not_found(app):
    assert app.test_client().get("/complaints/ports/atlantis").status_code == 404


def test_a_number_without_a_source_stops_the_service(tmp_path):
    document = json.loads((COMMITMENT_RULES / "ports.json").read_text(encoding="utf-8"))
    document["contacts"][0]["value"] = "0535-1234567"
    (tmp_path / "ports.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(RuleFileError, match="a value needs a source"):
        load_port_contacts(load_party_rules(), tmp_path)
