"""Somebody without an account in a browser; the pages carry along what was typed."""

import re
from html import unescape
from typing import Any

from tests.complaints import TERMINAL, TERMINAL_NAME
from tests.http.complaints.filing_browser import LINE

LINES = {f"lines.0.{name}": text for name, text in LINE.items()}
NARRATIVE = "提箱时多收货物港务费，询问时答复一直这么收。"


def found(pattern: str, text: str) -> str:
    """Return what the pattern's group holds in a page."""
    match = re.search(pattern, text)
    assert match is not None, pattern
    return unescape(match.group(1))


class Visitor:
    """A browser without a session; `page` is what it shows."""

    def __init__(self, app, **environ):
        self.client = app.test_client()
        self.client.environ_base.update(environ)
        self.page = ""
        self.answer: Any = None

    def get(self, address, **more):
        return self._seen(self.client.get(address, **more))

    def post(self, address, data, **more):
        return self._seen(self.client.post(address, data=data, **more))

    def step(self, name, data=None, do="next", **more):
        """Send a step as the page shown would send it."""
        carried = {"state": found(r'name="state" value="([^"]+)"', self.page), "do": do}
        return self.post(f"/complaints/report/{name}", {**carried, **(data or {})}, **more)

    def fill(self, *, lines=LINES, **evidence):
        """Fill in everything up to the last page."""
        self.get("/complaints/report/matter")
        self.step("matter", {"matter": "over", "city": "haiyang"})
        self.step("respondent", {"respondent.name": TERMINAL_NAME, "respondent.uscc": TERMINAL})
        self.step("lines", lines)
        return self.step("evidence", {"narrative": NARRATIVE, **evidence})

    def report(self, **evidence) -> str:
        """Report and return the receipt."""
        self.fill(**evidence)
        assert self.step("review", do="submit").status_code == 200, self.page
        return self.receipt()

    def receipt(self) -> str:
        """Return the receipt the page shows."""
        return found(r'id="receipt">([^<]+)<', self.page)

    def open(self, receipt, **data):
        """Open the mailbox of a receipt."""
        answer = self.post("/complaints/follow", {"receipt": receipt, **data})
        return self.get(answer.location) if answer.status_code == 303 else answer

    def write(self, text="", **more):
        """Leave words in the open mailbox, as its page would send them."""
        hidden = {
            name: found(rf'name="{name}" value="([^"]+)"', self.page) for name in ("token", "key")
        }
        answer = self.post("/complaints/follow/mailbox", {**hidden, "text": text, **more})
        return self.get(answer.location) if answer.status_code == 303 else answer

    def _seen(self, answer):
        self.answer = answer
        if answer.status_code != 303:
            self.page = answer.get_data(as_text=True)
        return answer
