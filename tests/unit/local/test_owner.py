"""A directory of data belongs to the kind of engines that wrote it."""

import pytest

from shared.local.owner import claim
from shared.local.problem import LocalProblem


def test_the_first_kind_owns_the_directory_from_then_on(tmp_path):
    claim(tmp_path, "real")
    claim(tmp_path, "real")
    with pytest.raises(LocalProblem, match="ENGINES=real"):
        claim(tmp_path, "embedded")


def test_data_without_a_mark_are_those_of_embedded_engines(tmp_path):
    (tmp_path / "documents").mkdir()
    with pytest.raises(LocalProblem, match="those of embedded engines"):
        claim(tmp_path, "real")
    claim(tmp_path, "embedded")


def test_a_directory_of_secrets_alone_belongs_to_nobody(tmp_path):
    (tmp_path / "secrets.env").touch()
    claim(tmp_path, "real")
    with pytest.raises(LocalProblem, match="those of real engines"):
        claim(tmp_path, "embedded")
