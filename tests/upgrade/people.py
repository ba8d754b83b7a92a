"""Programs and people who meet now one release, now the other."""

import re
from datetime import date, timedelta
from http import HTTPStatus
from itertools import cycle

import requests

from tests.chaos.course import AFTER_THE_PERIOD, DESK, STEPS, TODAY, Course, Step, body_of
from tests.chaos.honest_client import AsSystem
from tests.upgrade.side_by_side import RELEASES, THIS, SideBySide

FIRM, OFFICE = "xian-forwarder", "market-desk"
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
_SECONDS, _TRIES = 60, 5


def system(site: SideBySide, client_id: str) -> requests.Session:
    """Return what a program with a token asks with."""
    session = requests.Session()
    AsSystem(client_id)(session, site.programs.url)
    return session


def person(site: SideBySide, sub: str, release: str) -> requests.Session:
    """Return a session that one release began."""
    session, base = requests.Session(), site.at(release, "complaints")
    page = session.get(f"{base}/auth/sign-in", timeout=_SECONDS)
    form = {**dict(_HIDDEN.findall(page.text)), "person": sub}
    chosen = session.post(
        f"{site.programs.url}/idp/authorize", data=form, allow_redirects=False, timeout=_SECONDS
    )
    # The issuer sends people to the one public address; there the answer meets either release.
    back = chosen.headers["Location"].replace(site.programs.url, base)
    session.get(back, allow_redirects=False, timeout=_SECONDS).raise_for_status()
    work = session.get(f"{base}/complaints/work", allow_redirects=False, timeout=_SECONDS)
    assert work.status_code == 200, work.headers
    token = _CSRF.search(work.text)
    assert token
    session.headers["X-CSRFToken"] = token[1]
    return session


def ask_to_file(site: SideBySide, release: str, number: int) -> requests.Response:
    """Return what a release answers to the complaint with this number."""
    return system(site, FIRM).post(
        f"{site.at(release, 'complaints')}/api/complaints",
        json=body_of(number),
        headers={"Idempotency-Key": f"upgrade-complaint-{number:05d}"},
        timeout=_SECONDS,
    )


def file(site: SideBySide, release: str, number: int) -> str:
    """File the complaint with this number at a release; return its case."""
    answer = ask_to_file(site, release, number)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def take_to_the_penalty(site: SideBySide, case_id: str, *, first: str) -> None:
    """Take each step of a case at the other release than the one before."""
    for release, step in zip(
        cycle(RELEASES if first == RELEASES[0] else RELEASES[::-1]),
        STEPS[Course.PENALTY],
        strict=False,
    ):
        if step[1] == AFTER_THE_PERIOD:
            case = get(site, release, f"/api/cases/{case_id}", system(site, OFFICE)).json()
            last = date.fromisoformat(case["notices"][-1]["hearing_until"])
            site.clock.move(last - site.clock.today() + timedelta(days=1))
        for _ in range(_TRIES):
            answer = _take(site, release, case_id, step)
            # The clocks of the product note what fell due on the day that has come.
            if answer.status_code != HTTPStatus.PRECONDITION_FAILED:
                break
        assert answer.status_code == HTTPStatus.OK, (release, step[1], answer.text)


def _take(site: SideBySide, release: str, case_id: str, step: Step) -> requests.Response:
    who, action, body = step
    asking = system(site, OFFICE) if who == DESK else person(site, "suqing", THIS)
    seen = get(site, release, f"/api/cases/{case_id}", asking).headers["ETag"]
    today = site.clock.today().isoformat()
    return asking.post(
        f"{site.at(release, 'complaints')}/api/cases/{case_id}/actions/{action}",
        json={name: today if value == TODAY else value for name, value in body.items()},
        headers={"Idempotency-Key": f"upgrade-{case_id}-{action}", "If-Match": seen},
        timeout=_SECONDS,
    )


def get(
    site: SideBySide, release: str, path: str, asking: requests.Session, service: str = "complaints"
) -> requests.Response:
    """Return the answer of a release, which must be one."""
    address = f"{site.at(release, service)}{path}"
    answer = asking.get(address, allow_redirects=False, timeout=_SECONDS)
    assert answer.status_code == 200, (release, path, answer.status_code, answer.text[:500])
    return answer
