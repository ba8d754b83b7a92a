"""The first contact 首次联系 with a named reporter, within the limit its city has set.

Source: 海政办发〔2020〕14号 item 15 has reports about prices looked into at the first moment and
names no number; contact and its days are a setting of the platform.
"""

from datetime import date

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.problems import need_day, raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.standing import Need, Standing
from shared.clock import local_date
from shared.errors import FieldError
from shared.words import N_

FIRST = "P-FIRST"


def first_contact(case: Case, values: Values, act: Act) -> Change:
    """Keep one try to reach the reporter; the limit ends on the day that it was reached.

    Values: `on` (day), `way` (a code of `telling_way`), `reached` (`yes` or `no`), `text`.

    Raises:
        Invalid: the day lies before the receipt or after today.
    """
    on = date.fromisoformat(values["on"])
    raise_if_any(need_day("on", on, earliest=local_date(case.filed_at), latest=act.today))
    return Change(case=case, done_on=on)


def _first_contact_owed(now: Standing) -> FieldError | None:
    if not now.case.real_name:
        return FieldError("", N_("匿名举报，没有联系方式，不另行联系"))
    clock = now.case.clock(FIRST)
    if clock is None:
        return FieldError("", N_("本市没有设首次联系的期限，或者收到时还没有"))
    return None if clock.is_open else FieldError("", N_("已经联系过举报人"))


FIRST_CONTACT_NEEDS: dict[str, Need] = {"first_contact_owed": _first_contact_owed}
