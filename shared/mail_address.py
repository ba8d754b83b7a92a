"""An address to which every mail server takes mail, and how it is shown to those it is hidden from.

Source: RFC 5321 4.1.2 and 4.5.3.1, without quoted names, literal hosts and what needs SMTPUTF8.
"""

import re

LONGEST = 254
LONGEST_NAME = 64
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?P<name>{_ATOM}(?:\.{_ATOM})*)@{_LABEL}(?:\.{_LABEL})*")


def is_mail_address(text: str) -> bool:
    """Tell whether mail can be sent there, as far as the text shows."""
    found = _ADDRESS.fullmatch(text) if len(text) <= LONGEST else None
    return found is not None and len(found["name"]) <= LONGEST_NAME


def masked_address(text: str) -> str:
    """Return the first letter and the last part of the host, z***@***.example; "" without a name.

    The host would name a firm.
    """
    name, at, host = text.rpartition("@")
    if not at or not name:
        return ""
    _, dot, last = host.rpartition(".")
    return f"{name[0]}***@***{dot}{last if dot else ''}"
