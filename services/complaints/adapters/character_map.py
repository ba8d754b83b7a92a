"""The map from traditional to simplified characters, from the installed OpenCC dictionary."""

from functools import cache
from importlib.resources import files

from services.complaints.domain.parties.folding import Folding


@cache
def load_folding() -> Folding:
    """Return the folding of all writings; a character with several meanings takes the first.

    It is read once a process. Source: OpenCC, TSCharacters (Apache-2.0).
    """
    dictionary = files("opencc").joinpath("dictionary", "TSCharacters.txt")
    pairs = (line.split() for line in dictionary.read_text(encoding="utf-8").splitlines())
    return Folding({pair[0]: pair[1] for pair in pairs if len(pair) > 1 and pair[0] != "#"})
