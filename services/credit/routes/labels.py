"""The words pages use for what the ledger and the gate keep as codes."""

from collections.abc import Mapping

from services.credit.container import Container
from services.credit.domain.measures.query import Query, QueryKind
from services.credit.domain.words import Words
from shared.web.language import say, words
from shared.words import N_

KINDS: Mapping[str, str] = {
    "penalty": N_("行政处罚"),
    "refund_order": N_("责令退款"),
    "customs_class": N_("海关企业信用等级"),
    "red_list": N_("守信红名单"),
    "serious_list": N_("严重失信主体名单"),
    "repair": N_("信用修复"),
    "annulment": N_("文书撤销"),
    "removal": N_("移出名单"),
}
LEVELS: Mapping[str, str] = {
    "minor": N_("轻微"),
    "ordinary": N_("一般"),
    "serious": N_("严重"),
}
STANDINGS: Mapping[str, str] = {
    "customs_advanced": N_("高级认证企业"),
    "customs_certified": N_("认证企业"),
    "customs_normal": N_("常规企业"),
    "customs_failing": N_("失信企业"),
    "customs_serious": N_("严重失信企业"),
    "red_list": N_("守信红名单"),
}
DECISIONS: Mapping[str, str] = {
    "ALLOW": N_("允许"),
    "ALLOW_WITH_CONDITION": N_("附条件允许"),
    "MANUAL": N_("人工审核"),
    "DENY": N_("不予允许"),
}
DECISION_KINDS: Mapping[str, str] = {
    "ALLOW": "ok",
    "ALLOW_WITH_CONDITION": "warn",
    "MANUAL": "warn",
    "DENY": "bad",
}
DECISION_SIGNS: Mapping[str, str] = {
    "ALLOW": "ok",
    "ALLOW_WITH_CONDITION": "alert",
    "MANUAL": "ask",
    "DENY": "out",
}
FIELDS: Mapping[str, str] = {
    "grade": N_("等级"),
    "score": N_("得分"),
    "lines": N_("计分明细"),
    "measures": N_("措施"),
    "records": N_("记录清单"),
    "entry": N_("一条记录及其文书"),
}
LOOKS: Mapping[str, str] = {
    "score_api": N_("读取信用评价"),
    "subject_page": N_("查阅信用记录"),
    "entry_page": N_("查阅一条记录"),
    "ledger_page": N_("翻阅账本，每日记一次"),
    "subject_list": N_("按名称查找，每日记一次"),
    "feed": N_("接收共享的记录，每日记一次"),
}
GROUNDS: Mapping[str, str] = {
    "law": N_("法律法规"),
    "promise": N_("市政府文件"),
    "design": N_("本平台设计"),
}


def department_name(c: Container, department_id: str | None) -> str:
    """Return the name of a department, its id where the rules have none."""
    department = c.rules.department(department_id or "")
    return words(department.title) if department else department_id or say(N_("未注明单位"))


def purpose_name(c: Container, query: Query) -> str:
    """Return why somebody asked, in words."""
    if query.kind == QueryKind.LOOK:
        return say(LOOKS.get(query.purpose, query.purpose))
    purpose = c.rules.purpose(query.purpose)
    return words(purpose.title) if purpose else query.purpose


def fields_in_words(query: Query) -> str:
    """Return what was shown, in words."""
    joint = say(N_("、"))
    return joint.join(say(FIELDS.get(name, name)) for name in query.fields)


def department_words(c: Container, ids: tuple[str, ...]) -> Words:
    """Return the names of some departments in a row."""
    found = [row for row in c.rules.departments if row.id in ids]
    return Words(
        zh="、".join(row.title.zh for row in found), en=", ".join(row.title.en for row in found)
    )
