"""Which department a case went to, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Routing:
    """Who handles a case and why.

    Args:
        lead: id of the department in charge.
        partners: ids of departments that help, in the order of the notice.
        basis: article or measure the routing rests on.
        measures: numbers of the notice's measures that fit.
        rule_version: the version of the competence data.
        note: what was passed over because of a conflict of interest, if any.
        lead_instead: id of the department that the rules name since the respondent was named or
            corrected, where it is not the one in charge; the case is to be passed on to it.
        first_lead: id of the department it went to at first; None while that one has it.
    """

    lead: str
    partners: tuple[str, ...]
    basis: str
    measures: tuple[str, ...] = ()
    rule_version: str = ""
    note: str = ""
    lead_instead: str | None = None
    first_lead: str | None = None
