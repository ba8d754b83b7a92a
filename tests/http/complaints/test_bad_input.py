"""What is wrong gets a clear answer and leaves nothing behind."""

from io import BytesIO

import pytest

from tests.complaints import LINZHIYUAN, ZHOULAN, a_body, a_body_line, everything_in
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
KEY = {"Idempotency-Key": "key-00000001"}


@pytest.fixture
def client(app):
    return sign_in(app.test_client(), ZHOULAN)


@pytest.fixture
def nothing_stays(app, mongo_database):
    before = everything_in(mongo_database)
    yield
    assert everything_in(mongo_database) == before


def post(client, body):
    return client.post("/api/complaints", json=body, headers=KEY)


def told(answer) -> dict[str, str]:
    return {each["path"]: each["message"] for each in answer.get_json()["errors"]}


@pytest.mark.parametrize(
    ("code", "place"),
    [("91370687300000010Q", "18"), ("91370687300000O10P", "15"), ("9137068730000001", "16")],
)
@pytest.mark.usefixtures("nothing_stays")
def test_a_wrong_code_is_told_its_place(client, code, place):
    answer = post(client, a_body(respondent={"uscc": code}))
    assert answer.status_code == 422
    assert place in told(answer)["respondent.uscc"]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ({"amount": "-1"}, "lines.0.amount"),
        ({"amount": "0"}, "lines.0.amount"),
        ({"amount": "1e400"}, "lines.0.amount"),
        ({"amount": "NaN"}, "lines.0.amount"),
        ({"amount": "三百"}, "lines.0.amount"),
        ({"amount": True}, "lines.0.amount"),
        ({"amount": None}, "lines.0.amount"),
        ({"amount": "9" * 400}, "lines.0.amount"),
        ({"charged_on": "2026-11-24"}, "lines.0.charged_on"),
        ({"charged_on": "1989-12-31"}, "lines.0.charged_on"),
        ({"charged_on": "2026-02-30"}, "lines.0.charged_on"),
        ({"charged_on": "yesterday"}, "lines.0.charged_on"),
        ({"amount": "320.0000001"}, "lines.0.amount"),
        ({"quantity": "-4"}, "lines.0.quantity"),
        ({"quantity": "1.00000000000000000000000000000000000001"}, "lines.0.quantity"),
        ({"quantity": "1e-30"}, "lines.0.quantity"),
        ({"container": "53"}, "lines.0.container"),
        ({"loaded": "perhaps"}, "lines.0.loaded"),
        ({"item": ""}, "lines.0.item"),
        ({"item": "字" * 201}, "lines.0.item"),
        ({"price": "1"}, "lines.0.price"),
    ],
)
@pytest.mark.usefixtures("nothing_stays")
def test_a_wrong_line_names_its_field(client, line, path):
    answer = post(client, a_body(lines=[a_body_line(**line)]))
    assert answer.status_code == 422
    assert path in told(answer)


@pytest.mark.parametrize(
    ("changes", "path", "nearest"),
    [
        ({"secrett": False}, "secrett", "secret"),
        ({"Narrative": "x"}, "Narrative", "narrative"),
        ({"respondent": {"ussc": "x"}}, "respondent.ussc", "uscc"),
        ({"reporter": {"phon": "1"}}, "reporter.phon", "phone"),
        ({"lines": [a_body_line(ammount="1")]}, "lines.0.ammount", "amount"),
    ],
)
@pytest.mark.usefixtures("nothing_stays")
def test_a_mistyped_key_is_refused_with_the_name_that_may_be_meant(client, changes, path, nearest):
    answer = post(client, a_body(**changes))
    assert answer.status_code == 422
    assert told(answer)[path] == f"没有这一项；是不是 {nearest}？"


@pytest.mark.usefixtures("nothing_stays")
def test_a_body_full_of_unknown_keys_is_refused_in_few_words(client):
    answer = post(client, a_body(**{f"{n}{'x' * 300}": n for n in range(3000)}))
    assert answer.status_code == 422
    assert len(told(answer)) == 20
    assert set(told(answer).values()) == {"没有这一项"}
    assert len(answer.data) < 5000


@pytest.mark.usefixtures("nothing_stays")
def test_several_wrong_fields_are_told_at_once(client):
    lines = [a_body_line(), a_body_line(amount="-1", charged_on="2030-01-01")]
    answer = post(client, a_body(narrative="", lines=lines))
    assert {"narrative", "lines.1.amount", "lines.1.charged_on"} <= set(told(answer))


def test_full_width_numbers_are_read(client):
    line = a_body_line(amount="３２０．００元", quantity="４", charged_on="２０２６-１１-１２")
    assert post(client, a_body(lines=[line])).get_json()["lines"][0]["over"] == "48.00"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("320.005", "320.01"),
        ("320.0049", "320.00"),
        ("3.2e2", "320.00"),
        ("320." + "0" * 36, "320.00"),
    ],
)
def test_an_amount_is_kept_with_two_places_half_up(client, written, kept):
    told = post(client, a_body(lines=[a_body_line(amount=written)])).get_json()
    assert (told["charged"], told["lines"][0]["amount"]) == (kept, kept)


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"not json", "application/json", 400),
        (b"[" * 10_000 + b"]" * 10_000, "application/json", 400),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "application/json", 400),
        (b"[1, 2]", "application/json", 422),
        (b"null", "application/json", 422),
        (b'"\\ud800"', "application/json", 400),
        (b"a=b", "text/plain", 400),
        (b'"' + b"x" * 10_000_000 + b'"', "application/json", 413),
    ],
)
@pytest.mark.usefixtures("nothing_stays")
def test_a_body_that_is_no_complaint_is_refused(client, data, kind, status):
    answer = client.post("/api/complaints", data=data, content_type=kind, headers=KEY)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"


@pytest.mark.usefixtures("nothing_stays")
def test_too_long_a_narrative_is_told_the_limit(client):
    answer = post(client, a_body(narrative="长" * 20_001))
    assert "20000" in told(answer)["narrative"]


@pytest.mark.parametrize("key", [None, "", "short", "with blanks in it", "k" * 101])
@pytest.mark.usefixtures("nothing_stays")
def test_a_write_without_a_usable_key_is_refused(client, key):
    headers = {} if key is None else {"Idempotency-Key": key}
    assert client.post("/api/complaints", json=a_body(), headers=headers).status_code == 400


@pytest.mark.usefixtures("nothing_stays")
def test_a_program_named_pdf_is_refused(client):
    part = {"file": (BytesIO(b"MZ" + bytes(5000)), "账单.pdf")}
    answer = client.post("/api/attachments", data=part)
    assert answer.status_code == 422
    assert "PDF" in told(answer)["file"]


@pytest.mark.usefixtures("nothing_stays")
def test_an_upload_of_200_mb_is_refused_before_it_is_read(client):
    answer = client.post(
        "/api/attachments",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(200 * 1024 * 1024)},
    )
    assert answer.status_code == 413


@pytest.mark.usefixtures("nothing_stays")
def test_a_file_just_above_20_mb_is_refused(client):
    part = {"file": (BytesIO(b"%PDF-1.7" + bytes(20 * 1024 * 1024)), "账单.pdf")}
    assert client.post("/api/attachments", data=part).status_code == 413


@pytest.mark.usefixtures("nothing_stays")
def test_a_form_without_a_file_is_told_so(client):
    answer = client.post("/api/attachments", data={"a": "b"}, content_type="multipart/form-data")
    assert answer.status_code == 422


@pytest.mark.usefixtures("nothing_stays")
def test_a_forged_cookie_is_no_sign_in(app):
    client = app.test_client()
    client.set_cookie("fairport", "eyJwZXJzb24iOnsic3ViIjoiemhvdWxhbiJ9fQ.aaaa.bbbb")
    assert post(client, a_body()).status_code == 401


@pytest.mark.usefixtures("nothing_stays")
def test_a_write_from_another_site_is_refused(app):
    client = sign_in(app.test_client(), ZHOULAN)
    client.environ_base.pop("HTTP_X_CSRF_TOKEN")
    assert post(client, a_body()).status_code in {400, 403}


@pytest.mark.parametrize("case_id", ["x" * 5000, "$ne", "{}", "HY-2026-00001-1%00", "%E4%B8%AD"])
def test_a_case_number_that_cannot_be_is_answered_like_none(app, case_id):
    client = sign_in(app.test_client(), LINZHIYUAN)
    assert client.get(f"/api/cases/{case_id}").status_code == 404
