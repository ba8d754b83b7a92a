"""`catalogue match|import …`: which fee a name means; reads a published list of charges.

`match` and `import --dry-run` work on rule data alone: no engine, no setting.
"""

import sys
from collections.abc import Callable, Mapping, Sequence

from services.complaints.commands import catalogue_import, catalogue_match

_WRONG_USE = 2
_WORDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "match": catalogue_match.run,
    "import": catalogue_import.run,
}
_USAGE = f"用法 usage:\n  {catalogue_match.USAGE}\n  {catalogue_import.USAGE}"


def run(argv: Sequence[str]) -> int:
    """Do what the first word says; 2 where there is no such word."""
    if list(argv) in (["-h"], ["--help"]):
        print(_USAGE)
        return 0
    word = _WORDS.get(argv[0]) if argv else None
    if word is None:
        print(_USAGE, file=sys.stderr)
        return _WRONG_USE
    return word(argv[1:])
