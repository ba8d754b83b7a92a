"""The page of rules that nobody has read in the official text yet."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from services.complaints.domain.rules.unverified import UnverifiedRule
from shared.web.access import access, public
from shared.words import N_

AREAS: Mapping[str, str] = {
    "catalogue": N_("收费标准与核对规则"),
    "cases": N_("办理规则"),
    "clocks": N_("时限与日历"),
    "parties": N_("管辖与职责"),
}


def unverified_pages(rules: Sequence[UnverifiedRule]) -> Blueprint:
    """Return the page of the rules to confirm."""
    pages = Blueprint("unverified_pages", __name__, url_prefix="/complaints/rules")

    @pages.get("/unverified")
    @access(public)
    def list_unverified() -> ResponseReturnValue:
        """List the rules to confirm, area by area."""
        groups = [
            (title, [rule for rule in rules if rule.area == area]) for area, title in AREAS.items()
        ]
        others = [rule for rule in rules if rule.area not in AREAS]
        return render_template(
            "rules/unverified.html",
            groups=[each for each in (*groups, (N_("其他规则"), others)) if each[1]],
            total=len(rules),
        )

    return pages
