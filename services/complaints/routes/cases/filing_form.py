"""The five steps of filing: which fields belong to a step, what is wrong with them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from marshmallow import EXCLUDE, ValidationError

from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.complaint import FileComplaint, check_complaint
from services.complaints.routes.cases.complaint_schema import FileComplaintSchema, complaint_of
from services.complaints.routes.cases.filing_agreement import (
    AGREE,
    ASKED,
    CONSENT,
    agreement_problems,
    asks_for_mediation,
    consents_of,
)
from shared.errors import FieldError, Invalid
from shared.principal import Principal
from shared.web.forms import is_row, nested
from shared.web.schema_messages import field_errors
from shared.words import N_

CHANNEL, ANONYMOUS = "portal", "anonymous"
STEPS = {
    "matter": N_("反映什么"),
    "respondent": N_("被举报单位"),
    "lines": N_("收费明细"),
    "evidence": N_("诉求与证据"),
    "review": N_("核对提交"),
}
OWN = {
    "matter": ("city", "matter", "channel"),
    "respondent": ("respondent",),
    "lines": ("lines", "bill_no", "service"),
    "evidence": (
        *("narrative", "request", "reporter", "secret", "attachments", ASKED, "publish"),
        *("agent", "joined", "unnamed", "category", "answers"),
    ),
    AGREE: (CONSENT, "delegated"),
    "review": (),
}
MATTERS = (
    ("over", N_("收的钱比公示的标准高")),
    ("unlisted", N_("收了公示目录里没有的费用，或者已经取消的费用")),
    ("split", N_("同一件事拆成几项收，或者重复收")),
    ("service", N_("办事慢、没有兑现承诺，或者服务不好")),
    ("unsure", N_("说不清，请主管部门核对")),
)


@dataclass(frozen=True, kw_only=True)
class UploadedFile:
    """A file handed in for this complaint; `size` in bytes."""

    id: str
    name: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Filing:
    """A complaint begun: what was typed, by field path, and the files.

    Args:
        case_id: the number it was filed under; None while it is a draft.
        version: how often it was saved; 0 when not yet.
        changed: the version in which the fields of a step became what they are, by step.
    """

    id: str
    fields: Mapping[str, str] = field(default_factory=dict)
    files: tuple[UploadedFile, ...] = ()
    case_id: str | None = None
    version: int = 0
    changed: Mapping[str, int] = field(default_factory=dict)

    def of_step(self, step: str) -> dict[str, str]:
        """Return what was typed in a step, by field path."""
        return {path: text for path, text in self.fields.items() if _of(step, path)}

    def next_after(self, before: "Filing") -> "Filing":
        """Return the complaint as the version that follows another one."""
        version = before.version + 1
        now = {step: version for step in OWN if self.of_step(step) != before.of_step(step)}
        return replace(self, version=version, changed={**before.changed, **now})

    def brought(self, fields: Mapping[str, str]) -> "Filing":
        """Return the complaint begun with fields of any step, as a page of ours passes them on."""
        own = {path: text for path, text in fields.items() if any(_of(step, path) for step in OWN)}
        return replace(self, fields=own)

    def with_step(self, step: str, posted: Mapping[str, str]) -> "Filing":
        """Return the complaint with the fields of a step as they were posted."""
        kept = {path: text for path, text in self.fields.items() if not _of(step, path)}
        new = {path: text for path, text in posted.items() if _of(step, path)}
        return replace(self, fields={**kept, **new})

    def line_numbers(self) -> list[int]:
        """Return the numbers of the lines that were typed, in order."""
        found = {path.split(".")[1] for path in self.fields if path.startswith("lines.")}
        return sorted(int(number) for number in found if is_row(number))

    def line(self, number: int) -> dict[str, str]:
        """Return what was typed in a line, by field name."""
        start = f"lines.{number}."
        return {
            path.removeprefix(start): text
            for path, text in self.fields.items()
            if path.startswith(start)
        }

    def without_line(self, number: int) -> "Filing":
        """Return the complaint without a line, the following ones moved up."""
        kept = {path: text for path, text in self.fields.items() if not path.startswith("lines.")}
        left = [self.line(each) for each in self.line_numbers() if each != number]
        moved = {
            f"lines.{place}.{name}": text
            for place, line in enumerate(left)
            for name, text in line.items()
        }
        return replace(self, fields={**kept, **moved})

    def with_empty_line(self) -> "Filing":
        """Return the complaint with one more line, its day and conditions as in the last one."""
        numbers = self.line_numbers()
        last = self.line(numbers[-1]) if numbers else {}
        usual = {name: last.get(name, "") for name in ("charged_on", "container", "trade")}
        usual |= {name: last.get(name, "") for name in ("direction", "loaded")}
        place = numbers[-1] + 1 if numbers else 0
        new = {f"lines.{place}.{name}": text for name, text in usual.items()}
        return replace(self, fields={**self.fields, f"lines.{place}.item": "", **new})

    def after(self, word: str, which: str) -> "Filing":
        """Return the complaint after what a button changes by itself, if it changes anything."""
        if word == "delete" and is_row(which):
            return self.without_line(int(which))
        if word == "add":
            return self.with_empty_line()
        if word == "remove":
            return replace(self, files=tuple(file for file in self.files if file.id != which))
        return self


def _of(step: str, path: str) -> bool:
    first, _, rest = path.partition(".")
    if first == "lines" and rest and not is_row(rest.partition(".")[0]):
        return False
    return first in OWN[step]


def read_filing(filing_id: str, payload: str, version: int = 0) -> Filing:
    """Return the complaint that a text keeps, e.g. that of a draft."""
    kept = json.loads(payload)
    files = tuple(UploadedFile(**file) for file in kept["files"])
    return Filing(
        id=filing_id,
        fields=kept["fields"],
        files=files,
        case_id=kept.get("case_id"),
        version=version,
        changed=kept.get("changed", {}),
    )


def write_filing(filing: Filing) -> str:
    """Return the text that keeps a complaint."""
    kept = {
        "fields": dict(filing.fields),
        "files": [vars(file) for file in filing.files],
        "case_id": filing.case_id,
        "changed": dict(filing.changed),
    }
    return json.dumps(kept, ensure_ascii=False)


def command_of_filing(
    filing: Filing, person: Principal | None, *, with_lines: bool = True
) -> FileComplaint:
    """Return the command a complaint stands for; what is not typed yet is empty.

    Without a person it is anonymous: how the reporter can be reached is not asked, nor taken.

    Raises:
        ValidationError: a field cannot be read.
    """
    body = {"narrative": "", "respondent": {}, **nested(filing.fields)}
    body.pop("matter", None)
    body["lines"] = body.get("lines", []) if with_lines else []
    body["attachments"] = [file.id for file in filing.files]
    body["secret"] = filing.fields.get("secret", "yes")
    body["fee_dispute"] = asks_for_mediation(filing.fields)
    body["consents"] = consents_of(filing.fields)
    loaded: dict[str, Any] = FileComplaintSchema(unknown=EXCLUDE).load(body)
    return complaint_of(loaded, person, CHANNEL if person else ANONYMOUS)


def problems_of(
    filing: Filing, person: Principal | None, *, rules: CaseRules, now: datetime
) -> list[FieldError]:
    """Return everything that is wrong with a complaint, in the order of its fields."""
    found = _problems(filing, person, rules=rules, now=now, with_lines=True)
    unread = [error for error in found if error.path.startswith("lines.")]
    if unread and len(unread) == len(found):
        others = _problems(filing, person, rules=rules, now=now, with_lines=False)
        found += [error for error in others if not _of("lines", error.path)]
    if not filing.fields.get("matter"):
        found.insert(0, FieldError("matter", N_("请选择一种情况")))
    return found + agreement_problems(filing.fields)


def _problems(
    filing: Filing, person: Principal | None, *, rules: CaseRules, now: datetime, with_lines: bool
) -> list[FieldError]:
    try:
        command = command_of_filing(filing, person, with_lines=with_lines)
        check_complaint(command, cities=frozenset(rules.parties.cities), now=now)
    except ValidationError as error:
        return _in_form_order(filing, field_errors(error.messages))
    except Invalid as error:
        return _in_form_order(filing, error.errors)
    return []


def problems_of_step(
    step: str, filing: Filing, person: Principal | None, *, rules: CaseRules, now: datetime
) -> list[FieldError]:
    """Return what is wrong with the fields of one step."""
    found = problems_of(filing, person, rules=rules, now=now)
    return [error for error in found if _of(step, error.path)]


def _in_form_order(filing: Filing, errors: tuple[FieldError, ...]) -> list[FieldError]:
    """Give errors of lines the numbers the form has: empty lines are closed up when read."""
    numbers = [number for number in filing.line_numbers() if any(filing.line(number).values())]
    return [replace(error, path=_form_path(error.path, numbers)) for error in errors]


def _form_path(path: str, numbers: list[int]) -> str:
    parts = path.split(".")
    if parts[0] == "lines" and len(parts) > 1 and is_row(parts[1]):
        place = int(parts[1])
        parts[1] = str(numbers[place]) if place < len(numbers) else parts[1]
    return ".".join(parts)
