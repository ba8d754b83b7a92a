import pytest

from tests.fuzz.bad_inputs.answers import stored


@pytest.fixture(scope="module")
def nothing_stays(product):
    """Compare everything stored before the first bad input of a module with that after its last."""
    before = stored(product)
    yield
    assert stored(product) == before
