from decimal import Decimal

import pytest

pytestmark = pytest.mark.engines
YUNYU = "91370687300000010P"
URL = f"/api/enterprises/{YUNYU}/score"


def test_an_enterprise_reads_its_own_score_line_by_line(as_person, sample):
    answer = as_person("xukexin").get(URL)
    body = answer.get_json()
    assert answer.status_code == 200
    assert (body["score"], body["grade"]) == ("892.92", "A")
    assert sum(Decimal(line["points"]) for line in body["lines"]) == Decimal(body["score"])
    line = next(line for line in body["lines"] if line["points"] == "-40.75")
    assert line["article"]["zh"] == "第 3.2 条"
    assert (line["from"], line["to"]) == ("900.00", "859.25")
    assert isinstance(line["entry"], int)


def test_a_score_is_answered_as_of_a_day_and_as_far_as_was_known(as_person, sample):
    client = as_person("zhengyan")
    then = client.get(f"{URL}?valid_on=2026-05-18").get_json()
    assert then["score"] == "829.52"
    known = client.get(f"{URL}?valid_on=2026-05-18&known_at=2026-05-18T00:00:00%2B08:00").get_json()
    assert known["score"] == "879.52"


def test_an_enterprise_reads_no_other_whether_or_not_it_is_known(as_person, sample):
    client = as_person("zhoulan")
    known = client.get(URL)
    unknown = client.get("/api/enterprises/91120118MA0603879K/score")
    assert known.status_code == unknown.status_code == 403
    assert known.get_json()["detail"] == unknown.get_json()["detail"]


def test_a_system_needs_the_scope(as_system, sample):
    client, header = as_system("score:read")
    assert client.get(URL, headers=header).status_code == 200
    client, header = as_system("feed:read")
    assert client.get(URL, headers=header).status_code == 403
    assert client.get(URL).status_code == 401


def test_an_agency_person_has_the_gate_instead(as_person, sample):
    assert as_person("guanhai").get(URL).status_code == 403
    assert as_person("guanli").get(URL).status_code == 403


@pytest.mark.parametrize(
    ("code", "place"),
    [("91370687300000010Q", "18"), ("9137068730000001OP", "17"), ("91370687300000010", "17 位")],
)
def test_a_wrong_code_is_told_its_place(as_person, code, place):
    answer = as_person("zhengyan").get(f"/api/enterprises/{code}/score")
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    (error,) = answer.get_json()["errors"]
    assert error["path"] == "uscc"
    assert place in error["message"]


def test_a_code_in_small_or_full_width_letters_is_read(as_person, sample):
    answer = as_person("zhengyan").get("/api/enterprises/９1370687300000010p/score")
    assert answer.get_json()["subject"] == YUNYU


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("valid_on=2026-13-01", "valid_on"),
        ("valid_on=1989-01-01", "valid_on"),
        ("valid_on=2026-11-28", "valid_on"),
        ("known_at=2027-01-01T00:00:00Z", "known_at"),
        ("known_at=yesterday", "known_at"),
    ],
)
def test_dates_are_checked(as_person, query, field):
    answer = as_person("zhengyan").get(f"{URL}?{query}")
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["path"] == field


def test_an_enterprise_without_entries_has_the_start_score(as_person):
    body = as_person("zhoulan").get("/api/enterprises/91370687MA3TE5T03T/score").get_json()
    assert (body["score"], body["grade"], len(body["lines"])) == ("900.00", "A", 1)


def test_the_description_names_every_route(app):
    paths = app.test_client().get("/api/enterprises/openapi.json").get_json()["paths"]
    assert set(paths) == {
        "/api/enterprises/{uscc}/score",
        "/api/gate/queries",
        "/api/gate/queries/{receipt}",
        "/api/feed",
    }
