"""Reports which charging bodies of a city have published a list, from catalogues and cases."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.lists.charge_list import Body
from services.complaints.domain.catalogue.lists.coverage import Charged, Coverage, coverage
from services.complaints.ports.complained_charges import ComplainedCharges
from shared.clock import local_date

PERIOD = timedelta(days=365)
MOST_CASES = 5000


@dataclass(frozen=True, kw_only=True)
class CoverageReport:
    """The report; `cut` where there were more cases than are counted."""

    found: Coverage
    cut: bool


def report_coverage(
    city: str, *, now: datetime, catalogue: Catalogue, charges: ComplainedCharges
) -> CoverageReport:
    """Return the coverage of a city today, with the cases of the last year."""
    told = charges.filed(city, since=now - PERIOD, until=now, most=MOST_CASES)
    charged = [
        Charged(
            case_id=each.case_id,
            body=Body(name=each.body, uscc=each.uscc),
            item=each.item,
            finding=each.finding,
        )
        for each in told
    ]
    found = coverage(charged, catalogue, city=city, day=local_date(now))
    return CoverageReport(found=found, cut=len({each.case_id for each in told}) >= MOST_CASES)
