"""Chinese is the language of the source; English comes from `en.po` files beside the templates.

The files are read once at start, so there is nothing to compile. A person switches by `?lang=en`
(kept in a cookie); without a choice the browser's preference decides, else Chinese.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import urlencode

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, Response, current_app, g, has_request_context, request
from flask_babel import Babel, Domain, gettext

from shared.web.anonymous_paths import is_anonymous

Language = Literal["zh", "en"]
COOKIE = "fairport_language"
COOKIE_SECONDS = 365 * 24 * 3600
LOCALES: Mapping[Language, str] = {"zh": "zh_CN", "en": "en"}
TAGS: Mapping[Language, str] = {"zh": "zh-CN", "en": "en"}


class PoDomain(Domain):  # type: ignore[misc]
    """The texts of the `en.po` files below some folders, merged."""

    def __init__(self, folders: Iterable[Path]) -> None:
        super().__init__()
        self._chinese = NullTranslations()
        self._english = _english(tuple(folders))

    def get_translations(self) -> NullTranslations:
        """Return the texts of the language of the present request."""
        return self._english if current_language() == "en" else self._chinese


def english_catalogue(folders: Iterable[Path]) -> Catalog:
    """Return every translation below the folders; the first one of a text stands."""
    merged = Catalog(locale="en")
    for path in sorted(path for folder in folders for path in folder.rglob("en.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="en"):
                if message.id and message.id not in merged:
                    merged[message.id] = message
    return merged


def install_language(app: Flask, folders: Iterable[Path], *, secure: bool) -> None:
    """Let the app speak both languages with the texts found below the folders."""
    babel = Babel(app, default_locale=LOCALES["zh"], locale_selector=_locale)
    babel.__dict__["domain_instance"] = PoDomain(folders)
    app.jinja_env.globals.update(
        current_language=current_language, language_tag=language_tag, other_language=other_language
    )

    def keep_choice(response: Response) -> Response:
        if chosen := _asked_for():
            response.set_cookie(
                _cookie_name(),
                chosen,
                max_age=COOKIE_SECONDS,
                httponly=True,
                samesite="Lax",
                secure=secure,
            )
        return response

    app.after_request(keep_choice)


def current_language() -> Language:
    """Return the language of the present request, Chinese outside of one."""
    if not has_request_context():
        return "zh"
    if "language" not in g:
        g.language = _asked_for() or _kept() or _preferred()
    return cast(Language, g.language)


def language_tag() -> str:
    """Return the value of the page's `lang` attribute."""
    return TAGS[current_language()]


def other_language() -> tuple[str, str, str]:
    """Return tag, name and address of the same page in the other language."""
    other: Language = "zh" if current_language() == "en" else "en"
    name = "中文" if other == "zh" else "English"
    rule = request.url_rule
    readable = rule is not None and "GET" in (rule.methods or ())
    query = {**_repeated(), "lang": [other]} if readable else {"lang": other}
    return TAGS[other], name, f"{request.path if readable else '/'}?{urlencode(query, doseq=True)}"


def _repeated() -> Mapping[str, list[str]]:
    """Return the query as links repeat it: on anonymous addresses only a charge brought along."""
    query = request.args.to_dict(flat=False)
    if is_anonymous(request.path):
        return {name: values for name, values in query.items() if name.startswith("lines.")}
    return query


def say(text: str, params: Mapping[str, Any] | None = None) -> str:
    """Return a marked text in the language of the present request, its params filled in."""
    translated = gettext(text) if has_request_context() else text
    return translated % params if params else translated


def english_texts(folders: Iterable[Path]) -> Callable[[str], str]:
    """Return what gives the English of a marked text, in or out of a request."""
    return _english(tuple(folders)).gettext


def words(named: object) -> str:
    """Return a name of the rules data ({"zh", "en"}, an object with both, or a plain text)."""
    if named is None:
        return ""
    language = current_language()
    if isinstance(named, Mapping):
        return str(named.get(language) or named.get("zh") or "")
    return str(getattr(named, language, None) or getattr(named, "zh", named))


@cache
def _english(folders: tuple[Path, ...]) -> Translations:
    compiled = BytesIO()
    write_mo(compiled, english_catalogue(folders))
    compiled.seek(0)
    return Translations(compiled)


def _locale() -> str:
    return LOCALES[current_language()]


def _known(value: str | None) -> Language | None:
    if value == "en":
        return "en"
    return "zh" if value == "zh" else None


def _asked_for() -> Language | None:
    return _known(request.args.get("lang", "").lower()[:2])


def _cookie_name() -> str:
    return f"__Host-{COOKIE}" if current_app.config["SESSION_COOKIE_SECURE"] else COOKIE


def _kept() -> Language | None:
    return _known(request.cookies.get(_cookie_name()))


def _preferred() -> Language:
    best = request.accept_languages.best_match(["zh-CN", "zh", "en"], default="zh")
    return "en" if best == "en" else "zh"
