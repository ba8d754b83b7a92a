"""What an item was taken for, in words."""

from collections.abc import Mapping

from shared.web.language import say
from shared.words import N_

_METHODS = {
    "exact": N_("名称相同"),
    "normalised": N_("写法不同，名称相同"),
    "sub_item": N_("子项名称相同"),
    "synonym": N_("同义词"),
    "similar": N_("名称相近"),
}


def match_words(match: Mapping[str, str] | None) -> str:
    """Return what an item was checked as, how that was found and how sure it is."""
    if match is None:
        return say(N_("没有认出是哪一项收费"))
    method = say(_METHODS[match["method"]])
    told = {"name": match["name"], "method": method, "score": match["score"]}
    return say(N_("按“%(name)s”核对，%(method)s，得分 %(score)s"), told)
