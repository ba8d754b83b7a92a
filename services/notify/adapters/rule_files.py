"""Reads plans, silences, patience and templates, and sees that they fit each other."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from services.notify.adapters.rule_rows import DatedRow, with_basis
from services.notify.adapters.template_files import load_templates
from services.notify.domain.channels.patience import Patience
from services.notify.domain.messages.facts import placeholders_of
from services.notify.domain.messages.template import Template, check, places_of
from services.notify.domain.plans.plan import Channel, Lane, LegalClass, Plan, Role, Silence
from services.notify.ports import Rules
from shared.events.catalogue import case_events, credit_events  # noqa: F401 - fill the catalogue
from shared.events.envelope import CATALOGUE

_DAY = 86_400
_SECONDS = validate.Range(min=1, max=30 * _DAY)
SERVICE = Path(__file__).parents[1]


class RulesWrong(Exception):
    """The rule files contradict each other or the law's silences."""


class PlanRow(DatedRow):
    """One row of rules/plans/plans.json."""

    id = fields.String(required=True)
    event = fields.String(required=True)
    when = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), required=True)
    role = fields.Enum(Role, by_value=True, required=True)
    template = fields.String(required=True)
    template_version = fields.Integer(required=True, validate=validate.Range(min=1))
    channels = fields.List(fields.Enum(Channel, by_value=True), required=True)
    lane = fields.Enum(Lane, by_value=True, required=True)
    legal_class = fields.Enum(LegalClass, by_value=True, required=True)
    limit_code = fields.String(required=True, allow_none=True)
    link = fields.String(required=True, validate=validate.Regexp(r"/[^/]"))


class SilenceRow(DatedRow):
    """One row of rules/plans/silences.json."""

    event = fields.String(required=True)
    role = fields.Enum(Role, by_value=True, required=True)


class PatienceRow(DatedRow):
    """One row of rules/channels/patience.json."""

    channel = fields.Enum(Channel, by_value=True, required=True)
    first_seconds = fields.Integer(required=True, validate=_SECONDS)
    longest_seconds = fields.Integer(required=True, validate=_SECONDS)
    tries = fields.Integer(required=True, validate=validate.Range(min=1, max=50))
    lease_seconds = fields.Integer(required=True, validate=validate.Range(min=10, max=_DAY))


def load_rules(folder: Path = SERVICE) -> Rules:
    """Return the rules of the service.

    Raises:
        RulesWrong: a row has not the shape it must have, or a plan breaks a silence, or names
            what does not exist.
        TemplateWrong: a template asks for what its event does not tell.
    """
    plans = [_plan(row) for row in _rows(folder / "rules/plans/plans.json", PlanRow())]
    silences = [
        Silence(**with_basis(row))
        for row in _rows(folder / "rules/plans/silences.json", SilenceRow())
    ]
    patience = [
        _patience(row) for row in _rows(folder / "rules/channels/patience.json", PatienceRow())
    ]
    if sorted(each.channel for each in patience) != sorted(Channel):
        raise RulesWrong("each channel needs exactly one row of patience")
    templates = load_templates(folder / "templates/messages")
    for plan in plans:
        check_plan(plan, silences=silences, templates=templates)
    return Rules(
        plans=plans,
        patience={each.channel: each for each in patience},
        templates=templates,
    )


def check_plan(
    plan: Plan,
    *,
    silences: Sequence[Silence],
    templates: Mapping[tuple[str, int], Template],
) -> None:
    """See that a plan tells a known event, in words that fit, to whom it may be told.

    Raises:
        RulesWrong: it does not.
        TemplateWrong: its template asks for what the event does not tell.
    """
    if plan.event not in CATALOGUE:
        raise RulesWrong(f"{plan.id}: no such event: {plan.event}")
    if unknown := set(plan.when) - set(CATALOGUE[plan.event].__dataclass_fields__):
        raise RulesWrong(f"{plan.id}: the event has no {', '.join(sorted(unknown))}")
    if any(silence.is_broken_by(plan) for silence in silences):
        raise RulesWrong(f"{plan.id}: must not be told to the {plan.role}")
    template = templates.get((plan.template, plan.template_version))
    if template is None:
        raise RulesWrong(f"{plan.id}: no template {plan.template} v{plan.template_version}")
    known = placeholders_of(plan.event)
    check(template, known)
    if not places_of(plan.link) <= known:
        raise RulesWrong(f"{plan.id}: the link asks for what the event does not tell")


def _rows(path: Path, schema: Schema) -> list[dict[str, Any]]:
    try:
        loaded: list[dict[str, Any]] = schema.load(json.loads(path.read_text("utf-8")), many=True)
    except ValidationError as error:
        raise RulesWrong(f"{path.name}: {error.messages}") from error
    except ValueError as error:
        raise RulesWrong(f"{path.name}: is not JSON ({error})") from error
    return loaded


def _plan(row: Mapping[str, Any]) -> Plan:
    plan = Plan(**with_basis(row))
    return replace(
        plan,
        channels=tuple(plan.channels),
        when={name: tuple(values) for name, values in plan.when.items()},
    )


def _patience(row: Mapping[str, Any]) -> Patience:
    fitted = with_basis(row)
    return Patience(
        channel=fitted["channel"],
        first=timedelta(seconds=fitted["first_seconds"]),
        longest=timedelta(seconds=fitted["longest_seconds"]),
        tries=fitted["tries"],
        lease=timedelta(seconds=fitted["lease_seconds"]),
        basis=fitted["basis"],
    )
