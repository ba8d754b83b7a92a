"""Whether the respondent is still owed a hearing 听证.

Source: 行政处罚法 arts 63, 64 (from knowledge).
"""

from services.complaints.domain.cases.case import Case


def hearing_owed(case: Case) -> bool:
    """Tell whether a hearing was asked for and is neither held nor given up.

    A new notice about new findings does not do away with it; one to another enterprise does.
    """
    owed = False
    for notice in case.notices:
        if notice.superseded == "respondent":
            owed = False
        else:
            owed = notice.hearing_asked or (owed and not notice.hearing_settled)
    return owed
