"""Shows identity values to those who may see that there is one, not which."""

import re

from services.complaints.domain.parties.personal_words import COMPOUND_SURNAMES
from shared.words import N_

_HIDDEN = "****"
_DISTRICT = re.compile(r"^.*?(?:自治区|省|市|区|县|旗)(?:.{1,12}?(?:自治区|市|区|县|旗))*")


def mask_name(name: str) -> str:
    """Return the surname and one star a further character: 张*, 欧阳**."""
    plain = "".join(name.split())
    surname = plain[:2] if plain[:2] in COMPOUND_SURNAMES and len(plain) > 2 else plain[:1]
    return surname + "*" * max(len(plain) - len(surname), 1) if plain else ""


def mask_phone(phone: str) -> str:
    """Return the first 3 and the last 4 digits of a number: 138****1234."""
    digits = "".join(each for each in phone if each.isdigit())
    digits = digits[-11:] if digits.startswith(("86", "0086")) else digits
    return digits[:3] + _HIDDEN + digits[-4:] if len(digits) > 7 else "*" * len(digits)


def mask_document(number: str) -> str:
    """Return the first 3 and the last 4 characters of an identity number."""
    plain = "".join(number.split())
    if len(plain) <= 7:
        return "*" * len(plain)
    return plain[:3] + "*" * (len(plain) - 7) + plain[-4:]


def mask_bank_account(number: str) -> str:
    """Return the last 4 digits of an account."""
    digits = "".join(each for each in number if each.isdigit())
    return _HIDDEN + digits[-4:] if len(digits) > 4 else "*" * len(digits)


def mask_email(mail: str) -> str:
    """Return the first character of the mailbox and the host: z***@example.com."""
    mailbox, at, host = mail.strip().partition("@")
    return f"{mailbox[:1]}***{at}{host}" if at else "***"


def mask_address(address: str) -> str:
    """Return an address as far as the district or county; nothing of it without one."""
    found = _DISTRICT.match("".join(address.split()))
    return f"{found[0]}{_HIDDEN}" if found else _HIDDEN


def mask_company(name: str, *, secret: bool) -> str:
    """Return a company's name in full (a public fact), or nothing of it for a secret reporter."""
    return N_("某单位") if secret and name else name


def mask_code(code: str, *, secret: bool) -> str:
    """Return a credit code in full (a public fact), or nothing of it for a secret reporter."""
    return "*" * len(code) if secret else code
