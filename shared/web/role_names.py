"""What the roles are called on pages."""

from collections.abc import Iterable, Mapping

from shared.principal import Role
from shared.web.language import current_language, say
from shared.words import N_

NAMES: Mapping[Role, str] = {
    Role.ENTERPRISE: N_("企业用户"),
    Role.CLERK: N_("登记人员"),
    Role.OFFICER: N_("承办人员"),
    Role.SUPERVISOR: N_("督办人员"),
    Role.CREDIT_OFFICER: N_("信用管理人员"),
    Role.AGENCY: N_("联合奖惩单位"),
    Role.AUDITOR: N_("审计人员"),
    Role.ADMIN: N_("系统管理员"),
}


def role_names(roles: Iterable[Role]) -> str:
    """Return the names of roles, each once, in the language of the request."""
    names = [say(NAMES[role]) for role in dict.fromkeys(roles)]
    return (", " if current_language() == "en" else "、").join(names)
