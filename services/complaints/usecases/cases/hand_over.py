"""Put what is sealed of a case under the key of the department that takes it over."""

from collections.abc import Mapping
from dataclasses import replace

from services.complaints.domain.cases.case import Case
from services.complaints.ports.cases import CasePorts, Vault
from services.complaints.ports.seal_lost import SealLost


def handed_over(before: Case, after: Case, ports: CasePorts) -> Case:
    """Return the case sealed for its department; the same where the department stays.

    Files first: a file under the key of a department that does not have the case in the end can
    be opened all the same.
    """
    unit = after.department
    if unit == before.department:
        return after
    ids = [file.id for file in after.attachments]
    ports.attachments.hand_over(ids, case_id=after.id, department=unit)
    mailbox = tuple(
        replace(each, sealed=_resealed(each.sealed, unit, ports.vault)) for each in after.mailbox
    )
    return replace(after, sealed=_all(after.sealed, unit, ports.vault), mailbox=mailbox)


def _all(sealed: Mapping[str, bytes], unit: str, vault: Vault) -> dict[str, bytes]:
    return {name: _resealed(each, unit, vault) for name, each in sealed.items()}


def _resealed(sealed: bytes, unit: str, vault: Vault) -> bytes:
    """Return it under the new key; what nobody can open any more stays as it is."""
    try:
        return vault.reseal(sealed, unit)
    except SealLost:
        return sealed
