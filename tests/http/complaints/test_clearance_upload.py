"""A supervisor of the port office hands in node times of declarations."""

from dataclasses import replace
from io import BytesIO

import pytest

from tests.complaints import HANBING, LINZHIYUAN
from tests.sign_in import sign_in
from tests.unit.complaints.commitments.test_clearance_import import GOOD, HEADER, row

pytestmark = pytest.mark.engines
IMPORT = "/complaints/clearance/import"


def send(client, *rows, encoding="utf-8", **more):
    content = "\n".join([HEADER, *rows]).encode(encoding)
    return client.post(IMPORT, data={"file": (BytesIO(content), "declarations.csv"), **more})


def test_good_rows_are_kept_and_wrong_ones_are_named(app, c):
    client = sign_in(app.test_client(), HANBING)
    page = send(client, GOOD, row(报关单号="422720261000000002", 进出口="转口"), encoding="gb18030")
    assert page.status_code == 200
    for text in ("已导入", "第 3 行", "应当是进口或者出口"):
        assert text in page.text
    figures = c.declarations.figures("haiyang")
    assert figures.count == 1
    assert "25.50" in app.test_client().get("/complaints/clearance?city=haiyang").text
    assert "没有变化" in send(client, GOOD).text


def test_a_file_may_be_looked_at_first(app, c):
    page = send(sign_in(app.test_client(), HANBING), GOOD, look="yes").text
    assert "只看了看，没有导入" in page
    assert c.declarations.figures("haiyang") is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "文件里没有数据行"),
        (HEADER.encode(), "文件里没有数据行"),
        ("报关单号,进出口\n1,进口".encode(), "文件里没有这一列"),
        (b"PK\x03\x04\xff\xff\xff", "读不了这个文件"),
        (b'"a\n', "读不了这个文件"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(app, content, said):
    client = sign_in(app.test_client(), HANBING)
    answer = client.post(IMPORT, data={"file": (BytesIO(content), "a.csv")})
    assert answer.status_code == 422
    assert said in answer.text


def test_without_a_file_the_form_says_so(app):
    answer = sign_in(app.test_client(), HANBING).post(IMPORT, data={})
    assert answer.status_code == 422
    assert "选一个文件" in answer.text


def test_only_the_port_office_hands_in(app):
    client = sign_in(app.test_client(), HANBING)
    assert IMPORT in client.get("/complaints/clearance?city=haiyang").text
    assert IMPORT not in client.get("/complaints/clearance?city=jiaxing").text
    assert client.get(IMPORT).status_code == 200
    assert sign_in(app.test_client(), LINZHIYUAN).get(IMPORT).status_code == 403
    other = replace(HANBING, sub="other", department="hy-market")
    assert sign_in(app.test_client(), other).get(IMPORT).status_code == 403
    nowhere = replace(HANBING, sub="nowhere", city=None)
    assert send(sign_in(app.test_client(), nowhere), GOOD).status_code == 404
