"""Long files are read in the background: how far, what if it breaks off, who sees it."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest

from services.complaints.app import create_app
from services.complaints.domain.catalogue.lists.charge_list import State
from services.complaints.domain.imports.file_import import MOST_TRIES, SILENCE
from services.complaints.routes.imports.importing import carry_on_import
from services.complaints.usecases.imports.carry_out import MOST_AT_ONCE
from shared.errors import Invalid
from tests.complaints import HANBING, NOW, TERMINAL, TERMINAL_NAME, XUKEXIN
from tests.http.complaints.test_clearance_upload import IMPORT
from tests.http.complaints.test_import_pages import PAGE, WHOSE, hidden, upload
from tests.sign_in import sign_in, trust_test_issuer
from tests.unit.complaints.commitments.test_clearance_import import HEADER, row

pytestmark = pytest.mark.engines
ROWS = MOST_AT_ONCE + 10
KEY = {"key": "key-00000001"}


@pytest.fixture
def c(c, clock):
    clock.set(NOW)
    return replace(c, now=clock)


@pytest.fixture
def app(c):
    return trust_test_issuer(create_app(c))


@pytest.fixture
def body(app):
    return sign_in(app.test_client(), XUKEXIN)


@pytest.fixture(scope="module")
def long_list():
    head = "收费主体,收费项目,收费标准,计价单位"
    return "\n".join([head, *(f"{TERMINAL_NAME},铅封费,{n},元/箱" for n in range(ROWS))])


def handed_in(client, text, key=KEY):
    form = {**hidden(upload(client, text).text), **WHOSE, **key}
    answer = client.post(PAGE, data=form)
    assert answer.status_code == 303
    return form, answer.headers["Location"]


def test_a_long_list_is_read_in_the_background_and_its_page_says_how_far(body, app, c, long_list):
    form, here = handed_in(body, long_list)
    page = body.get(here)
    assert "等待读取" in page.text
    assert '<noscript><meta http-equiv="refresh"' in page.text
    import_id = here.rpartition("/")[2]
    imports = c.imports.imports
    assert imports.take(holder="one", now=c.now()).id == import_id
    assert imports.take(holder="two", now=c.now()) is None
    assert imports.note(import_id, holder="one", rows=1500, now=c.now())
    assert "1,500" in body.get(here).text
    assert body.post(PAGE, data=form).headers["Location"] == here
    assert c.lists.lists.of_body(TERMINAL, most=9) == []
    imports.hand_over(import_id, holder="one", now=c.now())
    assert (carry_on_import(c), carry_on_import(c)) == (1, 0)
    done = body.get(here).text
    assert "打开清单" in done
    assert 'http-equiv="refresh"' not in done
    [found] = c.lists.lists.of_body(TERMINAL, most=9)
    assert (found.state, found.source.rows) == (State.DRAFT, ROWS)
    assert body.post(PAGE, data={**form, "edition": "2027年第2版"}).status_code == 409
    again = body.post(PAGE, data=form).headers["Location"]
    assert again == f"/complaints/catalogue/lists/{found.id}"
    assert sign_in(app.test_client(), HANBING).get(here).status_code == 404


def test_what_breaks_off_is_said_so_read_again_and_in_the_end_given_up(body, c, clock, long_list):
    _, here = handed_in(body, long_list)
    imports, import_id = c.imports.imports, here.rpartition("/")[2]
    for tries in range(1, MOST_TRIES + 1):
        assert imports.take(holder=f"dies {tries}", now=c.now()).tries == tries
        assert ("中间断过" in body.get(here).text) == (tries > 1)
        clock.forward(seconds=SILENCE.seconds / 2)
        assert "读取中断了" in body.get(here).text
        assert imports.take(holder="too early", now=c.now()) is None
        clock.forward(seconds=SILENCE.seconds / 2)
    assert not imports.note(import_id, holder="dies 1", rows=1, now=c.now())
    assert carry_on_import(c) == 1
    page = body.get(here).text
    assert "没有导入" in page
    assert f"中断了 {MOST_TRIES} 次" in page
    assert c.lists.lists.of_body(TERMINAL, most=9) == []
    assert imports.drop_before(c.now()) == 1
    assert body.get(here).status_code == 404


def test_a_long_file_of_declarations_that_breaks_off_in_its_middle_changes_nothing(app, c):
    client = sign_in(app.test_client(), HANBING)
    rows = [row(报关单号=f"42272026{n:010d}") for n in range(ROWS)]
    good = "\n".join([HEADER, *rows]).encode()
    answer = client.post(IMPORT, data={"file": (BytesIO(good + b'\n"broken'), "a.csv")})
    assert answer.status_code == 422
    assert "读不了这个文件" in answer.text
    assert c.declarations.figures("haiyang") is None
    wrong = row(进出口="转口").encode()
    answer = client.post(IMPORT, data={"file": (BytesIO(good + b"\n" + wrong), "a.csv")})
    here = answer.headers["Location"]
    assert carry_on_import(c) == 1
    page = client.get(here).text
    for told in (f"{ROWS:,}", f"第 {ROWS + 2} 行", "应当是进口或者出口"):
        assert told in page
    assert c.declarations.figures("haiyang").count == ROWS
    assert "Row" in client.get(f"{here}?lang=en").text


def test_a_process_that_ends_leaves_the_file_to_another_at_once(body, c, long_list):
    _, here = handed_in(body, long_list)
    assert carry_on_import(c, stopping=lambda: True) == 1
    assert "等待读取" in body.get(here).text
    assert carry_on_import(c) == 1
    assert "打开清单" in body.get(here).text


def test_an_error_of_ours_ends_the_import_and_not_the_reader(body, c, long_list):
    def breaks(path):
        raise RuntimeError(path)

    def refuses(path):
        raise Invalid("文件里没有数据")

    _, here = handed_in(body, long_list)
    assert carry_on_import(replace(c, imports=replace(c.imports, open_list=breaks))) == 1
    assert "意料之外" in body.get(here).text
    _, here = handed_in(body, long_list + "\n", {"key": "key-00000002"})
    assert carry_on_import(replace(c, imports=replace(c.imports, open_list=refuses))) == 1
    assert "文件里没有数据" in body.get(here).text


def test_a_file_whose_upload_is_gone_is_said_so(body, c, long_list):
    _, here = handed_in(body, long_list)
    c.imports.uploads.drop_before(c.now() + timedelta(seconds=1))
    assert carry_on_import(c) == 1
    assert "请重新上传" in body.get(here).text
