"""Who reports: the person, who acts for that person, and who complains together with it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.complaints.domain.cases.problems import too_long
from shared.codec import from_json
from shared.errors import FieldError
from shared.mail_address import is_mail_address
from shared.words import N_

MOST_JOINED = 50
MOST_SHORT = 200
REPRESENTATIVES = 2


@dataclass(frozen=True, kw_only=True)
class Agent:
    """Who acts for the reporter 代理人, under a mandate.

    Source: 市场监督管理投诉举报处理暂行办法（总局令第20号）art 10.

    Args:
        scope: matter and powers, as in the mandate; `until` its last day.
        mandate: id of the attached original.
    """

    name: str
    phone: str = ""
    id_no: str = ""
    scope: str = ""
    until: date | None = None
    mandate: str = ""


@dataclass(frozen=True, kw_only=True)
class Joined:
    """One more person of a joint complaint 共同投诉; `represents` is one of the two who speak."""

    name: str
    phone: str = ""
    address: str = ""
    represents: bool = False


@dataclass(frozen=True, kw_only=True)
class Reporter:
    """Who reports; sealed as a whole before anything is stored."""

    sub: str
    name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    uscc: str | None = None
    company: str = ""
    agent: Agent | None = None
    joined: tuple[Joined, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Registrar:
    """The clerk who took a complaint down for somebody else."""

    sub: str
    name: str
    department: str | None = None


NOBODY = Reporter(sub="", name="")


def reporter_of(text: str) -> Reporter:
    """Return the reporter that was sealed under `reporter`."""
    return from_json(Reporter, json.loads(text))


def reporter_problems(
    reporter: Reporter, attachments: tuple[str, ...], today: date
) -> Iterator[FieldError]:
    """Yield what is wrong with who reports, each with its path."""
    yield from _contact_problems(reporter)
    if reporter.agent:
        yield from _agent_problems(reporter.agent, attachments, today)
    yield from _joined_problems(reporter.joined)


def _contact_problems(reporter: Reporter) -> Iterator[FieldError]:
    for name in ("name", "phone", "address", "company"):
        if found := too_long(f"reporter.{name}", getattr(reporter, name), MOST_SHORT):
            yield found
    if reporter.email and not is_mail_address(reporter.email):
        yield FieldError("reporter.email", N_("请填写完整的邮箱地址，例如 name@example.com"))


def _agent_problems(
    agent: Agent, attachments: tuple[str, ...], today: date
) -> Iterator[FieldError]:
    if not agent.name.strip():
        yield FieldError("agent.name", N_("请填写代理人的姓名"))
    if not agent.scope.strip():
        yield FieldError("agent.scope", N_("请填写委托的事项和权限"))
    if agent.until is None or agent.until < today:
        yield FieldError("agent.until", N_("请填写委托的截止日期，不能早于今天"))
    if agent.mandate not in attachments:
        yield FieldError("agent.mandate", N_("请上传授权委托书原件，并选择是哪一份附件"))
    for name in ("name", "phone", "id_no", "scope"):
        if found := too_long(f"agent.{name}", getattr(agent, name), MOST_SHORT):
            yield found


def _joined_problems(joined: tuple[Joined, ...]) -> Iterator[FieldError]:
    """Yield what is wrong with the others of a joint complaint.

    Two speak for all of them (总局令第20号 art 11): those who are named, the reporter beside one.
    """
    if len(joined) > MOST_JOINED:
        yield FieldError("joined", N_("共同投诉最多填写 %(most)s 人"), {"most": MOST_JOINED})
        return
    for place, each in enumerate(joined):
        if not each.name.strip():
            yield FieldError(f"joined.{place}.name", N_("请填写共同投诉人的姓名"))
        for name in ("name", "phone", "address"):
            if found := too_long(f"joined.{place}.{name}", getattr(each, name), MOST_SHORT):
                yield found
    if sum(each.represents for each in joined) > REPRESENTATIVES:
        yield FieldError("joined", N_("共同投诉的代表人是两名"))
