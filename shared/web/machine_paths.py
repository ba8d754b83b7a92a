"""Which addresses answer with JSON, for programs, rather than with pages."""

PREFIXES = ("/api/", "/internal/")


def is_for_machines(path: str) -> bool:
    """Tell whether an address belongs to the JSON side."""
    return path.startswith(PREFIXES)
