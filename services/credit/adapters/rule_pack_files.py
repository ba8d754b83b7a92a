"""Rule packs from `rules/packs/*.json`, checked when they are read."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from services.credit.adapters.rule_fields import DatedSchema, WordsSchema, read_rules, with_ground
from services.credit.domain.ledger.entry import Level
from services.credit.domain.score.pack import (
    GradeRule,
    PartRule,
    PeriodRule,
    RepeatRule,
    RulePack,
    ScoreRule,
)

PACKS_FOLDER = Path(__file__).parent.parent / "rules" / "packs"
NEEDED_RULES = frozenset(
    {
        *("start", "cap", "floor", "minor", "ordinary", "serious", "refund_refused"),
        *("refund_obeyed", "refund_ordered", "repaired", "expired", "annulled"),
        *("customs_certified", "customs_advanced", "red_list", "honour_ended"),
        *("serious_list", "serious_list_ended"),
    }
)


class _PartSchema(Schema):
    code = fields.String(required=True)
    title = fields.Nested(WordsSchema, required=True)
    start = fields.Decimal(required=True, places=2)
    full = fields.Decimal(required=True, places=2)

    @post_load
    def made(self, data: Mapping[str, Any], **_: Any) -> PartRule:
        return PartRule(**data)


class _GradeSchema(Schema):
    grade = fields.String(required=True)
    at_least = fields.Decimal(required=True, places=2)
    title = fields.Nested(WordsSchema, required=True)

    @post_load
    def made(self, data: Mapping[str, Any], **_: Any) -> GradeRule:
        return GradeRule(**data)


class _PeriodSchema(DatedSchema):
    level = fields.Enum(Level, by_value=True, required=True)
    shortest_months = fields.Integer(required=True, validate=validate.Range(min=0))
    longest_months = fields.Integer(required=True, validate=validate.Range(min=1))

    @post_load
    def made(self, data: Mapping[str, Any], **_: Any) -> PeriodRule:
        return PeriodRule(**with_ground(data))


class _RuleSchema(DatedSchema):
    rule = fields.String(required=True)
    code = fields.String(required=True)
    part = fields.String(required=True, allow_none=True)
    points = fields.Decimal(required=True, places=2, validate=validate.Range(min=0))
    sentence = fields.Nested(WordsSchema, required=True)

    @post_load
    def made(self, data: Mapping[str, Any], **_: Any) -> ScoreRule:
        return ScoreRule(**with_ground(data))


class _RepeatSchema(DatedSchema):
    rule = fields.String(required=True)
    within_months = fields.Integer(required=True, validate=validate.Range(min=1))
    second = fields.Decimal(required=True, validate=validate.Range(min=1))
    third = fields.Decimal(required=True, validate=validate.Range(min=1))
    sentence = fields.Nested(WordsSchema, required=True)

    @post_load
    def made(self, data: Mapping[str, Any], **_: Any) -> RepeatRule:
        return RepeatRule(**with_ground(data))


class _PackSchema(DatedSchema):
    code = fields.String(required=True)
    version = fields.String(required=True)
    title = fields.Nested(WordsSchema, required=True)
    full = fields.Decimal(required=True, places=2)
    parts = fields.List(fields.Nested(_PartSchema), required=True)
    grades = fields.List(fields.Nested(_GradeSchema), required=True)
    periods = fields.List(fields.Nested(_PeriodSchema), required=True)
    repeat = fields.Nested(_RepeatSchema, required=True)
    article = fields.Nested(WordsSchema, required=True)
    fading = fields.Nested(WordsSchema, required=True)
    fading_at_once = fields.Nested(WordsSchema, required=True)
    rules = fields.List(fields.Nested(_RuleSchema), required=True)

    @validates_schema
    def is_whole(self, data: Mapping[str, Any], **_: Any) -> None:
        codes = {rule.code for rule in data["rules"]}
        if missing := NEEDED_RULES - codes:
            raise ValidationError(f"rules are missing: {sorted(missing)}", "rules")
        parts = {part.code for part in data["parts"]}
        if unknown := {rule.part for rule in data["rules"]} - parts - {None}:
            raise ValidationError(f"rules name unknown parts: {sorted(unknown)}", "rules")
        if {period.level for period in data["periods"]} != set(Level):
            raise ValidationError("every level needs a period", "periods")
        floors = [row.at_least for row in data["grades"]]
        if floors != sorted(floors, reverse=True) or floors[-1] != 0:
            raise ValidationError("grades go down to 0", "grades")

    @post_load
    def made(self, data: Mapping[str, Any], **_: Any) -> RulePack:
        row = with_ground(data)
        for name in ("parts", "grades", "periods", "rules"):
            row[name] = tuple(row[name])
        return RulePack(**row)


def load_rule_packs(folder: Path = PACKS_FOLDER) -> tuple[RulePack, ...]:
    """Return all packs, the newest first.

    Raises:
        ValidationError: a file does not fit; it names the file and the field.
    """
    packs: list[RulePack] = [
        read_rules(path, _PackSchema()) for path in sorted(folder.glob("*.json"))
    ]
    return tuple(sorted(packs, key=lambda pack: pack.ground.effective_from, reverse=True))
