"""What the index knows of a case, and how it cuts Chinese.

Texts are folded before they come here. `.uni` has one token a character or word, for phrases;
the field itself has pairs of characters, for rank. A field that is not here is refused.
"""

import json
from hashlib import sha256
from typing import Any

from services.complaints.domain.search.indexed_case import TEXT_FIELDS, IndexedCase
from services.complaints.domain.search.tokens import Fold
from services.complaints.domain.search.vocabulary import Facet
from shared.clock import local_date

# One more with every change of what stands below. During a roll-out two releases look after the
# index: the one that knows the higher number builds, the other leaves it alone.
NUMBER = 1
SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "refresh_interval": "1s",
    "analysis": {
        "analyzer": {
            "words": {
                "type": "custom",
                "tokenizer": "standard",
                "filter": ["cjk_width", "lowercase"],
            },
            "pairs": {
                "type": "custom",
                "tokenizer": "standard",
                "filter": ["cjk_width", "lowercase", "cjk_bigram"],
            },
        }
    },
}
_TEXT = {
    "type": "text",
    "analyzer": "pairs",
    "fields": {"uni": {"type": "text", "analyzer": "words"}},
}
_CODE = {"type": "keyword"}
MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "case_id": _CODE,
        "version": {"type": "long"},
        "city": _CODE,
        "departments": _CODE,
        "respondent_uscc": _CODE,
        "respondent_key": _CODE,
        **{facet.value: _CODE for facet in Facet},
        **dict.fromkeys(TEXT_FIELDS, _TEXT),
        "lines": {
            "type": "nested",
            "properties": {"item": _TEXT, "finding": _CODE, "verdict": _CODE},
        },
        "over": {"type": "double"},
        "filed_at": {"type": "date"},
        "filed_on": {"type": "date", "format": "yyyy-MM-dd"},
        "due_at": {"type": "date"},
    },
}


def shape() -> str:
    """Return a mark of settings and mapping; another mark needs another index."""
    whole = json.dumps([SETTINGS, MAPPING], sort_keys=True)
    return sha256(whole.encode()).hexdigest()[:8]


def document(case: IndexedCase, fold: Fold) -> dict[str, Any]:
    """Return a case as the index takes it."""
    texts: dict[str, list[str]] = {field: [] for field in TEXT_FIELDS}
    for text in case.texts:
        texts[text.field].append(fold(text.text))
    return {
        "case_id": case.case_id,
        "version": case.version,
        **{field: sorted(values) for field, values in case.facts.items()},
        Facet.TRACK.value: case.track,
        Facet.STATE.value: case.state,
        Facet.VERDICT.value: list(case.verdicts),
        Facet.FINDING.value: list(case.findings),
        Facet.DEPARTMENT.value: case.department,
        Facet.CHANNEL.value: case.channel,
        **texts,
        "lines": [
            {"item": fold(line.item), "finding": line.finding, "verdict": line.verdict}
            for line in case.lines
        ],
        "over": float(case.over),
        "filed_at": case.filed_at.isoformat(),
        "filed_on": local_date(case.filed_at).isoformat(),
        "due_at": case.due_at.isoformat(),
    }
