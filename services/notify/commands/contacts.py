"""Commands that take over addresses: `contacts import FILE` and `sample DIR`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from services.notify.adapters.contact_files import read_contacts
from services.notify.container import build_container
from services.notify.settings import settings_from_environment
from services.notify.usecases.import_contacts import import_contacts

USAGE = "python -m services.notify contacts import FILE\n"
SAMPLE_USAGE = "python -m services.notify sample DIR\n"


def contacts(arguments: Sequence[str]) -> int:
    """Import contacts from a JSON file; all of its rows or none."""
    if len(arguments) != 2 or arguments[0] != "import":
        sys.stderr.write(USAGE)
        return 2
    return _take_over(Path(arguments[1]))


def sample(arguments: Sequence[str]) -> int:
    """Load the contacts of the sample data; DIR is the folder that holds `contacts.json`."""
    if len(arguments) != 1:
        sys.stderr.write(SAMPLE_USAGE)
        return 2
    return _take_over(Path(arguments[0]) / "contacts.json")


def _take_over(path: Path) -> int:
    found = read_contacts(path)
    c = build_container(settings_from_environment())
    count = import_contacts(found, contacts=c.contacts)
    print(f"contacts: {count}")
    return 0
