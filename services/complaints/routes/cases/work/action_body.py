"""The form of an action as it was posted, in the shape its schema reads.

The pages ask less than the schemas: who chooses a ground has said whether to file, and a line
nobody decided on is left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from marshmallow import EXCLUDE, ValidationError
from werkzeug.datastructures import MultiDict

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.forms import Form
from services.complaints.domain.cases.track import Track
from services.complaints.routes.cases.form_schemas import form_of
from services.complaints.routes.cases.recorded_forms import recorded_from
from shared.errors import AppError, FieldError, Invalid
from shared.web.forms import FormErrors, nested
from shared.web.schema_messages import field_errors
from shared.words import N_

Posted = MultiDict[str, str]
Body = dict[str, Any]
FINDINGS = "findings"


def read_form(action: str, posted: Posted, case: Case, track: Track) -> Form:
    """Return the form of an action.

    Raises:
        ValidationError, Invalid: it cannot be read; the messages name the fields.
    """
    rule = track.actions[action]
    if rule.is_recorded:
        return recorded_from(rule, posted)
    body = nested(posted.to_dict())
    if action in _BODIES:
        body.update(_BODIES[action](body, posted, case, track))
    return form_of(action, body, unknown=EXCLUDE)


def errors_of(error: AppError | ValidationError, posted: Posted, case: Case) -> FormErrors:
    """Return what is wrong; the paths of findings lead to their places on the page."""
    if isinstance(error, ValidationError):
        found = field_errors(error.messages)
    else:
        found = error.errors or (FieldError("", error.detail, error.params),)
    places = _decided(posted, case)
    return FormErrors([replace(each, path=_on_page(each.path, places)) for each in found])


def _on_page(path: str, places: list[int]) -> str:
    head, _, rest = path.partition(".")
    index, _, field = rest.partition(".")
    if head == FINDINGS and index.isdigit() and int(index) < len(places):
        return f"{FINDINGS}.{places[int(index)]}.{field}"
    return path


def _decided(posted: Posted, case: Case) -> list[int]:
    """Return the places of the lines that were decided on, of those the case has."""
    return [n for n in range(len(case.lines)) if posted.get(f"{FINDINGS}.{n}.upheld", "").strip()]


def _begin(_body: Body, posted: Posted, _case: Case, _track: Track) -> Body:
    return {"officers": posted.getlist("officers")}


def _propose(body: Body, _posted: Posted, _case: Case, track: Track) -> Body:
    to_file = {reason.code for reason in track.reasons["filing"]}
    ground = body.get("ground")
    return {"outcome": "filed" if ground is None or ground in to_file else "not_filed"}


def _defence(body: Body, _posted: Posted, _case: Case, _track: Track) -> Body:
    answer = body.get("answer")
    if answer == "none":
        return {"received_on": None, "text": "", "hearing_requested": False}
    if answer not in {"received", "waived"}:
        raise Invalid(N_("有内容需要修改"), errors=[FieldError("answer", N_("请选择一项"))])
    if "received_on" not in body:
        wrong = FieldError("received_on", N_("请填写收到的日期"))
        raise Invalid(N_("有内容需要修改"), errors=[wrong])
    return {"waived": answer == "waived"}


def _draft(body: Body, _posted: Posted, _case: Case, _track: Track) -> Body:
    return {"legal_basis": str(body.get("legal_basis", "")).splitlines()}


def _findings(_body: Body, posted: Posted, case: Case, _track: Track) -> Body:
    return {FINDINGS: [_finding(posted, n, case) for n in _decided(posted, case)]}


def _finding(posted: Posted, place: int, case: Case) -> Body:
    names = ("upheld", "violation", "over", "note")
    told = {name: posted.get(f"{FINDINGS}.{place}.{name}", "").strip() for name in names}
    kept = ("upheld", "note") if told["upheld"] == "false" else names
    return {"no": case.lines[place].no, **{name: told[name] for name in kept if told[name]}}


_BODIES: Mapping[str, Callable[[Body, Posted, Case, Track], Body]] = {
    "begin_check": _begin,
    "propose_filing": _propose,
    "record_defence": _defence,
    "draft_decision": _draft,
    "record_finding": _findings,
}
