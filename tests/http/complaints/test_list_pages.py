"""The life of a list over its pages: made, submitted, reviewed, published, read by anybody."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from services.complaints.adapters.notice_pdf import notice_pdf
from services.complaints.domain.catalogue.lists.charge_list import Act, State
from services.complaints.routes.catalogue.list_view import notice_values
from shared.errors import Unavailable
from tests.complaints import (
    GUANLI,
    HANBING,
    LINZHIYUAN,
    NOW,
    SHENJI,
    TERMINAL_NAME,
    XUKEXIN,
    ZHOULAN,
)
from tests.contracts.complaints.test_price_lists import ROWS, change, imported, made, published
from tests.sign_in import sign_in
from tests.unit.complaints.catalogue.charge_lists import SECOND, terms

pytestmark = pytest.mark.engines
LISTS = "/complaints/catalogue/lists"
TERMS = {
    "effective_from": "2026-11-24",
    "publisher": "海阳市口岸办",
    "where_published": "码头大门",
    "complaint_phone": "12345",
}


@pytest.fixture
def found(c, tmp_path):
    return made(c.lists, imported(c.lists, tmp_path))


@pytest.fixture
def stores(c):
    return c.lists


def as_person(app, person):
    return sign_in(app.test_client(), person)


def act(client, found, word, *, version, **typed):
    form = {"key": f"key-{word}-{version:05d}", "version": str(version), **typed}
    return client.post(f"{LISTS}/{found.id}/{word}", data=form)


def test_a_list_goes_from_the_body_to_the_gate(app, c, found):
    body, office = as_person(app, XUKEXIN), as_person(app, HANBING)
    page = body.get(f"{LISTS}/{found.id}").text
    assert "草稿" in page
    assert "1 条需要人工处理" in page
    assert as_person(app, ZHOULAN).get(f"{LISTS}/{found.id}").status_code == 404
    assert app.test_client().get(f"{LISTS}/{found.id}").status_code == 404
    typed = {"row": "2", "price_max": "８０", "unit": "box"}
    assert act(body, found, "type", version=1, **typed).status_code == 303
    assert act(body, found, "submit", version=2).status_code == 303
    assert act(office, found, "return", version=3).status_code == 422
    assert act(office, found, "review", version=3, words="可以").status_code == 303
    assert act(office, found, "publish", version=4, **TERMS).status_code == 403
    second = as_person(app, SECOND)
    assert "发布清单" in second.get(f"{LISTS}/{found.id}").text
    assert act(second, found, "publish", version=4, **TERMS).status_code == 303
    public = app.test_client()
    page = public.get(f"{LISTS}/{found.id}").text
    assert "2026年11月24日" in page
    assert "80.00 元/箱" in page
    assert "全部记录" not in page
    assert "<svg" in page
    assert found.id in public.get(LISTS).text
    assert c.lists.lists.get(found.id).state is State.PUBLISHED


def test_a_published_list_is_in_the_catalogue_and_in_the_check_on_its_days(app, found, stores, c):
    published(found, stores)
    c.lists.published.refresh(at_once=True)
    public = app.test_client()
    asked = f"/complaints/catalogue?body={TERMINAL_NAME}&q=铅封费&as_of="
    assert found.id in public.get(f"{asked}2027-01-01").text
    assert found.id not in public.get(f"{asked}2026-12-31").text
    row = public.get(f"/complaints/catalogue/{found.id}-1-1-1")
    assert "5.00 元/箱" in row.text
    rows = public.get("/api/catalogue?as_of=2027-01-01&body=" + TERMINAL_NAME).get_json()["rows"]
    assert f"{found.id}-1-1-1" in {each["id"] for each in rows}


def test_the_next_edition_shows_what_it_changes_before_and_after_publication(
    app, found, stores, c, tmp_path
):
    published(found, stores)
    rows = [ROWS[0].replace(",5,", ",8,"), f"{TERMINAL_NAME},单证费,10,元/票"]
    second = made(c.lists, imported(c.lists, tmp_path, rows), edition="2027年第2版")
    second = change(second, Act.SUBMITTED, stores)
    page = as_person(app, HANBING).get(f"{LISTS}/{second.id}").text
    assert "涨价 1" in page
    assert "新增 1" in page
    late = c.lists.lists.get(second.id)
    late = change(late, Act.REVIEWED, stores, HANBING)
    told = terms(effective_from=terms().effective_from + timedelta(days=181))
    change(late, Act.PUBLISHED, stores, SECOND, terms=told)
    page = app.test_client().get(f"{LISTS}/{second.id}").text
    for words in ("涨价 1", "新增 1", "取消 2", "+60.0%", "2027年第1版"):
        assert words in page


@pytest.mark.parametrize(
    ("person", "status"), [(GUANLI, 403), (LINZHIYUAN, 404), (ZHOULAN, 404), (SHENJI, 403)]
)
def test_nobody_else_changes_a_list(app, found, person, status):
    client = as_person(app, person)
    assert act(client, found, "submit", version=1).status_code == status


def test_a_wrong_form_comes_back_with_its_words(app, found, stores):
    change(change(found, Act.SUBMITTED, stores), Act.REVIEWED, stores, HANBING)
    second = as_person(app, SECOND)
    answer = act(second, found, "publish", version=3, **{**TERMS, "publisher": ""})
    assert answer.status_code == 422
    assert "码头大门" in answer.text
    answer = act(second, found, "publish", version=3, **{**TERMS, "effective_from": "31.2.27"})
    assert answer.status_code == 422
    assert act(second, found, "publish", version=2, **TERMS).status_code == 409
    assert act(second, found, "publish", version=0, key="").status_code == 400


def test_somebody_follows_and_leaves_off(app, found, stores, c):
    published(found, stores)
    client = as_person(app, ZHOULAN)
    form = {"what": "port", "on": "yes"}
    assert client.post(f"{LISTS}/{found.id}/follow", data=form).status_code == 303
    assert c.lists.followed.get("port:海阳港").followers == (f"uscc:{ZHOULAN.uscc}",)
    assert "取消订阅" in client.get(f"{LISTS}/{found.id}").text
    assert client.post(f"{LISTS}/{found.id}/follow", data={**form, "on": "no"}).status_code == 303
    assert c.lists.followed.get("port:海阳港").followers == ()
    assert as_person(app, GUANLI).post(f"{LISTS}/{found.id}/follow", data=form).status_code == 409
    assert client.post(f"{LISTS}/{found.id}/follow", data={"what": "x"}).status_code == 400


def test_the_notice_holds_every_row_as_text_and_the_address_of_the_page(
    app, found, stores, c, tmp_path
):
    rows = [f"{TERMINAL_NAME},第{n}项服务费,{n},元/箱" for n in range(1, 121)]
    long = made(c.lists, imported(c.lists, tmp_path, rows), edition="长清单")
    published(long, stores)
    answer = app.test_client().get(f"{LISTS}/{long.id}/notice.pdf")
    assert answer.mimetype == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    plain = "".join(text.split())
    assert all(f"第{n}项服务费" in plain for n in range(1, 121))
    assert f"{LISTS}/{long.id}" in plain
    assert TERMINAL_NAME in plain


def test_a_notice_without_a_chinese_font_is_refused_with_what_to_do(found, c):
    with pytest.raises(Unavailable, match="fonts-noto-cjk"):
        notice_pdf(notice_values(found, c), families=frozenset({"DejaVu Sans"}))


def test_a_list_is_exported_as_csv_and_xlsx(app, found, stores):
    published(found, stores)
    public = app.test_client()
    assert "铅封费" in public.get(f"{LISTS}/{found.id}/list.csv").data.decode("utf-8-sig")
    assert public.get(f"{LISTS}/{found.id}/list.xlsx").data.startswith(b"PK")


def test_a_published_list_is_withdrawn_by_two_people_and_its_page_stays_and_says_so(
    app, found, stores
):
    known = published(found, stores)
    office, second = as_person(app, HANBING), as_person(app, SECOND)
    page = office.get(f"{LISTS}/{found.id}").text
    assert "提出撤回" in page
    assert act(office, found, "recall", version=known.version).status_code == 422
    asked = act(office, found, "recall", version=known.version, words="附表二价格写错")
    assert asked.status_code == 303
    assert "您提出了撤回" in office.get(f"{LISTS}/{found.id}").text
    version = known.version + 1
    assert act(office, found, "withdraw", version=version).status_code == 403
    assert "附表二价格写错" not in app.test_client().get(f"{LISTS}/{found.id}").text
    assert act(second, found, "withdraw", version=version).status_code == 303
    page = app.test_client().get(f"{LISTS}/{found.id}").text
    for words in ("已撤回", "它从来没有执行过", "附表二价格写错", "<svg"):
        assert words in page
    english = app.test_client().get(f"{LISTS}/{found.id}?lang=en").text
    assert "This list was withdrawn on 23 Nov 2026." in english
    assert "撤回的理由" not in second.get(f"{LISTS}/{found.id}").text
    assert found.id not in app.test_client().get(LISTS).text


def test_a_request_to_withdraw_is_dropped_by_anybody_of_the_port_office(app, found, stores):
    known = published(found, stores)
    office = as_person(app, HANBING)
    act(office, found, "recall", version=known.version, words="误会")
    assert act(office, found, "drop", version=known.version + 1).status_code == 303
    assert "撤回的理由" in office.get(f"{LISTS}/{found.id}").text


def test_the_body_cannot_withdraw_its_published_list(app, found, stores):
    known = published(found, stores)
    body = as_person(app, XUKEXIN)
    assert act(body, found, "recall", version=known.version, words="不要了").status_code == 403


def test_a_notice_that_takes_too_long_is_given_up_and_said(found, c):
    with pytest.raises(Unavailable, match="没有在时限内"):
        notice_pdf(notice_values(found, c), seconds=0.01)


def test_who_lacks_the_right_is_told_whose_it_is_and_where_to_go(app, found):
    answer = as_person(app, GUANLI).get("/complaints/catalogue/import")
    assert answer.status_code == 403
    assert "这项功能由企业用户、承办人员、督办人员使用。您登录的身份是系统管理员。" in answer.text
    assert "回到您的首页" in answer.text
    assert "登录后看每件的下一步和期限" not in answer.text


def test_older_steps_of_a_long_life_have_pages_of_their_own(app, c, tmp_path, mongo_database):
    found = made(c.lists, imported(c.lists, tmp_path))
    step = {"act": "typed", "at": NOW, "by": "x", "list": found.id}
    table = mongo_database["price_list_entries"]
    table.insert_many([{**step, "words": f"第{n}步", "number": n} for n in range(1, 151)])
    mongo_database["price_lists"].update_one({"_id": found.id}, {"$inc": {"version": 150}})
    client = as_person(app, XUKEXIN)
    here = f"/complaints/catalogue/lists/{found.id}"
    assert "?earlier=150#history" in client.get(here).text
    page = client.get(f"{here}?earlier=150").text
    assert ("第51步" in page, "第50步" in page, "?earlier=50#history" in page) == (
        True,
        False,
        True,
    )
    last = client.get(f"{here}?earlier=50").text
    assert "第1步" in last
    assert '#history">更早的记录' not in last
    assert client.get(f"{here}?earlier=x").status_code == 200
