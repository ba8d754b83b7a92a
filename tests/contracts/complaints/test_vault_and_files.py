"""Encrypted fields, files, looks and officers, on the real client."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from cryptography.exceptions import InvalidTag

from services.complaints.adapters.file_pieces import CHUNK
from services.complaints.container import build_case_ports
from services.complaints.domain.cases.attachment import MOST_BYTES, NewFile
from services.complaints.domain.cases.officer import Officer
from services.complaints.domain.cases.reading import CaseRead, ReadKind
from shared.errors import Invalid, NotFound, TooLarge
from tests.complaints import NOW, SETTINGS, everything_in, ports_over

pytestmark = pytest.mark.engines
SECRET = "周岚 13812346120 账单.pdf"
PDF = b"%PDF-1.7\n" + SECRET.encode() + b"\n"


@pytest.fixture
def ports(mongo_database):
    return ports_over(mongo_database)


def a_file(identifier: str = "a1", name: str = "账单.pdf") -> NewFile:
    return NewFile(id=identifier, name=name)


def stored(ports, content: bytes = PDF, identifier: str = "a1"):
    return ports.attachments.put(a_file(identifier), BytesIO(content), owner="me", at=NOW)


def test_what_is_sealed_can_be_opened_with_the_keys_of_the_installation_alone(
    ports, mongo_database
):
    sealed = ports.vault.seal("hy-market", SECRET)
    assert SECRET.encode() not in sealed
    assert ports.vault.open(sealed) == SECRET
    another = build_case_ports(SETTINGS, mongo_database)
    assert another.vault.open(sealed) == SECRET
    assert sealed != ports.vault.seal("hy-market", SECRET)


def test_each_department_has_one_key_however_often_it_is_asked_for(ports, mongo_database):
    for _ in range(2):
        another = build_case_ports(SETTINGS, mongo_database)
        another.vault.seal("hy-market", "a")
        another.vault.seal("jx-market", "b")
    assert len(list(mongo_database["keys"].find())) == 2


def test_a_sealed_text_moves_under_the_key_of_another_department(ports):
    sealed = ports.vault.seal("intake", SECRET)
    moved = ports.vault.reseal(sealed, "jx-market")
    assert sealed[1:17] != moved[1:17]
    assert ports.vault.open(moved) == SECRET


def test_the_blind_index_ignores_writing_and_keeps_kinds_apart(ports):
    assert ports.blind.of("firm", "９１370687ma3te5t03t ") == ports.blind.of(
        "firm", "91370687MA3TE5T03T"
    )
    assert ports.blind.of("firm", "a") != ports.blind.of("person", "a")


@pytest.mark.parametrize("size", [1, CHUNK - 16, CHUNK - 15, 3 * CHUNK + 7])
def test_a_file_comes_back_whole_and_is_nowhere_in_plain_text(ports, mongo_database, size):
    content = PDF + b"x" * size
    known = stored(ports, content)
    assert (known.type, known.size) == ("application/pdf", len(content))
    assert b"".join(ports.attachments.content("a1")) == content
    assert ports.attachments.name_of("a1") == "账单.pdf"
    assert ports.attachments.get("a1") == known
    kept = b"".join(bytes(row["data"]) for row in mongo_database["fs.chunks"].aggregate([]))
    assert SECRET.encode() not in kept
    assert "账单" not in everything_in(mongo_database)


def test_a_file_whose_pieces_were_changed_or_swapped_is_not_handed_out(ports, mongo_database):
    stored(ports, PDF + b"x" * (2 * CHUNK))
    chunks = mongo_database["fs.chunks"]
    [first, second, *_] = sorted(chunks.aggregate([]), key=lambda row: row["n"])
    chunks.update_one({"_id": first["_id"]}, {"$set": {"data": second["data"]}})
    with pytest.raises(InvalidTag):
        b"".join(ports.attachments.content("a1"))


@pytest.mark.parametrize(
    "content",
    [
        b"MZ" + bytes(200),
        b"\x7fELF" + bytes(200),
        b"#!/bin/sh\nrm -rf /\n",
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'></svg>",
        b"PK\x03\x04" + bytes(100),
        bytes(range(256)),
        b"",
    ],
)
def test_what_is_no_document_is_refused_whatever_it_is_called(ports, mongo_database, content):
    with pytest.raises(Invalid):
        stored(ports, content)
    assert list(mongo_database["fs.files"].aggregate([])) == []


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "image/jpeg"),
        ("项目,金额\n港务费,320.00\n".encode(), "text/plain"),
        ("项目,金额\n港务费,320.00\n".encode("gb18030"), "text/plain"),
    ],
)
def test_documents_are_told_by_their_content(ports, content, kind):
    assert stored(ports, content).type == kind


def test_a_file_of_more_than_20_mb_leaves_nothing_behind(ports, mongo_database):
    with pytest.raises(TooLarge):
        stored(ports, PDF + bytes(MOST_BYTES))
    assert list(mongo_database["fs.chunks"].aggregate([])) == []


def test_an_adopted_file_is_no_longer_swept(ports):
    known = stored(ports)
    later = NOW + timedelta(hours=25)
    assert ports.attachments.unreferenced(later, most=5) == [known]
    for _ in range(2):
        ports.attachments.adopt(["a1", "gone"], case_id="HY-2026-00001-1", department="hy-market")
    assert ports.attachments.unreferenced(later, most=5) == []
    assert ports.attachments.get("a1") == replace(known, case_id="HY-2026-00001-1")
    assert b"".join(ports.attachments.content("a1")) == PDF


def test_a_dropped_file_is_gone(ports, mongo_database):
    stored(ports)
    for _ in range(2):
        ports.attachments.drop("a1")
    assert ports.attachments.get("a1") is None
    assert list(mongo_database["fs.chunks"].aggregate([])) == []
    with pytest.raises(NotFound):
        ports.attachments.name_of("a1")


def test_looks_at_a_case_are_kept_newest_first(ports):
    looks = [
        CaseRead(
            id=str(minute),
            case_id="HY-2026-00001-1",
            at=NOW + timedelta(minutes=minute),
            sub="linzhiyuan",
            name="林致远",
            role="officer",
            department="hy-market",
            kind=ReadKind.CASE,
        )
        for minute in range(3)
    ]
    for look in [*looks, looks[0]]:
        ports.trail.record(look)
    assert ports.trail.of_case("HY-2026-00001-1", most=2) == [looks[2], looks[1]]


def test_officers_are_found_by_department(ports):
    suqing = Officer(sub="suqing", name="苏晴", department="hy-market", seen_at=NOW)
    ports.staff.note(suqing)
    ports.staff.note(replace(suqing, seen_at=NOW + timedelta(hours=1)))
    ports.staff.note(Officer(sub="luheng", name="陆衡", department="jx-market", seen_at=NOW))
    [found] = ports.staff.of_department("hy-market")
    assert found.seen_at == NOW + timedelta(hours=1)
