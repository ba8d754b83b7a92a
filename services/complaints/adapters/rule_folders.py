"""All dated rules of the service, read from their folders once a process."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from services.complaints.adapters.character_map import load_folding
from services.complaints.adapters.rule_files_bill_words import load_bill_words
from services.complaints.adapters.rule_files_cases import load_tracks
from services.complaints.adapters.rule_files_catalogue import load_catalogue
from services.complaints.adapters.rule_files_categories import load_categories
from services.complaints.adapters.rule_files_clocks import (
    load_calendar,
    load_hours,
    load_limits,
    load_rungs,
)
from services.complaints.adapters.rule_files_commitments import load_commitments
from services.complaints.adapters.rule_files_fee_names import load_fee_names
from services.complaints.adapters.rule_files_parties import load_party_rules
from services.complaints.adapters.rule_rows import RULES
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.clock_ladder import Supervision
from services.complaints.domain.catalogue.bills.bill_values import BillWords
from services.complaints.domain.catalogue.fee_names.dictionary import FeeDictionary
from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.clocks.clock_rules import ClockRules
from services.complaints.domain.clocks.limits import TimeLimits
from services.complaints.domain.commitments.commitments import Commitments
from shared.web.places import CITIES


@dataclass(frozen=True, kw_only=True)
class RuleFolders:
    """Where the dated rules are, and the names of the ports."""

    rules: Path = RULES
    places: Path = CITIES

    @property
    def promises(self) -> Path:
        """Return where the rules on the notices' measures are."""
        return self.rules / "commitments"


OWN_FOLDERS = RuleFolders()


@cache
def load_rules(*, sample: bool, folder: Path = RULES) -> CaseRules:
    """Return all dated rules, read once a process; `sample` adds the 示例 catalogues.

    Raises:
        RuleFileError: a file does not fit; the text names the row.
    """
    return CaseRules(
        tracks=load_tracks(folder / "cases"),
        limits=load_limits(folder / "clocks"),
        calendar=load_calendar(folder / "clocks"),
        parties=load_party_rules(folder / "parties"),
        catalogue=load_catalogue(folder / "catalogue", sample=sample),
        folding=load_folding(),
        supervision=Supervision(
            rungs=load_rungs(folder / "clocks"), hours=load_hours(folder / "clocks")
        ),
        categories=load_categories(folder / "cases"),
    )


@cache
def load_promises(folder: Path = RULES) -> Commitments:
    """Return the measurable promises of the notices, read once a process.

    Raises:
        RuleFileError: a file does not fit; the text names the row.
    """
    return load_commitments(load_party_rules(folder / "parties"), folder / "commitments")


@cache
def own_fee_names() -> FeeDictionary:
    """Return the dictionary of fee names of the release, read once a process."""
    return load_fee_names()


@cache
def own_bill_words() -> BillWords:
    """Return the words of the release by which bills are read, read once a process."""
    return load_bill_words()


def load_clocks(limits: TimeLimits, calendar: Calendar, folder: Path = RULES) -> ClockRules:
    """Return what a deadline is computed from.

    Raises:
        RuleFileError: a file does not fit; the text names the row.
    """
    clocks = folder / "clocks"
    return ClockRules(
        limits=limits, calendar=calendar, hours=load_hours(clocks), rungs=load_rungs(clocks)
    )
