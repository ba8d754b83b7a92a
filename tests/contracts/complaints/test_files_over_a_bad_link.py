"""Files over a connection that is cut in the middle: whole or not there, never in between."""

import re
from datetime import timedelta
from io import BytesIO

import pytest

from services.complaints.container import build_case_ports
from services.complaints.domain.cases.attachment import NewFile
from services.complaints.usecases.cases.attachments import sweep_attachments
from shared.errors import Invalid, NotFound, Unavailable
from shared.mongo.client import connect
from tests.complaints import NOW, SETTINGS, ports_over
from tests.engines.cut_link import Cut, cut_from, cut_nth, link_to

pytestmark = pytest.mark.engines
FILE = NewFile(id="a1", name="账单.pdf")
CONTENT = b"%PDF-1.7\n" + bytes(range(256)) * 9000
PIECES = 3


@pytest.fixture
def steady(mongo_database):
    """Return the store over a good connection; the keys of the vault are made over it."""
    ports = ports_over(mongo_database)
    ports.vault.seal("intake", "x")
    return ports


@pytest.fixture
def link(mongo_url):
    with link_to(mongo_url) as link:
        yield link


@pytest.fixture
def shaky(steady, link, mongo_database):
    """Return the same store over a connection that can be cut."""
    database = connect(link.url, mongo_database.name)
    ports = build_case_ports(SETTINGS, database)
    ports.vault.seal("intake", "x")
    yield ports
    database.client.close()


def stored(ports, content: bytes = CONTENT, file: NewFile = FILE):
    return ports.attachments.put(file, BytesIO(content), owner="me", at=NOW)


def read(ports) -> bytes:
    return b"".join(ports.attachments.content("a1"))


def left(database) -> tuple[int, int]:
    """Return how many files and pieces the store has."""
    files, pieces = (list(database[name].aggregate([])) for name in ("fs.files", "fs.chunks"))
    return len(files), len(pieces)


@pytest.mark.parametrize("cut", Cut)
@pytest.mark.parametrize(
    "place", [("fs.files", 1), ("fs.files", 2), ("fs.files", 3), ("fs.chunks", 1), ("fs.chunks", 3)]
)
def test_a_file_is_whole_wherever_the_connection_breaks_once(
    steady, shaky, link, mongo_database, place, cut
):
    table, number = place
    link.choose = cut_nth(table, number, cut)
    known = stored(shaky)
    assert link.cuts == 1
    assert read(steady) == CONTENT
    assert steady.attachments.get("a1") == known
    assert left(mongo_database) == (1, PIECES)


@pytest.mark.parametrize("cut", Cut)
@pytest.mark.parametrize("number", range(1, PIECES + 1))
def test_a_file_is_read_whole_wherever_the_connection_breaks(steady, shaky, link, cut, number):
    stored(steady)
    link.choose = cut_nth("fs.chunks", number, cut)
    assert read(shaky) == CONTENT
    assert link.cuts == 1


@pytest.mark.parametrize(("table", "number"), [("fs.chunks", 1), ("fs.chunks", 3), ("fs.files", 3)])
def test_a_half_written_file_is_not_there_and_a_repeated_upload_completes_it(
    steady, shaky, link, mongo_database, table, number
):
    link.choose = cut_from(table, number)
    with pytest.raises(Unavailable):
        stored(shaky)
    assert steady.attachments.get("a1") is None
    for look in (steady.attachments.name_of, lambda each: list(steady.attachments.content(each))):
        with pytest.raises(NotFound):
            look("a1")
    known = stored(steady)
    assert read(steady) == CONTENT
    assert stored(steady) == known
    assert left(mongo_database) == (1, PIECES)


def test_a_half_written_file_is_swept_with_its_pieces(steady, shaky, link, mongo_database):
    link.choose = cut_from("fs.chunks", 3)
    with pytest.raises(Unavailable):
        stored(shaky)
    assert left(mongo_database) == (1, 2)
    assert sweep_attachments(now=NOW + timedelta(hours=23), ports=steady) == 0
    assert sweep_attachments(now=NOW + timedelta(hours=25), ports=steady) == 1
    assert left(mongo_database) == (0, 0)


def test_a_sweep_that_breaks_off_is_finished_by_the_next(steady, shaky, link, mongo_database):
    stored(steady)
    later = NOW + timedelta(hours=25)
    link.choose = cut_from("fs.chunks", 1)
    with pytest.raises(Unavailable):
        sweep_attachments(now=later, ports=shaky)
    assert sweep_attachments(now=later, ports=steady) == 1
    assert left(mongo_database) == (0, 0)


def test_the_id_of_a_file_takes_no_other_content_and_no_other_owner(steady):
    known = stored(steady)
    with pytest.raises(Invalid):
        stored(steady, CONTENT + b"more")
    with pytest.raises(Invalid):
        steady.attachments.put(FILE, BytesIO(CONTENT), owner="you", at=NOW)
    assert steady.attachments.get("a1") == known
    assert read(steady) == CONTENT


def test_a_file_is_laid_out_as_gridfs_lays_out_files(steady, mongo_database):
    stored(steady)
    [row] = mongo_database["fs.files"].aggregate([])
    pieces = sorted(mongo_database["fs.chunks"].aggregate([]), key=lambda piece: piece["n"])
    assert [len(piece["data"]) for piece in pieces[:-1]] == [row["chunkSize"]] * (PIECES - 1)
    assert sum(len(piece["data"]) for piece in pieces) == row["length"]
    assert [piece["n"] for piece in pieces] == list(range(PIECES))
    assert all(re.fullmatch(r"a1\|\d", piece["_id"]) for piece in pieces)


@pytest.mark.parametrize("cut", Cut)
@pytest.mark.parametrize("number", range(1, 4))
def test_a_new_data_key_is_made_once_wherever_the_connection_breaks(
    steady, shaky, link, cut, number
):
    link.choose = cut_nth("keys", number, cut)
    sealed = shaky.vault.seal("hy-market", "周岚")
    assert link.cuts == 1
    assert steady.vault.open(sealed) == "周岚"


def test_while_the_data_keys_are_away_a_sealed_text_waits_and_is_not_called_broken(
    steady, shaky, link
):
    sealed = steady.vault.seal("hy-market", "周岚")
    link.choose = cut_from("keys", 1)
    with pytest.raises(Unavailable):
        shaky.vault.open(sealed)
    link.choose = lambda _: None
    assert shaky.vault.open(sealed) == "周岚"
