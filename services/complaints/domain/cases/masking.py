"""How identities are shown where they are not revealed."""

from services.complaints.domain.cases.complaint import Reporter
from shared.mail_address import masked_address


def masked_name(name: str) -> str:
    """Return the first character and a star: 周*."""
    return f"{name[:1]}*" if name else ""


def masked_phone(phone: str) -> str:
    """Return a phone number without its middle: 138****6120."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "*" * len(phone)


def masked_company(company: str) -> str:
    """Return a company without what tells it apart: 海阳**有限公司."""
    return f"{company[:2]}**{company[-4:]}" if len(company) > 8 else f"{company[:1]}**"


def masked_reporter(reporter: Reporter) -> dict[str, str]:
    """Return what a page may show of a reporter without a reveal."""
    return {
        "name": masked_name(reporter.name),
        "phone": masked_phone(reporter.phone),
        "email": masked_address(reporter.email),
        "company": masked_company(reporter.company) if reporter.company else "",
    }
