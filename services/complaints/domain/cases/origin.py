"""How a case came to be: what its reporter agreed to, what it is about beside fees, why apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from services.complaints.domain.cases.reporter import Registrar
from services.complaints.domain.cases.service_matter import ServiceMatter
from services.complaints.domain.catalogue.reasons import Sentence


class ConsentKind(StrEnum):
    """What a reporter may agree to; the last two are on form 1 of 总局令第121号."""

    RESPONDENT_KNOWS = "respondent_knows"
    PUBLISH = "publish"
    DELEGATED_MEDIATION = "delegated_mediation"


@dataclass(frozen=True, kw_only=True)
class Consent:
    """That the reporter agreed, and when that was taken down."""

    kind: ConsentKind
    given_at: datetime


@dataclass(frozen=True, kw_only=True)
class Mandate:
    """What an agent may do, after redaction, and until when; who it is stays sealed."""

    scope: str
    until: date
    attachment: str


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What holds of a case from its receipt on.

    Args:
        why: why the case stands beside others of the same submission; empty for one by itself.
        consents: what the reporter agreed to; what is not there was not agreed to.
        service: the redacted matter of a service complaint; None on other tracks.
        registrar: the clerk who took it down; None where the reporter filed.
        mandate: what an agent may do; None without one.
        category: what it is about, a code of the tree; `answers` the redacted answers.
        ticket: what a ticket of the hotline told, after redaction, by field of its file.
        joined: how many others complain together with the reporter.
    """

    why: tuple[Sentence, ...] = ()
    consents: tuple[Consent, ...] = ()
    service: ServiceMatter | None = None
    registrar: Registrar | None = None
    mandate: Mandate | None = None
    joined: int = 0
    ticket: Mapping[str, str] = field(default_factory=dict)
    category: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)

    def agreed(self, kind: ConsentKind) -> bool:
        """Tell whether the reporter agreed to that."""
        return any(each.kind is kind for each in self.consents)


NOTHING_TOLD = Origin()
