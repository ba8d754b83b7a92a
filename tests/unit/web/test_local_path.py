"""After signing in a person comes back to this product and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.web.local_path import local_path


@pytest.mark.parametrize("path", ["/", "/complaints/mine", "/complaints/search?q=%E6%94%B6&page=2"])
def test_a_path_of_the_product_is_kept(path) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "elsewhere",
    [
        None,
        "",
        "complaints",
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "/\t/example.org",
        "/%0d%0a\r\nSet-Cookie:a",
        "javascript:alert(1)",
        "/a\\b",
        "//[",
    ],
)
def test_everything_else_leads_home(elsewhere) -> None:
    assert local_path(elsewhere) == "/"


@given(st.text())
def test_no_text_leads_to_another_host(text) -> None:
    assert local_path(text).startswith("/")
    assert not local_path(text).startswith(("//", "/\\"))
