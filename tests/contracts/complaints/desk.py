"""Filing and handling as officers do it, over the real adapters."""

from datetime import date, timedelta

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.complaint import FileComplaint
from services.complaints.usecases.cases.file_complaint import file_complaint
from services.complaints.usecases.cases.meet_staff import meet
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from tests.complaints import (
    LINZHIYUAN,
    LUHENG,
    NOW,
    SUQING,
    TERMINAL,
    a_complaint,
    ports_over,
    rules,
)
from tests.unit.complaints.cases.story import FINDING, PENALTY


def staffed(mongo_database):
    ports = ports_over(mongo_database)
    for officer in (LINZHIYUAN, SUQING, LUHENG):
        meet(officer, now=NOW, staff=ports.staff)
    return ports


def filed(ports, command: FileComplaint | None = None, key: str = "key-0001", now=NOW):
    complaint = command or a_complaint()
    return file_complaint(complaint, key=key, now=now, ports=ports, rules=rules())


class Desk:
    """Officers who act on one case, each action under a key of its own."""

    def __init__(self, ports, case) -> None:
        self.ports, self.case, self.now, self.count = ports, case, NOW, 0

    def do(self, form, by=LINZHIYUAN, key: str = ""):
        self.count += 1
        stored = self.ports.cases.get(self.case.id)
        key = key or f"step-{self.count:04d}"
        asked = TakeAction(case_id=self.case.id, form=form, key=key, seen=stored.version)
        self.case = take_action(asked, actor=by, now=self.now, ports=self.ports, rules=rules())
        return self

    def to_notice(self):
        self.do(forms.BeginCheck(officers=("suqing",)))
        self.do(forms.ProposeFiling(outcome="filed", ground="F19", text="线索属实。"))
        self.do(forms.DecideFiling(confirm=True), by=SUQING)
        self.do(forms.RecordFinding(findings=(FINDING,)))
        notice = forms.GiveNotice(given_on=date(2026, 11, 23), way="direct", text="拟处罚。")
        return self.do(notice)

    def to_effect(self):
        self.to_notice()
        self.now += timedelta(days=14)
        self.do(forms.RecordDefence()).do(PENALTY)
        self.do(forms.ApproveDecision(approve=True, respondent_uscc=TERMINAL), by=SUQING)
        service = forms.RecordService(served_on=date(2026, 12, 7), way="direct", proof="回证")
        return self.do(service)
