"""The white bar: at most six words, by role; only pages that exist."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.principal import Role
from shared.words import N_


@dataclass(frozen=True)
class NavItem:
    """One word of the bar; it is current below its own address and the `also` ones."""

    text: str
    url: str
    also: tuple[str, ...] = ()


HOME = NavItem(N_("首页"), "/")
CHECK = NavItem(N_("查收费"), "/complaints/check", ("/check",))
LISTS = NavItem(N_("目录清单"), "/complaints/catalogue/lists")
CATALOGUE = NavItem(N_("目录"), "/complaints/catalogue")
SEARCH = NavItem(N_("检索"), "/complaints/search")
SUBJECTS = NavItem(N_("主体"), "/credit/subjects")
CREDIT = NavItem(N_("信用"), "/credit/subjects")
LEDGER = NavItem(N_("账本"), "/credit/ledger")
DISPATCH = NavItem(N_("发送"), "/notify/dispatch")
CALENDARS = NavItem(N_("放假安排"), "/complaints/admin/calendars")
MEASURES = NavItem(N_("措施"), "/complaints/measures", ("/complaints/commitments",))
WORK = NavItem(N_("工作台"), "/complaints/work", ("/complaints/cases",))

PUBLIC = (
    HOME,
    CHECK,
    CATALOGUE,
    NavItem(N_("我要投诉"), "/complaints/file", ("/complaints/report",)),
    NavItem(N_("查进度"), "/complaints/follow"),
)
OFFICIAL = (WORK, SEARCH, MEASURES, CATALOGUE, CREDIT)
BY_ROLE: Mapping[Role, tuple[NavItem, ...]] = {
    Role.ENTERPRISE: (
        HOME,
        CHECK,
        LISTS,
        NavItem(N_("投诉"), "/complaints/file"),
        NavItem(N_("案件"), "/complaints/mine"),
        NavItem(N_("信用"), "/credit/me"),
    ),
    Role.CLERK: (
        HOME,
        NavItem(N_("代为登记"), "/complaints/register", ("/complaints/file",)),
        CHECK,
        CATALOGUE,
    ),
    Role.OFFICER: OFFICIAL,
    Role.SUPERVISOR: OFFICIAL,
    Role.CREDIT_OFFICER: (SUBJECTS, LEDGER),
    Role.AGENCY: (NavItem(N_("查询"), "/credit/gate"),),
    Role.AUDITOR: (SEARCH, LEDGER, DISPATCH),
    Role.ADMIN: (DISPATCH, CALENDARS, NavItem(N_("名称词典"), "/complaints/admin/fee-names")),
}


def bar_of(role: Role | None) -> tuple[NavItem, ...]:
    """Return the items a role sees; None stands for nobody signed in."""
    return BY_ROLE.get(role, PUBLIC) if role else PUBLIC


def current_item(items: tuple[NavItem, ...], path: str) -> NavItem | None:
    """Return the item whose address the path lies at or below, the longest one of several."""
    matches = [
        (len(url), item)
        for item in items
        for url in (item.url, *item.also)
        if path == url or (url != "/" and path.startswith(f"{url}/"))
    ]
    return max(matches, key=lambda match: match[0])[1] if matches else None
