"""What the dated rules call things: names of codes, other names of items."""

from collections import Counter
from collections.abc import Mapping, Sequence

from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.catalogue.names import Names as ItemNames
from services.complaints.domain.parties.department import Kind
from services.complaints.domain.search.asked import SearchWords
from services.complaints.domain.search.indexed_case import NOT_FOUND_YET, NOT_UPHELD
from services.complaints.domain.search.tokens import Fold
from services.complaints.domain.search.vocabulary import Facet, Names, Vocabulary

FINDINGS: Names = {
    "above": {"zh": "高于标准", "en": "Above the published limit"},
    "not_listed": {"zh": "目录外收费", "en": "Not in the catalogue"},
    "cancelled": {"zh": "已取消项目", "en": "Abolished item"},
    "below_fixed": {"zh": "低于政府定价", "en": "Below the fixed price"},
    "needs_officer": {"zh": "待人工核对", "en": "Needs an officer"},
    "within": {"zh": "在标准内", "en": "Within the published limit"},
}
NO_VERDICT: Names = {
    NOT_FOUND_YET: {"zh": "未认定", "en": "Not decided yet"},
    NOT_UPHELD: {"zh": "不属实", "en": "Not upheld"},
}


def search_words(rules: CaseRules, fold: Fold, city: str | None) -> SearchWords:
    """Return the words of a search in one city; in all cities for None."""
    return SearchWords(
        fold=fold,
        synonyms=lambda text: item_synonyms(rules.catalogue.names, text),
        vocabulary=vocabulary_of(rules, city),
    )


def item_synonyms(names: ItemNames, text: str) -> Sequence[str]:
    """Return what else a charge is called; nothing for a text that is no name of a charge."""
    key = names.key(text)
    group = names.item_group(key)
    if group is None:
        return ()
    every = [word for item in names.items if item.zh == group for word in (item.zh, *item.synonyms)]
    return tuple(word for word in every if names.key(word) != key)


def vocabulary_of(rules: CaseRules, city: str | None) -> Vocabulary:
    """Return the names of all codes that a person of a city selects by."""
    tracks = rules.tracks.values()
    violations: dict[str, Mapping[str, str]] = {
        violation.code: {
            language: f"{violation.code} {name}" for language, name in violation.text.items()
        }
        for track in tracks
        for violation in track.violations.values()
    }
    return Vocabulary(
        {
            Facet.TRACK: {track.code: track.name for track in tracks},
            Facet.STATE: {code: name for track in tracks for code, name in track.states.items()},
            Facet.VERDICT: {**violations, **NO_VERDICT},
            Facet.FINDING: FINDINGS,
            Facet.DEPARTMENT: _departments(rules, city),
            Facet.CHANNEL: {
                reason.code: reason.text
                for track in tracks
                for reason in track.reasons.get("channel", ())
            },
        }
    )


def _departments(rules: CaseRules, city: str | None) -> Names:
    """Return the authorities; one whose name another city has too carries its city's name."""
    shown = [
        unit
        for unit in rules.parties.departments.values()
        if unit.kind is not Kind.OPERATOR and city in {None, unit.city}
    ]
    times = Counter(unit.zh for unit in shown)
    cities = rules.parties.cities
    return {
        unit.id: {
            "zh": f"{unit.zh}（{cities[unit.city].zh}）" if times[unit.zh] > 1 else unit.zh,
            "en": unit.en,
        }
        for unit in shown
    }
