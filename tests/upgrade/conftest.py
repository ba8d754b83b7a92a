"""The two releases; these tests run when UPGRADE=run asks for them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.upgrade.earlier import COMMITS, NoHistory, unpacked
from tests.upgrade.side_by_side import SideBySide

HERE = Path(__file__).parent
IS_ASKED_FOR = os.environ.get("UPGRADE") == "run"


def pytest_collection_modifyitems(config, items) -> None:
    """Leave these tests out unless they are asked for."""
    ours = [item for item in items if item.path.is_relative_to(HERE)]
    for item in ours:
        item.add_marker(pytest.mark.upgrade)
    if not IS_ASKED_FOR and ours:
        config.hook.pytest_deselected(items=ours)
        items[:] = [item for item in items if item not in ours]


@pytest.fixture(scope="package", params=sorted(COMMITS))
def both(request, tmp_path_factory) -> Iterator[SideBySide]:
    """Both releases on the same engines, their pages started, nothing else."""
    root = tmp_path_factory.mktemp("upgrade")
    try:
        tree = unpacked(request.param, root / "earlier")
    except NoHistory as absent:
        pytest.skip(str(absent))
    site = SideBySide(root / "run", tree)
    try:
        site.start()
        yield site
    finally:
        site.stop()
