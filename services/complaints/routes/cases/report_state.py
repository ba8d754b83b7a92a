"""What was typed of an anonymous report: signed and carried by the page itself, kept nowhere."""

from hashlib import sha256

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from services.complaints.routes.cases.filing_form import Filing, read_filing, write_filing
from shared.errors import Malformed
from shared.words import N_


def write_state(filing: Filing) -> str:
    """Return the complaint as a hidden field carries it."""
    return str(_signer().dumps([filing.id, write_filing(filing)]))


def read_state(state: str) -> Filing:
    """Return the complaint a hidden field carries.

    Raises:
        Malformed: it is missing, or not one of ours.
    """
    try:
        filing_id, payload = _signer().loads(state)
    except BadData as error:
        raise Malformed(N_("这一页不完整，请从头填写")) from error
    return read_filing(filing_id, payload)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(
        str(current_app.secret_key),
        salt="fairport-anonymous-report",
        signer_kwargs={"key_derivation": "hmac", "digest_method": sha256},
    )
