"""The catalogue of charges and the charge check over HTTP; open to anybody."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.complaints.domain.cases.track import Violation
from services.complaints.domain.catalogue.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True)
class CatalogueRules:
    """The rules these routes tell about; `violations` by code."""

    catalogue: Catalogue
    violations: Mapping[str, Violation]
