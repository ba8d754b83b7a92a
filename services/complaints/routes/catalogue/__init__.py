"""The catalogue of charges and the charge check over HTTP; open to anybody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.complaints.domain.cases.track import Violation
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.fee_names.match import FeeMatcher
from services.complaints.usecases.catalogue.bill_answers import Told


@dataclass(kw_only=True)
class CatalogueRules:
    """The rules these routes tell about; `violations` by code, `english` gives that of a text.

    `catalogue` is replaced as a whole when lists are published; `fees` knows fees that no list
    prices.
    """

    catalogue: Catalogue
    violations: Mapping[str, Violation]
    english: Callable[[str], str]
    fees: FeeMatcher | None = None

    @property
    def told(self) -> Told:
        """Return what a check is explained from."""
        return Told(
            catalogue=self.catalogue,
            violations=self.violations,
            english=self.english,
            fees=self.fees,
        )
