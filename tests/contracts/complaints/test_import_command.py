"""`catalogue import` without `--dry-run`: the command keeps a draft, once."""

import json
from dataclasses import fields

import pytest

from services.complaints.adapters.indexes import create_indexes
from services.complaints.adapters.list_draft_store import MongoListDrafts
from services.complaints.commands import catalogue_import
from tests.complaints import SETTINGS

NEEDED = (
    "mongo_url", "mongo_database", "kafka_bootstrap", "elasticsearch_url", "master_key",
    "blind_index_key", "receipt_salt", "secret_key",
)  # fmt: skip
pytestmark = pytest.mark.engines


@pytest.fixture
def drafts(mongo_database, mongo_url, monkeypatch):
    create_indexes(mongo_database)
    told = {field.name: getattr(SETTINGS, field.name) for field in fields(SETTINGS)} | {
        "mongo_url": mongo_url,
        "mongo_database": mongo_database.name,
    }
    for name in NEEDED:
        monkeypatch.setenv(name.upper(), told[name])
    return MongoListDrafts(mongo_database)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "list.csv"
    rows = ["收费主体,收费项目,收费标准,计价单位", "码头,铅封费,5,元/箱", "码头,洗箱费,面议,"]
    path.write_text("\n".join(rows), encoding="gb18030")
    return path


def run(capsys, *words):
    code = catalogue_import.run(list(map(str, words)))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_command_keeps_a_draft_and_the_second_time_changes_nothing(drafts, path, capsys):
    code, out, err = run(
        capsys, path, "--port", "海阳港", "--effective-from", "2027-01-01", "--json"
    )
    told = json.loads(out)
    assert (code, told["rows"], told["priced"], told["as_text"]) == (0, 2, 1, 1)
    draft = drafts.find(err.split()[-1])
    assert draft is not None
    assert (draft.port, draft.effective_from) == ("海阳港", "2027-01-01")
    assert drafts.rows(draft.id, first=1, last=2) == told["details"]
    code, out, err = run(capsys, path, "--port", "海阳港", "--effective-from=2027-01-01", "--json")
    assert (code, err.split()[-1]) == (0, f"{draft.id}（早已导入，没有改动）")
    assert json.loads(out) == told


def test_the_command_says_in_words_what_it_kept(drafts, path, capsys):
    code, out, _ = run(capsys, path)
    assert code == 0
    assert "读到 2 行：已定价 1，留作文字 1" in out
    assert "早已导入，没有改动" not in out
    assert "早已导入，没有改动" in run(capsys, path)[1]


def test_a_dry_run_keeps_nothing(drafts, path, capsys, mongo_database):
    code, _, err = run(capsys, path, "--dry-run", "--json")
    assert (code, "draft" in err) == (0, False)
    assert mongo_database["list_drafts"].count_documents({"status": "draft"}) == 0
