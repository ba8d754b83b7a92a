"""Lists as they are published: headings, merged cells, sizes in columns, sheets, dates."""

import json
import subprocess
import sys
from datetime import date

import pytest

from services.complaints.commands import catalogue
from tests.unit.complaints.catalogue.imports.files import (
    HEAD,
    ROW,
    csv_bytes,
    imported,
    simple_workbook,
    workbook,
    written,
)

pytestmark = pytest.mark.slow


def test_it_runs_without_any_setting(tmp_path):
    path = written(tmp_path, csv_bytes([HEAD, ROW]))
    words = ["-m", "services.complaints", "catalogue", "import", str(path), "--dry-run", "--json"]
    done = subprocess.run(
        [sys.executable, *words],
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        timeout=120,
        check=True,
    )
    answer = json.loads(done.stdout)
    assert (answer["rows"], answer["priced"]) == (1, 1)
    assert list(answer) == ["rows", "priced", "as_text", "refused", "columns", "details"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_usual_writing_of_a_text_is_read(capfd, tmp_path, encoding, delimiter):
    rows = [HEAD, ROW, ["", "电放费", "200-450", "元/票", "含税, 每票"]]
    path = written(tmp_path, csv_bytes(rows, encoding=encoding, delimiter=delimiter))
    answer = imported(capfd, path)
    assert (answer["rows"], answer["priced"]) == (2, 2)
    assert answer["columns"]["item"] == "收费项目"
    first, second = answer["details"]
    assert first["match"] == {"item": "铅封费", "method": "exact", "score": 1.0}
    assert (second["body"], second["filled"]) == ("某码头", ["body"])
    assert second["prices"][0]["max"] == "450"


def test_title_rows_and_notes_are_told_apart_from_charges(capfd, tmp_path):
    rows = [["某港收费目录清单"], ["单位：元", "", "2026年"], HEAD, ROW, HEAD, ["二、船公司"], ROW,
            ["注：以上价格含税"], ["", "", "50", "元/票"]]  # fmt: skip
    answer = imported(capfd, written(tmp_path, csv_bytes(rows)))
    assert [each["status"] for each in answer["details"]] == [
        "priced", "refused", "refused", "priced", "refused", "priced",
    ]  # fmt: skip
    assert answer["details"][-1]["item"] == "铅封费"
    assert [each["row"] for each in answer["details"]] == [4, 5, 6, 7, 8, 9]
    assert "重复的表头" in answer["details"][1]["why"]


def test_an_item_is_not_taken_from_the_row_of_another_body(capfd, tmp_path):
    rows = [HEAD, ROW, ["某船公司", "", "50", "元/票", ""]]
    answer = imported(capfd, written(tmp_path, csv_bytes(rows)))
    assert answer["details"][1]["status"] == "refused"
    assert "没有收费项目名称" in answer["details"][1]["why"]


def test_sizes_in_columns_of_their_own_are_prices_for_these_sizes(capfd, tmp_path):
    rows = [
        ["序号", "收费主体", "项目名称", "收费标准", "", "", "计价单位", "收费形式及依据"],
        ["", "", "", "20'", "40'", "45'", "", ""],
        ["1", "太仓某公司", "码头操作费", "500", "750", "-", "元/箱", "市场调节价"],
    ]  # fmt: skip
    answer = imported(capfd, written(tmp_path, csv_bytes(rows)))
    prices = answer["details"][0]["prices"]
    assert [(each["container"], each["max"]) for each in prices] == [("20", "500"), ("40", "750")]
    assert answer["columns"]["rate"] == ["收费标准20'", "收费标准40'", "收费标准45'"]


def test_a_heading_of_three_rows_says_trade_and_size(capfd, tmp_path):
    rows = [
        ["项目名称", "收费标准(元/箱)", "", "", "", "备注"],
        ["", "外贸", "", "内贸", "", ""],
        ["", "20", "40", "20", "40", ""],
        ["货物港务费", "34", "68", "7", "14", ""],
    ]
    answer = imported(capfd, written(tmp_path, csv_bytes(rows)))
    prices = answer["details"][0]["prices"]
    assert [(each["trade"], each["container"], each["max"], each["unit"]) for each in prices] == [
        ("foreign", "20", "34", "box"), ("foreign", "40", "68", "box"),
        ("domestic", "20", "7", "box"), ("domestic", "40", "14", "box"),
    ]  # fmt: skip


def test_merged_cells_of_a_workbook_are_filled_down(capfd, tmp_path):
    def fill(book):
        sheet = book.add_worksheet("清单")
        sheet.merge_range(0, 0, 0, 4, "某港收费目录清单")
        sheet.merge_range(1, 0, 2, 0, "收费单位")
        sheet.merge_range(1, 1, 2, 1, "收费项目")
        sheet.merge_range(1, 2, 1, 3, "收费标准")
        sheet.write_row(2, 2, ["20尺", "40尺"])
        sheet.merge_range(1, 4, 2, 4, "计费单位")
        sheet.merge_range(3, 0, 5, 0, "某码头")
        sheet.merge_range(3, 1, 4, 1, "堆存费")
        for at, (small, large) in enumerate([(34, 68), (35.5, 70), (30, 60)], start=3):
            sheet.write_row(at, 2, [small, large, "元/箱"])
        sheet.write(5, 1, "铅封费")

    answer = imported(capfd, workbook(tmp_path, fill))
    assert answer["priced"] == 3
    told = [(each["body"], each["item"]) for each in answer["details"]]
    assert told == [("某码头", "堆存费"), ("某码头", "堆存费"), ("某码头", "铅封费")]
    assert answer["details"][1]["prices"][0]["max"] == "35.5"
    assert set(answer["details"][1]["filled"]) == {"body", "item"}


def test_an_item_missing_in_a_workbook_with_merged_cells_is_not_guessed(capfd, tmp_path):
    def fill(book):
        sheet = book.add_worksheet("清单")
        sheet.write_row(0, 0, HEAD)
        sheet.merge_range(1, 0, 2, 0, "某码头")
        sheet.write_row(1, 1, ["铅封费", 30, "元/箱"])
        sheet.write_row(2, 2, [50, "元/票"])

    answer = imported(capfd, workbook(tmp_path, fill))
    assert [each["status"] for each in answer["details"]] == ["priced", "refused"]


def test_all_sheets_are_read_and_a_cover_is_no_list(capfd, tmp_path):
    def fill(book):
        book.add_worksheet("封面").write(0, 0, "收费目录清单")
        for name in ("码头", "船公司"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEAD)
            sheet.write_row(1, 0, ROW)
        book.add_worksheet("空白")

    answer = imported(capfd, workbook(tmp_path, fill))
    assert [(each["sheet"], each["status"]) for each in answer["details"]] == [
        ("封面", "refused"), ("码头", "priced"), ("船公司", "priced"),
    ]  # fmt: skip


def test_dates_may_be_serial_numbers(capfd, tmp_path):
    head = [*HEAD, "执行日期"]
    rows = [head, *[[*ROW, day] for day in ("45292", "2024年1月1日", "2024.1.1", "明年", "99999")]]
    answer = imported(capfd, written(tmp_path, csv_bytes(rows)))
    assert [each["effective_from"] for each in answer["details"]] == ["2024-01-01"] * 3 + [None] * 2
    assert [each["status"] for each in answer["details"][3:]] == ["as_text"] * 2
    book = simple_workbook(tmp_path, [head, [*ROW, 45292]])
    assert imported(capfd, book)["details"][0]["effective_from"] == "2024-01-01"


def test_a_price_that_the_spreadsheet_made_a_date_is_not_guessed(capfd, tmp_path):
    def fill(book):
        sheet = book.add_worksheet("目录")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["某码头", "铅封费"])
        style = book.add_format({"num_format": "m月d日"})
        sheet.write_datetime(1, 2, date(2026, 5, 10), style)
        sheet.write(1, 3, "元/箱")

    answer = imported(capfd, workbook(tmp_path, fill))
    assert (answer["as_text"], answer["details"][0]["prices"]) == (1, [])
    assert "日期" in answer["details"][0]["why"]


def test_port_and_day_are_taken_from_the_options(capfd, tmp_path):
    path = written(tmp_path, csv_bytes([HEAD, ROW]))
    options = ("--port", "海阳港", "--effective-from=2026-07-01")
    row = imported(capfd, path, *options)["details"][0]
    assert (row["port"], row["effective_from"]) == ("海阳港", "2026-07-01")


def statuses(capfd, tmp_path, column, *texts):
    rows = [[*HEAD[:4], column], *[[*ROW[:4], each] for each in texts]]
    answer = imported(capfd, written(tmp_path, csv_bytes(rows)))
    return {text: each["status"] for text, each in zip(texts, answer["details"], strict=True)}


@pytest.mark.parametrize(
    ("column", "doubtful", "plain"),
    [
        ("箱型", ["20/40", "20尺以上", "20GP/20HQ", "20尺特种箱", "40尺/45尺"],
         ["20", "20尺重箱", "20英尺普通空箱", "汉口"]),
        ("业务类别", ["内贸/出口中转以外"], ["外贸", "内、外贸", "内贸/外贸", "单证费"]),
        ("条件", ["提前24小时预约", "一票多柜每增加一柜", "除危险品"], ["重箱", "现场箱"]),
        ("备注", ["仅适用20尺重箱", "仅限外贸", "含税另加6个点", "20尺重箱", "续页50元/页", "九折"],
         ["含税", "由进出境口岸收取", "无", "某某有限公司"]),
        ("优惠政策", ["会员减半收取", "免费7天", "8折起", "满100箱8折"], ["无", "-", "8折"]),
        ("服务内容", ["夜间作业加收50%", "仅限外贸箱"],
         ["危险品货物及其运输文件检查", "客户使用集装箱超出免费天数收取"]),
        ("未知栏", ["夜间另加100元"], ["某某有限公司"]),
    ],
)  # fmt: skip
def test_what_stands_beside_a_price_and_changes_it_waits_for_a_person(
    capfd, tmp_path, column, doubtful, plain
):
    told = statuses(capfd, tmp_path, column, *doubtful, *plain)
    assert told == dict.fromkeys(doubtful, "as_text") | dict.fromkeys(plain, "priced")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "要给一个文件"),
        (["a", "b"], "要给一个文件"),
        (["a", "--port"], "--port 后面要有值"),
        (["a", "--effective-from", "明天"], "看不懂日期"),
        (["a", "--wet-run"], "不认识的选项"),
        (["no-such-file.csv", "--dry-run"], "打不开这个文件"),
    ],
)
def test_wrong_use_says_what_to_do(capfd, words, told):
    assert catalogue.run(["import", *words]) == 2
    assert told in capfd.readouterr().err


def test_the_text_answer_names_rows_that_need_a_person(capfd, tmp_path):
    path = written(tmp_path, csv_bytes([HEAD, ROW, ["某码头", "电放费", "面议", "", ""]]))
    assert catalogue.run(["import", str(path), "--dry-run"]) == 0
    out = capfd.readouterr().out
    assert "读到 2 行：已定价 1，留作文字 1，不收 0" in out
    assert "第 3 行 电放费：价格没有写明" in out
