"""Keep who looked at a case."""

from datetime import datetime
from hashlib import sha256

from services.complaints.domain.cases.reading import CaseRead, ReadKind
from services.complaints.ports.cases import ReadTrail
from shared.principal import Principal


def record_look(
    case_id: str,
    kind: ReadKind,
    *,
    principal: Principal,
    now: datetime,
    trail: ReadTrail,
    why: tuple[str, str] = ("", ""),
) -> None:
    """Keep one look at a case; `why` is a reason's code and the person's words."""
    text = f"{case_id}|{kind}|{principal.sub}|{now.isoformat()}"
    trail.record(
        CaseRead(
            id=sha256(text.encode()).hexdigest(),
            case_id=case_id,
            at=now,
            sub=principal.sub,
            name=principal.name,
            role=principal.role.value,
            department=principal.department,
            kind=kind,
            reason=why[0],
            text=why[1],
        )
    )
