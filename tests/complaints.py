"""People, complaints and cases for tests of the complaints service: valid unless told otherwise."""

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from services.complaints.adapters.indexes import create_indexes
from services.complaints.adapters.rule_folders import load_rules
from services.complaints.container import build_case_ports
from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case, Respondent
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.charge_line import ChargeLine
from services.complaints.domain.cases.complaint import FileComplaint, Reporter, WrittenLine
from services.complaints.domain.cases.file_case import Intake, file_case
from services.complaints.domain.cases.routed import Routing
from services.complaints.domain.catalogue.check import Finding, LineCheck
from services.complaints.ports.cases import CasePorts
from services.complaints.settings import Settings
from shared.mongo.client import Documents
from shared.principal import Principal, Role

NOW = datetime(2026, 11, 23, 1, 12, tzinfo=UTC)
TERMINAL = "91370687300000010P"
FORWARDER = "91370687MA3TE5T03T"
TERMINAL_NAME = "海阳云屿集装箱码头有限公司"
REGISTERED = "海阳云屿集装箱码头有限责任公司"  # 登记名称; the reporter never writes it so

SETTINGS = Settings(
    mongo_url="mongodb://127.0.0.1:1",
    kafka_bootstrap="127.0.0.1:1",
    elasticsearch_url="http://127.0.0.1:1",
    master_key=b64encode(bytes(range(96))).decode(),
    blind_index_key=b64encode(bytes(range(32))).decode(),
    receipt_salt=b64encode(bytes(range(64, 96))).decode(),
    secret_key="a secret of the tests, long enough to sign",
)

ZHOULAN = Principal(
    sub="zhoulan",
    name="周岚",
    role=Role.ENTERPRISE,
    uscc=FORWARDER,
    city="haiyang",
    email="zhoulan@xian.example",
    organisation="海阳汐岸国际货运代理有限公司",
)
XUKEXIN = Principal(
    sub="xukexin",
    name="许可欣",
    role=Role.ENTERPRISE,
    uscc=TERMINAL,
    city="haiyang",
    organisation=TERMINAL_NAME,
)
SHENYUE = Principal(
    sub="shenyue", name="沈悦", role=Role.ENTERPRISE, uscc="91330400MA2TE5T01J", city="jiaxing"
)
LINZHIYUAN = Principal(
    sub="linzhiyuan", name="林致远", role=Role.OFFICER, department="hy-market", city="haiyang"
)
SUQING = Principal(
    sub="suqing", name="苏晴", role=Role.OFFICER, department="hy-market", city="haiyang"
)
LUHENG = Principal(
    sub="luheng", name="陆衡", role=Role.OFFICER, department="jx-market", city="jiaxing"
)
HANBING = Principal(
    sub="hanbing", name="韩冰", role=Role.SUPERVISOR, department="hy-port-office", city="haiyang"
)
SHENJI = Principal(sub="shenji", name="申纪", role=Role.AUDITOR)
GUANLI = Principal(sub="guanli", name="管立", role=Role.ADMIN)
ZHENGYAN = Principal(
    sub="zhengyan", name="郑言", role=Role.CREDIT_OFFICER, department="hy-reform", city="haiyang"
)


def product_rules() -> CaseRules:
    """Return the product's own rules, with the 示例 catalogues."""
    return load_rules(sample=True)


def rules() -> CaseRules:
    """Return them for a city that has set no limit for a first contact: one limit at the start."""
    whole = product_rules()
    rows = [row for row in whole.limits.rows if row.code != "P-FIRST"]
    return replace(whole, limits=replace(whole.limits, rows=rows))


def ports_over(database: Documents) -> CasePorts:
    """Return the real adapters over a database, its indexes made."""
    create_indexes(database)
    return build_case_ports(SETTINGS, database)


def a_written_line(**changes: Any) -> WrittenLine:
    """Return a line of a bill."""
    return WrittenLine(
        **{
            "item": "货物港务费",
            "amount": Decimal("320.00"),
            "charged_on": date(2026, 11, 12),
            "quantity": Decimal(4),
            "unit": "box",
            "container": "40",
            "trade": "foreign",
            "direction": "import",
            "loaded": True,
            **changes,
        }
    )


def a_complaint(**changes: Any) -> FileComplaint:
    """Return a fee complaint of 周岚 about the terminal."""
    return FileComplaint(
        **{
            "city": "haiyang",
            "channel": "portal",
            "reporter": Reporter(
                sub=ZHOULAN.sub,
                name=ZHOULAN.name,
                phone="13812346120",
                email="zhoulan@xian.example",
                address="海阳市海滨中路188号",
                uscc=FORWARDER,
                company="海阳汐岸国际货运代理有限公司",
            ),
            "respondent_name": TERMINAL_NAME,
            "respondent_uscc": TERMINAL,
            "narrative": "提箱时码头多收了港务费，询问时答复一直这么收。",
            "request": "查处，并退还多收费用。",
            "bill_no": "YY2611-0386",
            "lines": (a_written_line(),),
            **changes,
        }
    )


def a_case(
    *,
    now: datetime = NOW,
    lines: int = 1,
    track: str = "price_report",
    by: CaseRules | None = None,
    **changes: Any,
) -> Case:
    """Return a case as it is right after filing, lines of ¥320.00 each, ¥48.00 of it above.

    `by` are the rules it is filed by, those of `rules()` unless told otherwise.
    """
    values: dict[str, Any] = {
        "submission": "HY-2026-04172",
        "city": "haiyang",
        "channel": "portal",
        "title": "货物港务费",
        "statement": "提箱时码头多收了港务费。",
        "request": "查处，并退还多收费用。",
        "respondent": Respondent(uscc=TERMINAL, name=TERMINAL_NAME),
        "lines": tuple(a_line(no) for no in range(1, lines + 1)),
        "routing": Routing(
            lead="hy-market", partners=("hy-port-office",), basis="价格法第三十八条"
        ),
        "sealed": {},
        "language": "zh",
        "reporter_key": "key-of-the-reporter",
        **changes,
    }
    return file_case(Intake(**values), (by or rules()).receipt("haiyang", now, track))


def a_line(no: int = 1, **changes: Any) -> ChargeLine:
    """Return a checked line, ¥48.00 above what is allowed."""
    check = LineCheck(
        finding=Finding.ABOVE,
        allowed=Decimal("272.00"),
        over=Decimal("48.00"),
        violation="V2",
    )
    line = {"item": "货物港务费", "amount": Decimal("320.00"), "check": check, **changes}
    return ChargeLine(no=no, charged_on=date(2026, 11, 12), **line)


def an_act(case: Case, actor: Principal | None = LINZHIYUAN, now: datetime = NOW) -> Act:
    """Return the circumstances of a change."""
    return rules().act_on(case, actor, now)


def everything_in(database: Documents, *, but: str = "") -> str:
    """Return all documents of a database as text, without one collection where it is named."""
    names = [name for name in database.list_collection_names() if name != but]
    return "".join(str(list(database[name].aggregate([]))) for name in names)


def a_body(**changes: Any) -> dict[str, Any]:
    """Return a complaint as a program sends it."""
    return {
        "city": "haiyang",
        "respondent": {"uscc": TERMINAL, "name": TERMINAL_NAME},
        "narrative": "提箱时码头多收了港务费。",
        "request": "查处，并退还多收费用。",
        "bill_no": "YY2611-0386",
        "lines": [a_body_line()],
        "reporter": {"phone": "13812346120"},
        **changes,
    }


def a_body_line(**changes: Any) -> dict[str, Any]:
    """Return a line as a program sends it."""
    return {
        "item": "货物港务费",
        "amount": "320.00",
        "charged_on": "2026-11-12",
        "quantity": 4,
        "unit": "box",
        "container": "40",
        "trade": "foreign",
        "direction": "import",
        "loaded": True,
        **changes,
    }


def a_penalty(**changes: Any) -> dict[str, Any]:
    """Return a decision as its draft is sent: a fine, and ¥48.00 to give back."""
    return {
        "respondent_uscc": TERMINAL,
        "respondent_name": REGISTERED,
        "kind": "penalty",
        "level": "ordinary",
        "fine": "1000",
        "confiscation": "0",
        "refund": "48.00",
        "legal_basis": ["价格法第三十九条"],
        "facts": "多收货物港务费 48.00 元。",
        **changes,
    }
