"""Answers a department that asks about an enterprise before it grants or refuses something."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from services.credit.domain.ledger.entry import BREACH_KINDS
from services.credit.domain.measures.catalogue import GateRules, Purpose
from services.credit.domain.measures.gate import (
    RecordInForce,
    decide,
    feedback_due,
    gate_measures,
    records_in_force,
)
from services.credit.domain.measures.query import Query, QueryKind, RecordShown
from services.credit.domain.score.choice import pack_on
from services.credit.domain.score.pack import RulePack
from services.credit.domain.score.scoring import score
from services.credit.ports import Ledger, Numbers, QueryStore, SubjectStore
from shared.clock import local_date
from shared.errors import FieldError, Forbidden, Invalid
from shared.principal import Principal
from shared.uscc import problem_with
from shared.words import N_

_BOOK = "G"


@dataclass(frozen=True, kw_only=True)
class AskGate:
    """What a department asks; `key` makes a repeated question the same question."""

    uscc: str
    purpose: str
    who: Principal
    key: str


@dataclass(frozen=True, kw_only=True)
class GatePorts:
    """What the gate reads and where it keeps its answers."""

    ledger: Ledger
    subjects: SubjectStore
    queries: QueryStore
    numbers: Numbers
    packs: Sequence[RulePack]
    rules: GateRules


def ask_gate(asked: AskGate, *, ports: GatePorts, now: datetime) -> Query:
    """Return the answer with its receipt, the same one for the same key.

    Raises:
        Invalid: the code or the purpose is wrong, or the key came with another question.
        Forbidden: the purpose is not this department's duty.
    """
    purpose = _purpose(asked, ports.rules, now)
    query_id = sha256(f"{asked.who.sub}|{asked.key}".encode()).hexdigest()
    there = ports.queries.get(query_id)
    if there is None:
        answer = _answer(asked, purpose, ports, query_id=query_id, now=now)
        there = ports.queries.add(answer)
    if there.fingerprint != _fingerprint(asked):
        raise Invalid(N_("同一个 Idempotency-Key 已用于另一份内容，请换一个新的"))
    return there


def _purpose(asked: AskGate, rules: GateRules, now: datetime) -> Purpose:
    problem = problem_with(asked.uscc)
    if problem is not None:
        raise Invalid(N_("统一社会信用代码有误"), errors=[problem])
    purpose = rules.purpose(asked.purpose)
    if purpose is None:
        message = N_("查询事由不在清单内")
        raise Invalid(message, errors=[FieldError("purpose", message)])
    if purpose not in rules.purposes_of(asked.who.department or "", local_date(now)):
        raise Forbidden(N_("这项事由不属于贵单位的职责，不能查询"))
    return purpose


def _answer(
    asked: AskGate, purpose: Purpose, ports: GatePorts, *, query_id: str, now: datetime
) -> Query:
    today = local_date(now)
    pack = pack_on(ports.packs, today)
    entries = ports.ledger.entries_of(asked.uscc)
    subject = ports.subjects.get(asked.uscc)
    records = records_in_force(entries, pack, today=today, known_at=now)
    department = asked.who.department or ""
    measures = gate_measures(
        records, ports.rules, department=department, purpose=purpose, today=today
    )
    worked_out = score(asked.uscc, entries, pack=pack, valid_on=today, known_at=now)
    known = bool(entries) or subject is not None
    sees_grade = known and "grade" in purpose.fields
    number = ports.numbers.claim(f"{_BOOK}|{today.year}", query_id)
    return Query(
        id=query_id,
        kind=QueryKind.GATE,
        subject=asked.uscc,
        subject_name=subject.name if subject else None,
        purpose=purpose.code,
        asked_by=asked.who.sub,
        department=department,
        asked_at=now,
        fields=purpose.fields,
        fingerprint=_fingerprint(asked),
        receipt=f"{_BOOK}-{today.year}-{number:06d}",
        decision=decide(measures),
        known=known,
        score=worked_out.score if sees_grade else None,
        grade=worked_out.grade if sees_grade else None,
        measures=measures,
        records=_shown(records) if "records" in purpose.fields else (),
        feedback_due_on=feedback_due(today, purpose),
        basis=purpose.ground.basis,
        basis_kind=purpose.ground.basis_kind,
    )


def _shown(records: Sequence[RecordInForce]) -> tuple[RecordShown, ...]:
    return tuple(
        RecordShown(
            seq=record.entry.seq,
            document_no=record.entry.event.document.no,
            kind=record.entry.event.kind,
            level=record.entry.event.level if record.entry.event.kind in BREACH_KINDS else None,
            determined_on=record.entry.event.determined_on,
            until=record.until,
        )
        for record in records
    )


def _fingerprint(asked: AskGate) -> str:
    return sha256(f"{asked.uscc}|{asked.purpose}".encode()).hexdigest()
