"""What the images ship may be shipped beside a work under Apache-2.0."""

import pytest

from tests.architecture.licences import READ, is_allowed, licence_of, runtime_packages


@pytest.mark.parametrize("package", runtime_packages())
def test_a_package_of_the_images_has_a_licence_that_fits(package):
    assert is_allowed(licence_of(package)), f"{package}: {licence_of(package) or 'not told'}"


def test_only_packages_of_the_lock_were_read_by_hand():
    assert set(READ) <= set(runtime_packages())
    assert len(runtime_packages()) > 50


@pytest.mark.parametrize(
    ("expression", "fits"),
    [
        ("MIT OR GPL-3.0-only", True),
        ("Apache-2.0 AND BSD-2-Clause", True),
        ("Apache-2.0 AND GPL-3.0-only", False),
        ("AGPL-3.0-only", False),
        ("Apache-2.0 WITH Some-exception", False),
        ("", False),
    ],
)
def test_an_unknown_licence_does_not_pass(expression, fits):
    assert is_allowed(expression) is fits
