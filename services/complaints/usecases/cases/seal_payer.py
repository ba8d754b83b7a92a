"""Keep the name of a payer under the key of the department in charge."""

import json
from dataclasses import replace

from services.complaints.domain.cases.case import Case
from services.complaints.ports.cases import Vault

PAYERS = "payers"


def with_sealed_payer(case: Case, name: str, vault: Vault) -> Case:
    """Return the case with the name of the payer of its last refund sealed.

    Raises:
        SealLost: the key of those sealed before is lost for good.
    """
    if case.refunds is None:
        raise ValueError("a payer was added to no refund")
    sealed = case.sealed.get(PAYERS)
    names = json.loads(vault.open(sealed)) if sealed else {}
    names[str(case.refunds.each[-1].no)] = name
    text = json.dumps(names, ensure_ascii=False)
    return replace(case, sealed={**case.sealed, PAYERS: vault.seal(case.department, text)})
