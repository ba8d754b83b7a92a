"""A list comes in by the page: uploaded, looked at, its columns corrected, kept."""

import re
from datetime import timedelta
from io import BytesIO

import pytest

from tests.complaints import GUANLI, HANBING, LINZHIYUAN, NOW, TERMINAL, TERMINAL_NAME, XUKEXIN
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
PAGE = "/complaints/catalogue/import"
TEXT = "\n".join(
    [
        "收费主体,收费项目,多少钱,计价单位,收费标准",
        f"{TERMINAL_NAME},铅封费,5,元/箱,见左",
        f"{TERMINAL_NAME},洗箱费,面议,,见左",
    ]
)
WHOSE = {"body": TERMINAL_NAME, "port": "海阳港", "edition": "2027年第1版"}


def upload(client, text=TEXT, **typed):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(f"{PAGE}/preview", data={"file": (BytesIO(content), "list.csv"), **typed})


def hidden(page):
    return dict(re.findall(r'name="((?:upload|title\.\d+|read\.\d+))" value="([^"]*)"', page))


def columns(page):
    titles = {v: k.partition(".")[2] for k, v in hidden(page).items() if k.startswith("title.")}
    return {title: f"column.{at}" for title, at in titles.items()}


@pytest.fixture
def body(app):
    return sign_in(app.test_client(), XUKEXIN)


def test_a_column_is_corrected_and_the_list_is_kept_with_it(body, c):
    assert body.get(PAGE).status_code == 200
    page = upload(body).text
    assert "已定价 0，需要人工处理 2" in page
    named = columns(page)
    corrected = {named["收费标准"]: "note", named["多少钱"]: "rate"}
    again = body.post(f"{PAGE}/preview", data={**hidden(page), **corrected}).text
    assert "已定价 1，需要人工处理 1" in again
    form = {**hidden(again), **corrected, **WHOSE, "key": "key-00000001"}
    answer = body.post(PAGE, data=form)
    assert answer.status_code == 303
    shown = body.get(answer.headers["Location"]).text
    assert "草稿" in shown
    assert shown.count("已录入。核对后提交审核。") == 1
    [found] = c.lists.lists.of_body(TERMINAL, most=9)
    assert (found.source.rows, found.source.priced) == (2, 1)
    assert (found.body.name, found.edition, found.by_office) == (
        TERMINAL_NAME,
        "2027年第1版",
        False,
    )
    assert body.post(PAGE, data=form).headers["Location"] == answer.headers["Location"]
    assert c.lists.lists.get(found.id).version == 1


def test_the_columns_of_a_heading_that_is_not_recognised_can_be_told(body, c):
    text = f"甲,乙,丙,丁,戊\n{TERMINAL_NAME},铅封费,5,元/箱,2026-01-01\n,洗箱费,面议,,"
    page = upload(body, text).text
    assert "没有认出表头" in page
    named = columns(page)
    assert {"甲", "乙", "丙", "丁", "戊"} <= set(named)
    told = {named["乙"]: "item", named["丙"]: "rate"}
    again = body.post(f"{PAGE}/preview", data={**hidden(page), **told}).text
    assert "没有认出表头" not in again
    assert "不收 0" in again
    told |= {named["甲"]: "body", named["丁"]: "unit"}
    form = {**hidden(page), **told, **WHOSE, "key": "key-00000001"}
    assert "已定价 1，需要人工处理 1" in body.post(f"{PAGE}/preview", data=form).text
    answer = body.post(PAGE, data=form)
    assert answer.status_code == 303
    [found] = c.lists.lists.of_body(TERMINAL, most=9)
    assert (found.source.rows, found.source.priced) == (2, 1)


def test_what_is_missing_comes_back_with_the_columns(body):
    page = upload(body).text
    answer = body.post(PAGE, data={**hidden(page), **WHOSE, "edition": "", "key": "key-00000001"})
    assert answer.status_code == 422
    assert "请填写这一项" in answer.text
    assert "每一栏是什么" in answer.text


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "文件是空的"),
        (b"%PDF-1.7", "这是 PDF"),
        ("只有一段话".encode(), "没有认出表头"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_why(body, content, told):
    answer = upload(body, content)
    assert answer.status_code in (400, 422)
    assert told in answer.text


def test_an_upload_that_is_gone_is_said_so(body, c):
    page = upload(body).text
    assert c.lists.uploads.drop_before(NOW + timedelta(seconds=1)) == 1
    answer = body.post(PAGE, data={**hidden(page), **WHOSE, "key": "key-00000001"})
    assert answer.status_code == 404
    assert "请重新上传" in answer.text


def test_the_port_office_imports_for_a_body_and_nobody_else_does(app, c):
    office = sign_in(app.test_client(), HANBING)
    page = upload(office, TEXT.replace("多少钱", "备注")).text
    form = {**hidden(page), **WHOSE, "uscc": TERMINAL, "key": "key-00000001"}
    assert office.post(PAGE, data=form).status_code == 303
    [found] = c.lists.lists.of_city("haiyang", most=9)
    assert (found.by_office, found.body.uscc) == (True, TERMINAL)
    wrong = {**form, "uscc": "123", "key": "key-00000002"}
    assert office.post(PAGE, data=wrong).status_code == 422
    other = sign_in(app.test_client(), LINZHIYUAN)
    assert other.post(PAGE, data={**form, "key": "key-00000003"}).status_code == 403
    assert sign_in(app.test_client(), GUANLI).get(PAGE).status_code == 403
