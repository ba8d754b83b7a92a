"""The unified social credit code 统一社会信用代码 (18 characters).

Source: GB 32100-2015 (code and check digit), GB 11714-1997 (positions 9 to 17).
"""

import unicodedata

from stdnum.cn import uscc as _gb32100

from shared.errors import FieldError
from shared.words import N_

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LENGTH = 18
_LOOKS_LIKE = {"O": "0", "I": "1", "Z": "2", "S": "5", "V": "U"}
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_DIGITS_AT = range(2, 8)
# No place has the division code 000000; eighteen zeros would fit both check digits.
_DIVISION, _NO_DIVISION = slice(2, 8), "000000"


def clean(text: str) -> str:
    """Return the code as typed without blanks, in capitals and half-width; nothing is guessed."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def is_valid(code: str) -> bool:
    """Tell whether the code is well formed and both its check digits fit."""
    return problem_with(code) is None


def problem_with(code: str, path: str = "uscc") -> FieldError | None:
    """Return what is wrong with a cleaned code and at which place, or None.

    Args:
        code: as `clean` returns it.
        path: the field the error is about.
    """
    if len(code) != _LENGTH:
        return FieldError(
            path,
            N_("统一社会信用代码应为 18 位，您填了 %(length)s 位，请核对"),
            {"length": len(code)},
        )
    return _foreign_character(code, path) or _wrong_check(code, path)


def _foreign_character(code: str, path: str) -> FieldError | None:
    for place, character in enumerate(code, start=1):
        if character in ALPHABET:
            continue
        meant = _LOOKS_LIKE.get(character)
        if meant is None:
            message = N_("统一社会信用代码第 %(place)s 位不会是“%(character)s”，请核对")
        else:
            message = N_(
                "第 %(place)s 位：这个代码里不会有字母 %(character)s，您是不是想填 %(meant)s？"
            )
        return FieldError(path, message, {"place": place, "character": character, "meant": meant})
    return None


def _wrong_check(code: str, path: str) -> FieldError | None:
    if code[_DIVISION] == _NO_DIVISION:
        return _place_error(path, _DIVISION.start + 1)
    for place in _DIGITS_AT:
        if not code[place].isdigit():
            return _place_error(path, place + 1)
    if code[16] != _organisation_check(code[8:16]):
        return _organisation_error(code, path)
    if _gb32100.calc_check_digit(code[:17]) != code[17]:
        return _place_error(path, _LENGTH)
    return None


def _place_error(path: str, place: int) -> FieldError:
    return FieldError(path, N_("统一社会信用代码第 %(place)s 位不对，请核对"), {"place": place})


def _organisation_error(code: str, path: str) -> FieldError:
    """Name the places of the organisation code where one other character makes both checks fit."""
    places = [place + 1 for place in range(8, 17) if _mends(code, place)] or [*range(9, 18)]
    if len(places) == 1:
        return _place_error(path, places[0])
    return FieldError(
        path,
        N_("统一社会信用代码第 %(places)s 位中有一位不对，请核对"),
        {"places": "、".join(map(str, places)), "place": places[0]},
    )


def _mends(code: str, place: int) -> bool:
    tries = (code[:place] + character + code[place + 1 :] for character in ALPHABET)
    return any(_fits(candidate) for candidate in tries)


def _fits(code: str) -> bool:
    fits = code[16] == _organisation_check(code[8:16])
    return fits and bool(_gb32100.calc_check_digit(code[:17]) == code[17])


def _organisation_check(body: str) -> str:
    """Return the check character of an organisation code; GB 11714: values 0-9, A=10 … Z=35."""
    total = sum(weight * int(c, 36) for weight, c in zip(_BODY_WEIGHTS, body, strict=True))
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))
