"""Addresses on which nobody may be told apart: reports without a name, answers by a code."""

PREFIXES = ("/complaints/report", "/complaints/follow", "/complaints/answer")


def is_anonymous(path: str) -> bool:
    """Tell whether what is asked there must not be joined with anybody or anything."""
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in PREFIXES)
