"""What the realm keeps of a person, and who may change it.

Department, city and code decide what a person sees in the product: only an administrator edits
them. What is not declared here Keycloak does not take.
"""

import json
from typing import Any

from shared.local.keycloak.mappers import OF_THE_PROFILE

Json = dict[str, Any]
_EVERYBODY = ["admin", "user"]
_TITLES = {
    "name": "姓名 / Name",
    "uscc": "统一社会信用代码 / USCC",
    "department": "部门代码 / Department",
    "city": "城市代码 / City",
    "organisation": "单位名称 / Organisation",
}


def profile_component() -> Json:
    """Return the declaration as a realm file holds it: JSON in JSON."""
    config = json.dumps(user_profile(), ensure_ascii=False, separators=(",", ":"))
    return {
        "providerId": "declarative-user-profile",
        "config": {"kc.user.profile.config": [config]},
    }


def user_profile() -> Json:
    """Return the declared attributes with their limits and who may edit them."""
    email = {"email": {}, "length": {"max": 255}}
    return {
        "attributes": [
            _attribute("username", "${username}", {"length": {"min": 2, "max": 64}}),
            {**_attribute("email", "${email}", email), "required": {"roles": ["user"]}},
            *(_attribute(name, _TITLES[name], {"length": {"max": 100}}) for name in OF_THE_PROFILE),
        ],
        "groups": [],
    }


def _attribute(name: str, title: str, checks: Json) -> Json:
    return {
        "name": name,
        "displayName": title,
        "validations": checks,
        "permissions": {"view": _EVERYBODY, "edit": ["admin"]},
        "multivalued": False,
    }
