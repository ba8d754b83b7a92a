"""Identity values a case holds, and every way a text may write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from services.complaints.domain.parties.folding import Folding
from services.complaints.domain.parties.personal_words import (
    COMMON_MAILBOXES,
    COMMON_TRADE_NAMES,
    COMPOUND_SURNAMES,
    HAN,
    LEGAL_FORM_END,
    NICKNAME_UNSAFE,
    NOT_BEFORE,
    PLACE_START,
    PUBLIC_MAIL_HOSTS,
    TITLES,
    TRADE_END,
)


class Mark(StrEnum):
    """What stands in place of what was taken out."""

    NAME = "【姓名】"
    PHONE = "【电话】"
    COMPANY = "【单位】"
    DOCUMENT = "【证件号】"
    EMAIL = "【邮箱】"
    ACCOUNT = "【账号】"
    ADDRESS = "【地址】"
    PLATE = "【车牌】"
    OTHER = "【已隐去】"


@dataclass(frozen=True, kw_only=True)
class Identities:
    """The identity values of the people behind a case, as they were given.

    Args:
        documents: numbers of identity cards, passports and the like.
        codes: unified social credit codes.
        accounts: bank accounts, WeChat and QQ ids, user names.
        others: values of no listed sort; taken out wherever they stand.
    """

    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Where(StrEnum):
    """Which writing of a text a form is looked for in."""

    LETTERS = "letters"
    NUMBERS = "numbers"


@dataclass(frozen=True)
class Form:
    """One way to write a value.

    Args:
        text: letters and digits alone, folded; found as it stands.
        pattern: looked for instead of `text` when there is one.
        word: whether it counts only as a word of its own among Latin letters and digits.
        trade: whether it is a trade name, to be widened by the words around it; `common` ones
            count only when they can be.
    """

    mark: Mark
    where: Where
    text: str
    pattern: re.Pattern[str] | None = None
    word: bool = False
    trade: bool = False
    common: bool = False


_LATIN = re.compile(r"[a-z][a-z .'’-]*[a-z]")
_HAN_RUN = re.compile(rf"[{HAN}·•・]+")
_DISTRICT = re.compile(r"^.*(?:省|市|区|县)(?=.{4})")
_TOWN = re.compile(r"^.*(?:街道|镇|乡)(?=.{4})")
_HOUSE = re.compile(r"^.*?[路街巷弄道村苑园区].*?\d+号?")
_SHORTEST_NUMBER, _SHORT_NUMBER, _SHORTEST_WORD = 5, 8, 4


def forms(identities: Identities, folding: Folding) -> tuple[Form, ...]:
    """Return every way the values may be written, longest first."""
    every = [*_people(identities, folding), *_numbers(identities, folding)]
    every += [*_firms(identities, folding), *_places(identities, folding)]
    kept = [form for form in every if form.text or form.pattern]
    return tuple(sorted(dict.fromkeys(kept), key=lambda form: -len(form.text)))


def _people(identities: Identities, folding: Folding) -> Iterator[Form]:
    for name in identities.names:
        folded = folding.fold(name).text.strip()
        for latin in _LATIN.findall(folded):
            yield from _latin_name(latin)
        for run in _HAN_RUN.findall("".join(folded.split())):
            yield from _han_name(folding.plain(run))
    for value in identities.others:
        yield from _either(Mark.OTHER, value, folding)
    for mail in identities.emails:
        yield from _mail(folding.fold(mail).text.strip())


def _latin_name(name: str) -> Iterator[Form]:
    words = re.findall(r"[a-z]+", name)
    for text in ("".join(words), "".join(reversed(words))):
        if len(text) >= _SHORTEST_WORD:
            yield Form(Mark.NAME, Where.LETTERS, text, word=True)


def _han_name(name: str) -> Iterator[Form]:
    if len(name) < 2:
        return
    yield Form(Mark.NAME, Where.LETTERS, name)
    surname = name[:2] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[0]
    given = name[len(surname) :]
    before = NOT_BEFORE.get(surname, "")
    guard = f"(?<![{before}])" if before else ""
    written = rf"{guard}{surname}(?:{TITLES})"
    if surname not in NICKNAME_UNSAFE:
        written += rf"|[老小阿]{surname}(?![{HAN}]*期)"
    written += rf"|[小阿]{given}|{given}(?:姐|哥|总|经理|女士|先生|小姐)"
    yield Form(Mark.NAME, Where.LETTERS, "", re.compile(written))


def _numbers(identities: Identities, folding: Folding) -> Iterator[Form]:
    for phone in identities.phones:
        yield from (_number(Mark.PHONE, text) for text in _phone_writings(phone, folding))
    for mark, values in (
        (Mark.DOCUMENT, identities.documents),
        (Mark.COMPANY, identities.codes),
        (Mark.ACCOUNT, identities.accounts),
    ):
        for value in values:
            yield _number(mark, folding.plain_number(value))


def _number(mark: Mark, text: str) -> Form:
    if len(text) < _SHORTEST_WORD:
        return Form(mark, Where.NUMBERS, "")
    return Form(mark, Where.NUMBERS, text, word=len(text) < _SHORT_NUMBER)


def _phone_writings(phone: str, folding: Folding) -> Iterator[str]:
    digits = "".join(filter(str.isdigit, folding.plain_number(phone)))
    if digits.startswith("0086"):
        digits = digits[4:]
    elif digits.startswith("86") and len(digits) in (12, 13):
        digits = digits[2:]
    yield digits
    if digits.startswith("0") and len(digits) >= 10:
        yield digits[3 if digits[1] in "12" else 4 :]


def _mail(mail: str) -> Iterator[Form]:
    mailbox, _, host = mail.partition("@")
    local = "".join(filter(str.isalnum, mailbox))
    labels = [each for each in re.split(r"[^a-z0-9]+", host) if each]
    if local and labels:
        at = "(?:at|艾特|爱特|圈a|a圈|小老鼠)?"
        whole = re.escape(local) + at + "(?:dot|点)?".join(map(re.escape, labels))
        yield Form(Mark.EMAIL, Where.LETTERS, "", re.compile(whole))
    if local.isdigit() and len(local) >= _SHORTEST_NUMBER:
        yield _number(Mark.ACCOUNT, local)
    elif len(local) >= _SHORTEST_WORD and local not in COMMON_MAILBOXES:
        yield Form(Mark.EMAIL, Where.LETTERS, local, word=True)
    if labels and labels[0] not in PUBLIC_MAIL_HOSTS and len(labels[0]) >= _SHORTEST_WORD:
        yield Form(Mark.EMAIL, Where.LETTERS, "".join(labels), word=True)


def _firms(identities: Identities, folding: Folding) -> Iterator[Form]:
    for company in identities.companies:
        whole = folding.plain(company)
        yield Form(Mark.COMPANY, Where.LETTERS, whole)
        short = trade_name(whole)
        if short.isascii():
            if len(short) >= _SHORTEST_WORD:
                yield Form(Mark.COMPANY, Where.LETTERS, short, word=True)
        elif len(short) >= 2:
            common = short in COMMON_TRADE_NAMES
            yield Form(Mark.COMPANY, Where.LETTERS, short, trade=True, common=common)


def trade_name(whole: str) -> str:
    """Return the distinctive part of a folded company name: no place, trade or legal form."""
    text = LEGAL_FORM_END.sub("", PLACE_START.sub("", whole, count=1))
    rest = TRADE_END.sub("", text)
    return rest if len(rest) >= 2 else text


def _places(identities: Identities, folding: Folding) -> Iterator[Form]:
    for address in identities.addresses:
        whole = folding.plain_number(address)
        street = _DISTRICT.sub("", whole)
        lane = _TOWN.sub("", street)
        house = _HOUSE.match(lane)
        for text in (whole, street, lane, house[0] if house else ""):
            if len(text) >= _SHORTEST_WORD:
                yield Form(Mark.ADDRESS, Where.NUMBERS, text)


def _either(mark: Mark, value: str, folding: Folding) -> Iterator[Form]:
    text = folding.plain(value)
    if len(text) >= 2:
        yield Form(mark, Where.LETTERS, text, word=text.isascii() and len(text) < _SHORT_NUMBER)
        yield Form(mark, Where.NUMBERS, folding.plain_number(value), word=text.isascii())
