"""What `If-Match` says: a version, nothing, or something that matches no version."""

import pytest
from flask import Flask

from services.complaints.routes.cases.versions import NO_VERSION, seen_version
from shared.errors import Malformed

APP = Flask(__name__)


def seen(value: str | None) -> int | None:
    headers = {} if value is None else {"If-Match": value}
    with APP.test_request_context(headers=headers):
        return seen_version()


@pytest.mark.parametrize(
    ("value", "version"), [('"7"', 7), ('W/"7"', 7), ("7", 7), ("*", None), (None, None)]
)
def test_the_version_that_was_seen(value, version):
    assert seen(value) == version


@pytest.mark.parametrize("value", ["", '""', '"', ",", '"",', 'W/"', '"²"', '"-1"', '"1234567890"'])
def test_rubbish_matches_no_version_and_is_not_passed_over(value):
    assert seen(value) == NO_VERSION


def test_several_versions_are_refused():
    with pytest.raises(Malformed):
        seen('"1", "2"')
