"""What either release sends and does is the other's work too; only one of them files.

0.1.0 claimed case numbers in the number book, this release takes them by storing the case (ADR 14).
"""

from dataclasses import dataclass

import pytest

from shared.local.programs import SERVICES
from tests.chaos.course import bill_of
from tests.chaos.invariants import parked_messages
from tests.chaos.stores import opened
from tests.upgrade.people import OFFICE, ask_to_file, file, get, person, system, take_to_the_penalty
from tests.upgrade.side_by_side import EARLIER, RELEASES, THIS, SideBySide

pytestmark = pytest.mark.engines
READ_BY = {EARLIER: THIS, THIS: EARLIER}


@dataclass(frozen=True, kw_only=True)
class Story:
    """All cases, and those with a penalty in effect."""

    site: SideBySide
    filed: tuple[str, ...]
    decided: tuple[str, ...]


@pytest.fixture(scope="module")
def story(both) -> Story:
    """Each release reads what the other filed, then both handle cases together."""
    filed = []
    for number, (at, read_by) in enumerate(READ_BY.items()):
        with both.working(read_by):
            filed.append(file(both, at, number))
    with both.working(*RELEASES):
        person(both, "suqing", THIS)  # the desk can only name officers who were here before
        for number, release in enumerate(RELEASES, start=len(filed)):
            filed.append(file(both, THIS, number))
            take_to_the_penalty(both, filed[-1], first=release)
    return Story(site=both, filed=tuple(filed), decided=tuple(filed[2:]))


def test_each_release_shows_the_cases_of_the_other(story):
    desk = system(story.site, OFFICE)
    for case_id in story.filed:
        old, new = (get(story.site, r, f"/api/cases/{case_id}", desk).json() for r in RELEASES)
        assert {name: new[name] for name in old if name in new} == old
        officer = person(story.site, "suqing", THIS)
        for release in RELEASES:
            assert case_id in get(story.site, release, f"/complaints/cases/{case_id}", officer).text


def test_each_release_finds_them_all(story):
    desk = system(story.site, OFFICE)
    for release in RELEASES:
        for number, case_id in enumerate(story.filed):
            path = f"/api/cases/search?q={bill_of(number)}"
            found = get(story.site, release, path, desk).json()
            assert [hit["id"] for hit in found["hits"]] == [case_id], (release, found)
            assert not found["degraded"]


def test_each_person_is_told_of_each_event_once(story):
    with opened(story.site) as stores:
        messages = stores.all("notify", "messages")
    told = [(m["event_id"], m["recipient_ref"], m["channel"]) for m in messages]
    assert len(told) == len(set(told))
    for case_id in story.filed:
        assert any(case_id in str(message) for message in messages), case_id
    assert {message["state"] for message in messages} == {"accepted"}


def test_the_record_has_each_penalty_once_and_both_releases_verify_it(story):
    with opened(story.site) as stores:
        ledger = stores.all("credit", "ledger")
    assert len(ledger) == len(story.decided)
    for release in RELEASES:
        child = story.site.run(release, "credit", "verify")
        assert child.exit_code == 0, child.last_lines()


def test_a_session_of_this_release_is_one_for_the_earlier_too(story):
    officer = person(story.site, "suqing", THIS)
    for release in RELEASES:
        get(story.site, release, "/complaints/work", officer)
        get(story.site, release, "/notify/inbox", officer, service="notify")


def test_a_session_of_the_earlier_release_goes_by_way_of_the_issuer_here(story):
    """It does not say when the issuer was last asked (shared/web/identity.py)."""
    officer = person(story.site, "suqing", EARLIER)
    page = f"{story.site.at(THIS, 'complaints')}/complaints/work"
    sent = officer.get(page, allow_redirects=False, timeout=30)
    assert sent.status_code == 303
    assert sent.headers["Location"].startswith("/auth/sign-in")


def test_setting_the_earlier_release_up_again_changes_nothing_for_this_one(story):
    for service in SERVICES:
        child = story.site.run(EARLIER, service, "setup")
        assert child.exit_code == 0, child.last_lines()
    with story.site.working(*RELEASES):
        desk = system(story.site, OFFICE)
        found = get(story.site, THIS, f"/api/cases/search?q={bill_of(0)}", desk).json()
        assert len(found["hits"]) == 1


def test_nothing_is_parked_and_no_process_met_what_it_did_not_foresee(story):
    assert parked_messages(story.site) == []
    assert story.site.logged() == []


def test_who_files_at_the_earlier_release_too_late_files_here_with_the_same_key(story):
    """As docs/operations.md tells: the earlier release gives out numbers that are taken."""
    number = len(story.filed)
    refused = ask_to_file(story.site, EARLIER, number)
    assert refused.status_code == 500
    case_id = file(story.site, THIS, number)
    assert case_id not in story.filed
    with opened(story.site) as stores:
        cases = stores.all("complaints", "cases")
    assert [case["_id"] for case in cases if case["bill_no"] == bill_of(number)] == [case_id]
