"""A mark by which a key is recognised and from which it cannot be found."""

import hmac
from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256

from shared.keeping.refused import Refused

_SUBJECT = b"fairport: which key a copy needs"
_MARK = 16


def mark_of(key: str) -> str:
    """Return the mark of a key, 16 hexadecimal characters; keys are long and random."""
    return hmac.new(key.encode(), _SUBJECT, sha256).hexdigest()[:_MARK]


def marks_of(keys: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the mark of the first, the present, value of each setting."""
    return {name: mark_of(values[0]) for name, values in keys.items()}


def check_keys(
    marks: Mapping[str, str],
    keys: Mapping[str, Sequence[str]],
    *,
    lost: Mapping[str, str],
    without: Collection[str],
) -> None:
    """Compare the keys a copy needs with those that are set.

    Args:
        marks: of the copy, by setting.
        keys: what is set, present value first, former ones after it.
        lost: what is lost without the key, by setting.
        without: settings whose loss was accepted.

    Raises:
        Refused: a key is another one; says what is lost without it and what is not.
    """
    for name, mark in marks.items():
        known = {mark_of(value) for value in keys.get(name, ())}
        if mark not in known and name not in without:
            raise Refused(
                f"{name} is not the key of this copy. Without that key: {lost.get(name, '')}\n"
                f"Set the key it was made under, or accept the loss with --without {name}."
            )
