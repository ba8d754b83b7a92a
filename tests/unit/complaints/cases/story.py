"""A case taken through its actions, each by a lawful person on a lawful day."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.take import take
from shared.clock import local_date
from shared.principal import Principal
from tests.complaints import LINZHIYUAN, NOW, REGISTERED, SUQING, TERMINAL, a_case, an_act

FINDING = forms.LineFindingForm(no=1, upheld=True, violation="V2", over=Decimal("48.00"))
PENALTY = forms.DraftDecision(
    respondent_uscc=TERMINAL,
    respondent_name=REGISTERED,
    kind="penalty",
    level="ordinary",
    fine=Decimal(1000),
    confiscation=Decimal(0),
    refund=Decimal("48.00"),
    legal_basis=("价格法第三十九条",),
    facts="多收货物港务费 48.00 元。",
)


def given_back(on: date, no: int = 1, amount: Decimal = Decimal("48.00")) -> RecordedStep:
    """Return the step that records that a refund was given back."""
    values = {"refund": str(no), "what": "paid", "amount": str(amount), "on": on.isoformat()}
    return RecordedStep(action="record_refund", values={**values, "text": "转账回单"})


class Story:
    """A case that is acted on; `now` moves only when told to."""

    def __init__(self, case: Case | None = None, now: datetime = NOW) -> None:
        self.case: Any = case or a_case()
        self.now = now
        self.events: list[Any] = []

    @property
    def today(self):
        """The legal day."""
        return local_date(self.now)

    def forward(self, days: int) -> "Story":
        """Let days pass."""
        self.now += timedelta(days=days)
        return self

    def do(self, form: forms.Form, by: Principal | None = LINZHIYUAN) -> "Story":
        """Take an action."""
        self.case, events = take(self.case, form, an_act(self.case, by, self.now))
        self.events += events
        return self

    def checking(self) -> "Story":
        """Begin the check."""
        return self.do(forms.BeginCheck(officers=(SUQING.sub,)))

    def proposed(self, outcome: str = "filed", ground: str = "F19") -> "Story":
        """Propose whether to file."""
        form = forms.ProposeFiling(outcome=outcome, ground=ground, text="线索属实。")
        return self.checking().do(form)

    def filed(self) -> "Story":
        """File the case."""
        return self.proposed().do(forms.DecideFiling(confirm=True), by=SUQING)

    def not_filed(self, ground: str = "N20-2") -> "Story":
        """Decide not to file."""
        return self.proposed("not_filed", ground).do(forms.DecideFiling(confirm=True), by=SUQING)

    def found(self) -> "Story":
        """Uphold the first line."""
        return self.filed().do(forms.RecordFinding(findings=(FINDING,)))

    def noticed(self) -> "Story":
        """Give prior notice today."""
        form = forms.GiveNotice(given_on=self.today, way="direct", text="拟处罚款 1000 元。")
        return self.found().do(form)

    def defended(self) -> "Story":
        """Let the time for an answer pass without one."""
        return self.noticed().forward(14).do(forms.RecordDefence())

    def drafted(self) -> "Story":
        """Draft a penalty."""
        return self.defended().do(PENALTY)

    def decided(self) -> "Story":
        """Approve it by the other officer."""
        form = forms.ApproveDecision(
            approve=True, respondent_uscc=TERMINAL, document_no="海市监处罚〔2026〕61号"
        )
        return self.drafted().do(form, by=SUQING)

    def effective(self) -> "Story":
        """Serve it today."""
        self.decided()
        form = forms.RecordService(served_on=self.today, way="direct", proof="送达回证 12 号")
        return self.do(form)

    def refunded(self) -> "Story":
        """Record today that all that was ordered back was given back."""
        for refund in self.case.refunds.each:
            self.do(given_back(self.today, refund.no, refund.left))
        return self
