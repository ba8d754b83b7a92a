import json
import subprocess
import sys
import tracemalloc

import pytest

from services.complaints.adapters.declaration_file import read_csv
from services.complaints.adapters.rule_files_clearance import load_clearance
from services.complaints.usecases.commitments.import_declarations import import_declarations
from shared.errors import Invalid
from tests.unit.complaints.commitments.asking import NOW

pytestmark = pytest.mark.slow

HEADER = "报关单号,进出口,现场海关,通关模式,抵港时间,舱单,申报时间,查验指令,查验完毕,放行时间,提离"
GOOD = (
    "422720261000000001,进口,海阳海关,提前申报,2026-10-05 10:00,2026-10-04 09:00,2026-10-04 15:00,"
    ",,2026-10-06 11:30,2026-10-06 16:00"
)


def row(**changes):
    cells = dict(zip(HEADER.split(","), GOOD.split(","), strict=True))
    return ",".join({**cells, **changes}.values())


def looked_at(tmp_path, *rows, header=HEADER, encoding="utf-8"):
    path = tmp_path / "declarations.csv"
    path.write_bytes("\n".join([header, *rows]).encode(encoding))
    return import_declarations(
        read_csv(path), city="haiyang", rules=load_clearance(), declarations=None, now=NOW
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_read_in_the_encodings_that_offices_use(tmp_path, encoding):
    found = looked_at(tmp_path, GOOD, encoding=encoding)
    assert (found.rows, found.good, found.refused) == (1, 1, 0)
    assert found.columns["release"] == "放行时间"


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"报关单号": ""}, "declaration_no"),
        ({"进出口": "转口"}, "direction"),
        ({"放行时间": "2026-10-06"}, "release"),
        ({"放行时间": "昨天"}, "release"),
        ({"放行时间": "2026-10-05 09:00"}, "release"),
        ({"查验指令": "2026-10-05 12:00", "查验完毕": "2026-10-05 11:00"}, "inspection_end"),
        ({"放行时间": "2027-01-01 10:00", "提离": ""}, "release"),
        ({"现场海关": "=HYPERLINK(1)"}, "office"),
        ({"通关模式": "长" * 61}, "mode"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_are_kept(tmp_path, changes, column):
    found = looked_at(tmp_path, GOOD, row(**changes))
    assert (found.good, found.refused) == (1, 1)
    assert (found.details[0][0], found.details[0][1].path) == (3, column)


def test_full_width_digits_are_read(tmp_path):
    assert looked_at(tmp_path, row(抵港时间="２０２６-１０-０５ １０:００")).good == 1


def test_a_ship_may_leave_with_exports_after_their_release(tmp_path):
    late = row(进出口="出口", 抵港时间="2026-10-08 10:00", 提离="")
    assert looked_at(tmp_path, late).good == 1


@pytest.mark.parametrize("header", ["a,b", HEADER.replace("放行时间", "备注")])
def test_a_file_without_a_needed_column_is_refused(tmp_path, header):
    with pytest.raises(Invalid) as refused:
        looked_at(tmp_path, GOOD, header=header)
    assert "release" in [error.path for error in refused.value.errors]


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(Invalid):
        looked_at(tmp_path)


def test_a_large_file_is_streamed(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{HEADER}\n")
        file.writelines(f"{row(报关单号=f'42272026{n:010d}')}\n" for n in range(10_000))
    tracemalloc.start()
    found = import_declarations(
        read_csv(path), city="haiyang", rules=load_clearance(), declarations=None, now=NOW
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.good == 10_000
    assert peak < 8 * 1024 * 1024  # the rows alone are 12 MB


def test_a_dry_run_needs_no_setting(tmp_path):
    path = tmp_path / "declarations.csv"
    path.write_text(f"{HEADER}\n{GOOD}\n{row(进出口='')}\n", encoding="utf-8")
    words = ["clearance", "import", str(path), "--city", "haiyang", "--dry-run", "--json"]
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
    assert told["details"][0]["column"] == "direction"
