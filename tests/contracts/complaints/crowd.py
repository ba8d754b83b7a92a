"""People of a crowd: each works over HTTP, by API and by page, on cases as they were just now."""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Barrier
from typing import Any

import requests
from flask import Flask

from shared.clock import new_id
from shared.principal import Principal
from tests.complaints import LINZHIYUAN, SUQING, TERMINAL, a_penalty
from tests.sign_in import sign_in

PEOPLE = (LINZHIYUAN, SUQING)
TODAY = "2026-11-23"
NOTE = "note"
TIMEOUT = 60
LEAST = 20
THINKING = 0.05  # seconds at most between a look at a case and the step
WAIVED = {"received_on": TODAY, "text": "放弃。", "waived": True}
FOUND = {"no": 1, "upheld": True, "violation": "V2", "over": "48.00"}
PAID = {"refund": "1", "what": "paid", "amount": "48.00", "on": TODAY, "text": "转账回单"}
Try = tuple[str, Callable[[Principal], Mapping[str, Any]]]
# What somebody may try on a case, whatever its state: most of it must be refused.
TRIES: Sequence[Try] = (
    ("begin_check", lambda who: {"officers": [each.sub for each in PEOPLE if each != who]}),
    ("propose_filing", lambda _: {"outcome": "filed", "ground": "F19", "text": "线索属实。"}),
    ("decide_filing", lambda _: {"confirm": True, "text": ""}),
    ("decide_filing", lambda _: {"confirm": False, "text": "请补充。"}),
    ("record_finding", lambda _: {"findings": [FOUND]}),
    ("give_notice", lambda _: {"given_on": TODAY, "way": "direct", "text": "拟处罚。"}),
    ("record_defence", lambda _: WAIVED),
    ("draft_decision", lambda _: a_penalty()),
    ("approve_decision", lambda _: {"approve": True, "respondent_uscc": TERMINAL}),
    ("approve_decision", lambda _: {"approve": False, "text": "请补充。"}),
    ("record_service", lambda _: {"served_on": TODAY, "way": "direct", "proof": "回证"}),
    ("record_told", lambda _: {"told_on": TODAY, "way": "letter", "text": "挂号信"}),
    ("record_refund", lambda _: PAID),
    ("close", lambda _: {}),
)
REFUSED = frozenset({403, 409, 412, 422})
DONE, SEE_OTHER, CONFLICT, OUTDATED = 200, 303, 409, 412


@dataclass
class Work:
    """What a person was told: `done` are (case, version, action, who); `wrong` must stay empty."""

    done: list[tuple[str, int, str, str]] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    refused: int = 0
    overtaken: int = 0
    wrong: list[str] = field(default_factory=list)


class Person:
    """One of the crowd at a window of the own."""

    def __init__(self, app: Flask, address: str, number: int) -> None:
        self.who, self.address = PEOPLE[number % len(PEOPLE)], address
        self.chance, self.work = random.Random(number), Work()
        client = sign_in(app.test_client(), self.who)
        name = app.config["SESSION_COOKIE_NAME"]
        cookie = client.get_cookie(name)
        self.http = requests.Session()
        self.http.headers["X-CSRF-Token"] = client.environ_base["HTTP_X_CSRF_TOKEN"]
        self.http.headers["Cookie"] = f"{name}={cookie.value if cookie else ''}"

    def work_on(self, cases: Sequence[str], until: float, start: Barrier) -> None:
        """Write on the first case with all others at once, then try one thing after another.

        However slow the machine, everybody tries `LEAST` things.
        """
        try:
            tries = 0
            seen = self.seen(cases[0])
            start.wait(TIMEOUT)
            self.note(cases[0], seen)
            while time.monotonic() < until or tries < LEAST:
                tries += 1
                case_id = self.chance.choice(cases)
                seen = self.seen(case_id)
                time.sleep(self.chance.uniform(0, THINKING))
                if self.chance.random() < 0.2:
                    self.note(case_id, seen)
                else:
                    self.take(case_id, seen, self.chance.choice(TRIES))
        except Exception as problem:
            self.work.wrong.append(repr(problem))

    def seen(self, case_id: str) -> int:
        """Return the version of a case as this person sees it now."""
        answer = self.http.get(f"{self.address}/api/cases/{case_id}", timeout=TIMEOUT)
        return int(answer.headers["ETag"].strip('"'))

    def take(self, case_id: str, seen: int, tried: Try) -> int:
        """Try a step over the API; one that was taken is sent once more now and then."""
        action, body = tried
        where = f"{self.address}/api/cases/{case_id}/actions/{action}"
        headers = {"Idempotency-Key": new_id(), "If-Match": f'"{seen}"'}
        sent = {"json": body(self.who), "headers": headers, "timeout": TIMEOUT}
        answer = self.http.post(where, **sent)  # type: ignore[arg-type]
        self._heard(answer.status_code, DONE, case_id, seen, action)
        self.work.overtaken += answer.status_code == OUTDATED
        if answer.status_code == DONE and self.chance.random() < 0.3:
            again = self.http.post(where, **sent)  # type: ignore[arg-type]
            if again.status_code != DONE:
                self.work.wrong.append(f"{action} sent again: {again.status_code} {again.text}")
        return answer.status_code

    def note(self, case_id: str, seen: int) -> None:
        """Write on the page of a case; who was overtaken gets both back, side by side."""
        text = f"{self.who.name}写的第 {new_id()} 条"
        where = f"{self.address}/complaints/cases/{case_id}/{NOTE}"
        form = {"text": text, "version": str(seen), "key": new_id()}
        answer = self.http.post(where, data=form, allow_redirects=False, timeout=TIMEOUT)
        self._heard(answer.status_code, SEE_OTHER, case_id, seen, NOTE)
        if answer.status_code == SEE_OTHER:
            self.work.noted.append(text)
        elif answer.status_code == CONFLICT:
            self.work.overtaken += "别人刚改过这件案件" in answer.text
            if text not in answer.text or "最近一步" not in answer.text:
                self.work.wrong.append(f"a conflict lost what was typed: {answer.text}")

    def _heard(self, status: int, done: int, case_id: str, seen: int, action: str) -> None:
        if status == done:
            self.work.done.append((case_id, seen + 1, action, self.who.sub))
        elif status in REFUSED:
            self.work.refused += 1
        else:
            self.work.wrong.append(f"{action} on {case_id}: {status}")
