"""Cases to search among; a test names what it is about, the rest is valid."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from services.complaints.domain.cases.case import Case, CaseState, Respondent, Step
from services.complaints.domain.cases.charge_line import ChargeLine, LineFinding
from services.complaints.domain.cases.routed import Routing
from services.complaints.domain.catalogue.line_check import Finding, LineCheck
from services.complaints.domain.search.vocabulary import Facet, Vocabulary
from shared.principal import Principal, Role

AT = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)
SUZHE = "91370687300000010P"
VOCABULARY = Vocabulary(
    {
        Facet.STATE: {
            "received": {"zh": "已收到", "en": "Received"},
            "checking": {"zh": "核查中", "en": "Checking"},
            "filed": {"zh": "已立案", "en": "Case filed"},
            "not_filed": {"zh": "不予立案", "en": "Not filed"},
        },
        Facet.TRACK: {"price_report": {"zh": "价格举报", "en": "Price report"}},
        Facet.DEPARTMENT: {
            "hy-market": {"zh": "市市场监管局", "en": "Haiyang Market Regulation Bureau"},
            "hy-port-office": {"zh": "市政府办公室（口岸办）", "en": "Haiyang Port Office"},
            "jx-market": {"zh": "市市场监管局", "en": "Jiaxing Market Regulation Bureau"},
        },
        Facet.VERDICT: {
            "V6": {"zh": "拆分、重复收费", "en": "Split charge"},
            "V9": {"zh": "强制服务并收费", "en": "Forced service"},
            "none": {"zh": "未认定", "en": "Not found yet"},
        },
        Facet.FINDING: {
            "above": {"zh": "高于标准", "en": "Above the limit"},
            "within": {"zh": "在标准内", "en": "Within the limit"},
        },
    }
)


def a_line(item: str = "吊装移位费", *, no: int = 1, **changes: Any) -> ChargeLine:
    """Return a charge line."""
    finding = changes.pop("finding", Finding.ABOVE)
    violation = changes.pop("violation", None)
    found = (
        LineFinding(
            upheld=True,
            violation=violation,
            over=Decimal("60.00"),
            note="",
            officer="linzhiyuan",
            found_at=AT,
        )
        if violation
        else None
    )
    check = LineCheck(finding=finding, over=Decimal("60.00"))
    given = {"no": no, "item": item, "amount": Decimal("260.00"), "check": check, "finding": found}
    return ChargeLine(**{**given, **changes})


def a_case(case_id: str = "HY-2026-00001-1", **changes: Any) -> Case:
    """Return a case of Haiyang's market regulator, received on 2026-04-20."""
    department = changes.get("department", "hy-market")
    partners = changes.get("partners", ())
    given: dict[str, Any] = {
        "id": case_id,
        "submission": case_id.rpartition("-")[0],
        "city": "haiyang",
        "track": "price_report",
        "state": CaseState.RECEIVED,
        "channel": "portal",
        "title": "查验无问题仍收取吊装移位费",
        "statement": "海关查验未发现问题，码头仍按 260.00 元/箱收取吊装移位费 4 箱。",
        "request": "请求退还多收的费用",
        "respondent": Respondent(uscc=SUZHE, name="海阳云屿集装箱码头有限公司"),
        "bill_no": None,
        "lines": (a_line(),),
        "charged": Decimal("1040.00"),
        "over": Decimal("60.00"),
        "department": department,
        "officers": (),
        "partners": partners,
        "routing": Routing(lead=department, partners=partners, basis="海政办发〔2020〕14号"),
        "clocks": (),
        "due_on": date(2026, 5, 11),
        "open_due": datetime(2026, 5, 11, 16, 0, tzinfo=UTC),
        "next_due": None,
        "secret": True,
        "real_name": True,
        "filed_at": AT,
        "changed_at": AT,
        "language": "zh",
        "reporter_key": "k",
        "reporter_firm_key": None,
        "sealed": {},
    }
    return Case(**{**given, **changes})


def a_step(text: str) -> Step:
    """Return a line of the history."""
    return Step(
        at=AT,
        actor="linzhiyuan",
        actor_name="林致远",
        department="hy-market",
        action="check",
        outcome="",
        text=text,
        legal=False,
        state=CaseState.CHECKING,
    )


def an_officer(department: str | None = "hy-market", **changes: Any) -> Principal:
    """Return an officer of Haiyang."""
    given = {"sub": "linzhiyuan", "name": "林致远", "role": Role.OFFICER, "city": "haiyang"}
    return Principal(**{**given, "department": department, **changes})


def a_supervisor(city: str | None = "haiyang", **changes: Any) -> Principal:
    """Return a supervisor of the port office."""
    given = {"sub": "hanbing", "name": "韩冰", "role": Role.SUPERVISOR, "city": city}
    return Principal(**{**given, "department": "hy-port-office", **changes})


def an_auditor() -> Principal:
    """Return an auditor."""
    return Principal(sub="shenji", name="申纪", role=Role.AUDITOR)
