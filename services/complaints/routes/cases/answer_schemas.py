"""The answers of the case API as they are described to programs."""

from marshmallow import Schema, fields


class CaseLineSchema(Schema):
    """A line with the system's finding; amounts in CNY, two places, null where not meant."""

    no = fields.Integer()
    item = fields.String()
    charged_on = fields.String(allow_none=True)
    quantity = fields.String(allow_none=True)
    unit = fields.String(allow_none=True)
    amount = fields.String()
    facts = fields.Dict(
        metadata={"description": "Ship, time and cargo as told: net_tons, days, period_from …"}
    )
    finding = fields.String()
    reason = fields.String()
    allowed = fields.String(allow_none=True)
    over = fields.String(allow_none=True)
    violation = fields.String(allow_none=True)
    rows = fields.List(fields.Dict())
    finding_by_officer = fields.Dict(allow_none=True)


class CaseRoutingSchema(Schema):
    """Who handles the case and why."""

    lead = fields.Dict()
    partners = fields.List(fields.Dict())
    basis = fields.String()
    measures = fields.List(fields.String())
    rule_version = fields.String()
    note = fields.String()
    lead_instead = fields.Dict(
        allow_none=True,
        metadata={
            "description": "The department the case is to be passed on to since its respondent "
            "was named or corrected; null while the one in charge is the right one."
        },
    )


class CaseClockSchema(Schema):
    """A time limit with its arithmetic."""

    code = fields.String()
    title = fields.String()
    started_on = fields.String()
    due_on = fields.String()
    provisional = fields.Boolean()
    steps = fields.List(fields.String())
    basis = fields.String()
    basis_kind = fields.String()
    met_on = fields.String(allow_none=True)


class CaseAnswerSchema(Schema):
    """What the reporter is told of a case."""

    id = fields.String()
    submission = fields.String()
    state = fields.String()
    state_name = fields.String()
    track = fields.String()
    track_name = fields.String()
    filed_at = fields.String()
    title = fields.String()
    secret = fields.Boolean()
    heading = fields.String()
    charged = fields.String()
    over = fields.String()
    lines = fields.List(fields.Nested(CaseLineSchema))
    routing = fields.Nested(CaseRoutingSchema)
    clocks = fields.List(fields.Nested(CaseClockSchema))
    timeline = fields.List(fields.Dict())
    attachments = fields.List(fields.Dict())
    linked = fields.List(fields.Dict())
    why_apart = fields.List(fields.String())
    category = fields.String()
    answers = fields.Dict(keys=fields.String(), values=fields.String())
    consents = fields.List(fields.Dict())
    service = fields.Dict(allow_none=True)
    links = fields.Dict(keys=fields.String(), values=fields.String())


class OfficersCaseSchema(Schema):
    """Everything of a case but what is sealed."""

    id = fields.String()
    submission = fields.String()
    version = fields.Integer()
    city = fields.String()
    track = fields.String()
    state = fields.String()
    channel = fields.String()
    title = fields.String()
    statement = fields.String()
    request = fields.String()
    bill_no = fields.String(allow_none=True)
    respondent = fields.Dict()
    reporter = fields.Dict(keys=fields.String(), values=fields.String())
    heading = fields.String()
    lines = fields.List(fields.Nested(CaseLineSchema))
    charged = fields.String()
    over = fields.String()
    department = fields.String()
    officers = fields.List(fields.String())
    partners = fields.List(fields.String())
    forwarding = fields.Dict(
        allow_none=True, metadata={"description": "Who sent the case here, and the report it owes"}
    )
    dispute = fields.Dict(
        allow_none=True, metadata={"description": "The open dispute of competence"}
    )
    tasks = fields.List(
        fields.Dict(),
        metadata={"description": "What other departments were asked: number, department, question"},
    )
    routing = fields.Nested(CaseRoutingSchema)
    clocks = fields.List(fields.Nested(CaseClockSchema))
    due_on = fields.String(allow_none=True)
    overdue = fields.List(fields.String())
    filing = fields.Dict(allow_none=True)
    notices = fields.List(fields.Dict())
    questions = fields.List(
        fields.Dict(), metadata={"description": "What the respondent was asked and answered."}
    )
    decision = fields.Dict(allow_none=True)
    service = fields.Dict(allow_none=True)
    refunds = fields.Dict(allow_none=True)
    reporter_told_on = fields.String(allow_none=True)
    attachments = fields.List(fields.Dict())
    linked = fields.List(fields.String())
    why_apart = fields.List(fields.String())
    origin = fields.Dict()
    timeline = fields.List(fields.Dict())
    actions = fields.List(fields.Dict())


class TimelineStepSchema(Schema):
    """One step of a case."""

    at = fields.String(metadata={"format": "date-time"})
    action = fields.String()
    action_name = fields.String()
    outcome = fields.String()
    state = fields.String()
    state_name = fields.String()
    actor = fields.String(metadata={"description": "sub of an officer, or system, reporter …"})
    actor_name = fields.String()
    department = fields.String(allow_none=True)
    legal = fields.Boolean(metadata={"description": "Whether it is a legal act."})
    text = fields.String()
    values = fields.Dict(keys=fields.String(), values=fields.String())
    shown_to = fields.List(fields.String(), metadata={"description": "Who else reads values."})


class TimelineSchema(Schema):
    """The steps of a case, oldest first."""

    id = fields.String()
    version = fields.Integer()
    state = fields.String()
    steps = fields.List(fields.Nested(TimelineStepSchema))


class WorklistSchema(Schema):
    """Open cases by due date, grouped."""

    groups = fields.Dict(keys=fields.String(), values=fields.List(fields.Dict()))
    total = fields.Integer()
    more = fields.Boolean()


class AttachmentAnswerSchema(Schema):
    """A stored file; refer to it by id within 23 hours."""

    id = fields.String()
    name = fields.String()
    type = fields.String()
    size = fields.Integer()
    sha256 = fields.String()


class RecipientSchema(Schema):
    """Where a recipient can be reached now."""

    language = fields.String()
    email = fields.String()
    inbox_owner = fields.String()
    masked = fields.String()
