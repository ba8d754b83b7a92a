"""Every setting is in .env.example, and nothing else is."""

import re
from dataclasses import fields

import pytest

from services.complaints.settings import Settings as ComplaintsSettings
from services.credit.settings import Settings as CreditSettings
from services.notify.settings import Settings as NotifySettings
from shared.watching.watch_settings import WatchSettings
from shared.web.server_settings import ServerSettings
from tests.architecture.source import ROOT

KINDS = (ComplaintsSettings, CreditSettings, NotifySettings, WatchSettings, ServerSettings)


def listed() -> set[str]:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__module__)
def test_every_setting_of_a_service_is_listed(kind):
    assert {field.name.upper() for field in fields(kind)} <= listed()


def test_nothing_is_listed_that_nobody_reads():
    read = {field.name.upper() for kind in KINDS for field in fields(kind)}
    assert listed() <= read
