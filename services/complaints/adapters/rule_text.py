"""Reads the text of a rule file: JSON, or YAML where people write long rules by hand.

YAML is held to what JSON has: objects, lists, text, whole numbers, `true`, `false` and `null`; a
day is text. Anchors and merge keys spare repeating a ground: what rows share is written once under
`grounds`, which is no part of the rules.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

SUFFIXES = (".json", ".yaml")
_PLAIN = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:int", "tag:yaml.org,2002:null")
_MERGE = "tag:yaml.org,2002:merge"
_SHARED = "grounds"
_WORDS = frozenset({"true", "false"})


class _PlainLoader(yaml.CSafeLoader):
    """Takes dates and words such as `on` and `no` for the text they are."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - so the library declares it
        first: [each for each in resolvers if each[0] in (*_PLAIN, _MERGE)]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


def _bool_or_text(loader: _PlainLoader, node: Any) -> Any:
    word = loader.construct_scalar(node)
    return word == "true" if word in _WORDS else word


_PlainLoader.add_constructor(_PLAIN[0], _bool_or_text)


def parse_rules(path: Path) -> Any:
    """Return what a rule file says.

    Raises:
        OSError: it cannot be read.
        ValueError: it is neither JSON nor YAML that could be written as JSON.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".json":
        return json.loads(_json_of(text))
    document = json.loads(text)
    json.dumps(document, ensure_ascii=False).encode()
    return document


@lru_cache(maxsize=8)
def _json_of(text: str) -> bytes:
    """Return YAML as JSON: a file is parsed once, however many of its lists are read one by one."""
    return json.dumps(_yaml(text), ensure_ascii=False).encode()


def _yaml(text: str) -> Any:
    try:
        document = yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - a safe loader, see above
    except (yaml.YAMLError, RecursionError) as problem:
        raise ValueError(" ".join(str(problem).split())) from problem
    if isinstance(document, dict):
        document.pop(_SHARED, None)
    return document
