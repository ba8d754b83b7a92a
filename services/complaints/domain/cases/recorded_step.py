"""A step whose form is data of its track: what was written down, field by field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.complaints.domain.cases.field_rule import FREE
from services.complaints.domain.cases.track import ActionRule

Values = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class RecordedStep:
    """What a person wrote down for an action; an empty value is one that was left out."""

    action: str
    values: Values

    @property
    def ACTION(self) -> str:  # noqa: N802 - as the forms that are written in code say it
        """The code of the action."""
        return self.action


def values_without(values: Values, rule: ActionRule | None, redact: Callable[[str], str]) -> Values:
    """Return the values of a step with every text redacted but days, amounts and codes."""
    coded = {field.name for field in rule.fields if field.kind not in FREE} if rule else set()
    return {name: told if name in coded else redact(told) for name, told in values.items()}
