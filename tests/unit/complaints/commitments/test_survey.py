"""The yearly survey of firms: what is read, what is refused, what is shown."""

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter

from services.complaints.adapters.rule_files_survey import load_survey
from services.complaints.adapters.table_file import read_table
from services.complaints.domain.commitments.survey import SurveyRow, survey_figures
from services.complaints.usecases.commitments.import_survey import import_survey
from shared.errors import Invalid

pytestmark = pytest.mark.slow

HEADER = "年度,类型,填报单位,收费项目,箱型,单位,收费标准"
GOOD = '2026,货代,海阳甲货代有限公司,文件费,,票,"1,450.00"'


def looked_at(path):
    return import_survey(
        read_table(path), city="haiyang", rules=load_survey(), survey=None, today=date(2026, 11, 28)
    )


def written(tmp_path, *rows, header=HEADER, encoding="utf-8"):
    path = tmp_path / "survey.csv"
    path.write_bytes("\n".join([header, *rows]).encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_of_the_survey_is_read(tmp_path, encoding):
    found = looked_at(
        written(tmp_path, GOOD, "２０２６年,船代,乙船代,换单费,20尺,元/票,300", encoding=encoding)
    )
    assert (found.rows, found.good, found.refused) == (2, 2, 0)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("2027,货代,甲,文件费,,票,450", "year"),
        ("2016,货代,甲,文件费,,票,450", "year"),
        ("2026,保险,甲,文件费,,票,450", "kind"),
        ("2026,货代,,文件费,,票,450", "firm"),
        ("2026,货代,甲,,,票,450", "item"),
        ("2026,货代,甲,文件费,53,票,450", "container"),
        ("2026,货代,甲,文件费,,打,450", "unit"),
        ("2026,货代,甲,文件费,,票,面议", "price"),
        ("2026,货代,甲,文件费,,票,-1", "price"),
        ("2026,货代,甲,文件费,,票,1.005", "price"),
        ("2026,货代,甲,文件费,,票,1e999999999", "price"),
        ("2026,货代,=1+1,文件费,,票,450", "firm"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_are_kept(tmp_path, row, column):
    found = looked_at(written(tmp_path, GOOD, row))
    assert (found.good, found.refused) == (1, 1)
    assert [(number, error.path) for number, error in found.details] == [(3, column)]


def test_a_formula_of_a_workbook_is_never_computed(tmp_path):
    path = tmp_path / "survey.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER.split(","))
        sheet.write_row(1, 0, [2026, "货代", "甲货代", "文件费", "", "票", 450])
        sheet.write_row(2, 0, [2026, "货代", "乙货代", "文件费", "", "票"])
        sheet.write_formula(2, 6, "=400+50", None, 450)
    found = looked_at(path)
    assert (found.good, found.refused) == (1, 1)
    assert [(number, error.path) for number, error in found.details] == [(3, "price")]


def test_a_file_without_a_column_or_a_row_is_refused(tmp_path):
    with pytest.raises(Invalid) as refused:
        looked_at(written(tmp_path, "2026,货代", header="年度,类型"))
    assert "price" in [each.path for each in refused.value.errors]
    with pytest.raises(Invalid):
        looked_at(written(tmp_path))


def test_prices_of_few_firms_are_not_shown():
    def row(firm, price):
        return SurveyRow(
            year=2026, kind="forwarder", firm=firm, item="文件费", container="", unit="ticket",
            price=Decimal(price),
        )  # fmt: skip

    rows = [row("甲", 400), row("乙", 450)]
    [few] = survey_figures(rows, least_firms=3)
    assert (few.firms, few.low, few.median, few.high) == (2, None, None, None)
    [enough] = survey_figures([*rows, row("丙", 500)], least_firms=3)
    assert (enough.low, enough.median, enough.high) == (Decimal(400), Decimal(450), Decimal(500))


def test_a_dry_run_needs_no_setting(tmp_path):
    path = written(tmp_path, GOOD, "2026,货代,甲,文件费,,打,450")
    words = ["survey", "import", str(path), "--city", "haiyang", "--dry-run", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "services.complaints", *words],
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert (told["rows"], told["good"], told["refused"]) == (2, 1, 1)
    assert told["details"][0]["column"] == "unit"
