"""The words for states, lanes, legal classes, channels, roles and reasons on pages."""

import re
from collections.abc import Mapping

from services.notify.domain.channels.outcome import Kind
from services.notify.domain.messages.message import State
from services.notify.domain.plans.plan import Channel, Lane, LegalClass, Role
from shared.words import N_

STATES: Mapping[State, str] = {
    State.DUE: N_("待发送"),
    State.SENDING: N_("发送中"),
    State.ACCEPTED: N_("已接收"),
    State.FAILED: N_("发送失败"),
    State.POSSIBLY_SENT: N_("可能已发送"),
}
STATE_KINDS: Mapping[State, str] = {
    State.DUE: "info",
    State.SENDING: "info",
    State.ACCEPTED: "ok",
    State.FAILED: "bad",
    State.POSSIBLY_SENT: "warn",
}
STATE_SIGNS: Mapping[State, str] = {
    State.DUE: "clock",
    State.SENDING: "go",
    State.ACCEPTED: "ok",
    State.FAILED: "alert",
    State.POSSIBLY_SENT: "ask",
}
LANES: Mapping[Lane, str] = {
    Lane.STATUTORY: N_("法定"),
    Lane.TRANSACTIONAL: N_("事务"),
    Lane.BULK: N_("批量"),
}
CHANNELS: Mapping[str, str] = {
    Channel.INBOX: N_("站内消息"),
    Channel.EMAIL: N_("电子邮件"),
}
CLASSES: Mapping[str, str] = {
    LegalClass.STATUTORY: N_("法定通知"),
    LegalClass.PROCEDURAL: N_("程序通知"),
    LegalClass.INFORMATION: N_("一般消息"),
}
ROLES: Mapping[str, str] = {
    Role.REPORTER: N_("举报人"),
    Role.RESPONDENT: N_("被举报单位"),
    Role.DEPARTMENT: N_("承办部门"),
    Role.ENTERPRISE: N_("企业"),
    Role.OFFICER: N_("承办人"),
    Role.PORT_OFFICE: N_("口岸办"),
}
KINDS: Mapping[str, str] = {
    Kind.ACCEPTED: N_("已接收"),
    Kind.TEMPORARY: N_("暂时失败"),
    Kind.TECHNICAL: N_("技术故障"),
    Kind.PERMANENT: N_("永久失败"),
    Kind.UNCERTAIN: N_("结果不明"),
}
EVENTS: Mapping[str, str] = {
    "case.filed.v1": N_("收到案件"),
    "case.deadlines_recounted.v1": N_("期限重新计算"),
    "case.pressed.v1": N_("办理期限督办"),
    "case.filing_decided.v1": N_("立案决定"),
    "case.transferred.v1": N_("换了承办部门"),
    "case.reporter_wrote.v1": N_("匿名举报人留言"),
    "case.respondent_asked.v1": N_("请被反映单位答复"),
    "decision.served.v1": N_("决定送达"),
    "case.changed.v1": N_("办理进展"),
    "case.closed.v1": N_("案件办结"),
    "case.task_told.v1": N_("协办事项"),
    "case.task_pressed.v1": N_("协办督办"),
    "decision.changed.v1": N_("决定撤销或者变更"),
    "score.changed.v1": N_("信用评价变化"),
    "measure.told.v1": N_("措施督办"),
    "catalogue.told.v1": N_("收费目录清单"),
}
REASONS: Mapping[str, str] = {
    "in_inbox": N_("已放入站内消息"),
    "smtp_accepted": N_("邮件服务器已接收"),
    "no_address": N_("没有电子邮箱"),
    "no_template": N_("正在运行的版本没有消息所用的文本"),
    "unwritable": N_("消息缺少文本所需的内容，无法写出"),
    "no_inbox": N_("没有账号，无法放入站内消息"),
    "recipient_unknown": N_("投诉服务查不到这个收件人"),
    "resolver_unreachable": N_("连不上投诉服务"),
    "resolver_refused": N_("投诉服务拒绝查询收件人"),
    "resolver_away": N_("投诉服务暂时不可用"),
    "resolver_unreadable": N_("投诉服务的答复读不懂"),
    "address_wrong": N_("电子邮箱写法不对"),
    "smtp_unreachable": N_("连不上邮件服务器"),
    "smtp_no_answer": N_("交出后邮件服务器没有答复"),
    "died_after_hand_over": N_("交出后发送进程中断"),
}
SMTP_REASON = N_("邮件服务器答复 %(code)s")
_SMTP = re.compile(r"smtp_(\d{3})_\w+")


def reason_words(reason: str) -> tuple[str, dict[str, str]]:
    """Return the text to translate for a reason code, with its params."""
    if match := _SMTP.fullmatch(reason):
        return SMTP_REASON, {"code": match[1]}
    return REASONS.get(reason, reason), {}
