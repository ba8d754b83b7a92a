"""Declarations on a real store: imported once, shown with targets."""

import pytest

from services.complaints.adapters.declaration_file import read_csv
from services.complaints.usecases.commitments.import_declarations import (
    bring_figures_up,
    import_declarations,
)
from shared.codec import to_document
from tests.unit.complaints.commitments.test_clearance_import import GOOD, HEADER, row

pytestmark = pytest.mark.engines


@pytest.fixture
def load(c, tmp_path):
    def loaded(*rows, city="jiaxing"):
        path = tmp_path / "declarations.csv"
        path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
        return import_declarations(
            read_csv(path), city=city, rules=c.clearance, declarations=c.declarations, now=c.now()
        )

    return loaded


def counts(found):
    return found.new, found.changed, found.same


def test_the_same_file_twice_changes_nothing(load, c):
    assert counts(load(GOOD)) == (1, 0, 0)
    before = c.declarations.figures("jiaxing")
    assert counts(load(GOOD)) == (0, 0, 1)
    assert c.declarations.figures("jiaxing") == before
    assert counts(load(row(放行时间="2026-10-06 12:30"))) == (0, 1, 0)
    assert c.declarations.figures("jiaxing") != before


def test_rows_that_another_import_stored_meanwhile_are_put_all_the_same(load, c):
    load(GOOD)
    [there] = c.declarations.of_city("jiaxing")
    rows = [{"_id": f"jiaxing|{n}", **to_document(there), "city": "jiaxing"} for n in range(3)]
    c.declarations._insert(rows[:2])
    c.declarations._insert(rows)
    assert len(list(c.declarations.of_city("jiaxing"))) == 4


def test_figures_an_import_left_behind_are_computed_by_the_next_one_or_by_the_clock(
    load, c, monkeypatch
):
    def broken_off(*_, **__):
        raise KeyboardInterrupt

    load(GOOD)
    for mend in (
        lambda: load(row(放行时间="2026-10-06 12:30")),
        lambda: bring_figures_up(
            "jiaxing", rules=c.clearance, declarations=c.declarations, now=c.now()
        ),
    ):
        load(GOOD)
        before = c.declarations.figures("jiaxing").figures
        with monkeypatch.context() as patched:
            patched.setattr(type(c.declarations), "keep_figures", broken_off)
            with pytest.raises(KeyboardInterrupt):
                load(row(放行时间="2026-10-06 12:30"))
        assert c.declarations.figures("jiaxing").figures == before
        mend()
        assert c.declarations.figures("jiaxing").figures != before
        assert c.declarations.behind("jiaxing") is None


def test_a_number_twice_in_a_file_counts_once_and_the_last_one_stands(load, c):
    assert counts(load(GOOD, row(放行时间="2026-10-06 12:30"))) == (1, 1, 0)
    figures = c.declarations.figures("jiaxing")
    assert figures.count == 1


def test_the_page_compares_with_the_targets(load, app):
    client = app.test_client()
    assert "还没有导入报关单" in client.get("/complaints/clearance?city=jiaxing").text
    slow = row(报关单号="422720261000000002", 放行时间="2026-10-15 10:00", 提离="")
    load(GOOD, slow)
    html = client.get("/complaints/clearance?city=jiaxing").text
    assert "中位数 25.50" in html
    assert "120.00" in html
    assert "超过承诺" in html
    assert "船舶抵港 → 放行" in html
    assert "422720261000000002" not in html


def test_half_of_2017_needs_the_data_of_2017(load, app):
    client = app.test_client()
    load(GOOD, city="haiyang")
    assert "没有 2017 年的数据" in client.get("/complaints/clearance?city=haiyang").text
    old = row(报关单号="422720171000000001", 抵港时间="2017-10-01 10:00", 舱单="",
              申报时间="2017-10-02 10:00", 放行时间="2017-10-07 10:00", 提离="")  # fmt: skip
    load(old, city="haiyang")
    assert "72.00" in client.get("/complaints/clearance?city=haiyang").text
