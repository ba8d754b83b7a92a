"""A person who files a complaint on the portal, through Flask's test client."""

import re

from tests.complaints import TERMINAL, TERMINAL_NAME
from tests.sign_in import sign_in

LINE = {
    "item": "货物港务费",
    "quantity": "4",
    "unit": "box",
    "amount": "320",
    "charged_on": "2026-11-12",
    "container": "40",
    "trade": "foreign",
    "direction": "import",
    "loaded": "true",
}
EVIDENCE = {
    "narrative": "提箱时多收货物港务费，联系人周岚，电话13806386120。",
    "request": "请退还多收部分。",
    "reporter.name": "周岚",
    "reporter.phone": "13806386120",
    "secret": "yes",
}


def found(pattern: str, text: str) -> str:
    """Return what the pattern's group holds in a page."""
    match = re.search(pattern, text)
    assert match is not None
    return match.group(1)


def hidden_in(page: str) -> dict[str, str]:
    """Return the token and the version that the forms of a page carry."""
    names = ("csrf_token", "version")
    return {
        name: match.group(1)
        for name in names
        if (match := re.search(rf'name="{name}" value="([^"]*)"', page))
    }


class Browser:
    """A signed-in person who fills in forms with the tokens the pages carry."""

    def __init__(self, app, person):
        self.client = app.test_client()
        sign_in(self.client, person)
        self.draft = ""

    def get(self, address):
        return self.client.get(address)

    def post(self, address, data, **more):
        page = self.client.get(address).get_data(as_text=True)
        return self.client.post(address, data={**hidden_in(page), **data}, **more)

    def tokens(self, address):
        return hidden_in(self.client.get(address).get_data(as_text=True))

    def post_from(self, page, address, data):
        return self.client.post(address, data={**self.tokens(page), **data})

    def begin(self, **matter):
        page = self.client.get("/complaints/file").get_data(as_text=True)
        self.draft = found(r"/complaints/file/([0-9a-f]+)/matter", page)
        own = {"matter": "over", "city": "haiyang", "do": "next"}
        data = {**hidden_in(page), **own, **matter}
        return self.client.post(f"/complaints/file/{self.draft}/matter", data=data)

    def step(self, name, data, do="next"):
        return self.post(f"/complaints/file/{self.draft}/{name}", {**data, "do": do})

    def fill(self):
        self.begin()
        self.step("respondent", {"respondent.name": TERMINAL_NAME, "respondent.uscc": TERMINAL})
        self.step("lines", {f"lines.0.{name}": text for name, text in LINE.items()})
        self.step("evidence", EVIDENCE)

    def submit(self):
        return self.post(f"/complaints/file/{self.draft}/review", {})
