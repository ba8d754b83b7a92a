"""Which licences a package of the images may have, and where its metadata are not plain enough."""

import re
from importlib.metadata import metadata

from tests.architecture.source import ROOT

# All let the unchanged package be used by and shipped beside a work under Apache-2.0. MPL-2.0 and
# LGPL bind changes of their own files, which nobody makes here; the packages stay exchangeable.
ALLOWED = frozenset(
    {
        "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "LGPL-2.1-or-later", "MIT", "MIT-0",
        "MPL-2.0", "PSF-2.0",
    }
)  # fmt: skip
# As read in the licence file that the package ships.
READ = {
    "flask-wtf": "BSD-3-Clause",
    "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "protobuf": "BSD-3-Clause",
    "python-stdnum": "LGPL-2.1-or-later",
    "segno": "BSD-3-Clause",
    "wtforms": "BSD-3-Clause",
}
CLASSIFIERS = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: MIT License": "MIT",
}
_IDENTIFIER = re.compile(r"[A-Za-z0-9.+-]+")


def runtime_packages() -> list[str]:
    """Return the names in the lock of the images."""
    lock = (ROOT / "requirements-runtime.lock").read_text("utf-8")
    return re.findall(r"^([a-z0-9._-]+)(?:\[[a-z0-9,._-]+\])?==", lock, re.MULTILINE)


def licence_of(package: str) -> str:
    """Return the SPDX expression of an installed package, "" when it cannot be told."""
    about = metadata(package)
    classifiers = [CLASSIFIERS.get(each, "") for each in about.get_all("Classifier") or []]
    said = [about[name] for name in ("License-Expression", "License") if name in about]
    plain = [each for each in said if is_expression(each)]
    found = [READ.get(package), *plain, " OR ".join(filter(None, classifiers))]
    return next((each for each in found if each), "")


def is_expression(text: str) -> bool:
    """Tell whether a text is identifiers joined by AND, OR, WITH, and not a sentence."""
    words = text.replace("(", " ").replace(")", " ").split()
    return (
        bool(words)
        and all(map(_IDENTIFIER.fullmatch, words))
        and (len(words) == 1 or all(word in {"AND", "OR", "WITH"} for word in words[1::2]))
    )


def is_allowed(expression: str) -> bool:
    """Tell whether one choice of an expression without brackets has only allowed licences."""
    choices = [choice.split(" AND ") for choice in expression.split(" OR ")]
    return any(all(part.strip() in ALLOWED for part in choice) for choice in choices)
