"""A file between the look at it and its import: sealed where it lies, and whole or not at all."""

from datetime import timedelta

import pytest

from services.complaints.adapters.indexes import create_indexes
from services.complaints.adapters.upload_store import UPLOADS, MongoUploads
from services.complaints.container import build_vault
from shared.errors import NotFound
from tests.complaints import NOW, SETTINGS

pytestmark = pytest.mark.engines
SECRET = "面议价格".encode()


@pytest.fixture
def uploads(mongo_database):
    create_indexes(mongo_database)
    return MongoUploads(mongo_database, build_vault(SETTINGS, mongo_database))


@pytest.mark.parametrize("times", [1, 300_000])
def test_a_file_comes_back_as_it_was_and_lies_sealed(uploads, mongo_database, tmp_path, times):
    sent, back = tmp_path / "sent", tmp_path / "back"
    sent.write_bytes(SECRET * times)
    name = uploads.keep(sent, owner="xukexin", at=NOW)
    assert uploads.keep(sent, owner="xukexin", at=NOW) == name
    piece = mongo_database[UPLOADS].find_one({"_id": f"{name}|0"})
    later = NOW + timedelta(hours=1)
    assert uploads.keep(sent, owner="xukexin", at=later) == name
    again = mongo_database[UPLOADS].find_one({"_id": f"{name}|0"})
    assert again == {**piece, "at": later}
    assert SECRET not in bytes(piece["content"])
    uploads.write_to(name, back)
    assert back.read_bytes() == sent.read_bytes()


def test_a_file_that_is_gone_or_has_lost_a_piece_is_asked_for_again(
    uploads, mongo_database, tmp_path
):
    sent = tmp_path / "sent"
    sent.write_bytes(SECRET * 300_000)
    name = uploads.keep(sent, owner="xukexin", at=NOW)
    mongo_database[UPLOADS].delete_one({"_id": f"{name}|1"})
    with pytest.raises(NotFound):
        uploads.write_to(name, tmp_path / "back")
    assert uploads.drop_before(NOW + timedelta(seconds=1)) >= 2
    with pytest.raises(NotFound):
        uploads.write_to(name, tmp_path / "back")
