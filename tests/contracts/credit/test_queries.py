"""The log of queries and the gate's receipts."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.credit.adapters.gate_rule_files import load_gate_rules
from services.credit.domain.measures.catalogue import Decision
from services.credit.usecases.append_documents import append_documents
from services.credit.usecases.ask_gate import AskGate, GatePorts, ask_gate
from services.credit.usecases.log_look import log_daily_looks, log_look
from services.credit.usecases.read_access_log import read_access_log
from shared.errors import Forbidden, Invalid
from shared.mongo.numbers import NumberBook
from shared.principal import Principal, Role
from tests.unit.credit.examples import CHENGWAN, PACK, YUNYU, an_event

pytestmark = pytest.mark.engines
NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
CUSTOMS = Principal(sub="guanhai", name="关海", role=Role.AGENCY, department="hy-customs")
FINANCE = Principal(sub="caizheng", name="财", role=Role.AGENCY, department="hy-finance")


@pytest.fixture
def ports(ledger, subjects, queries, database):
    return GatePorts(
        ledger=ledger,
        subjects=subjects,
        queries=queries,
        numbers=NumberBook(database),
        packs=[PACK],
        rules=load_gate_rules(),
    )


@pytest.fixture
def penalised(ports):
    append_documents(
        [an_event()], ledger=ports.ledger, subjects=ports.subjects, packs=[PACK], now=NOW
    )


def ask(ports, who=CUSTOMS, purpose="green_lane_hy", uscc=YUNYU, key="key-00000001", now=NOW):
    return ask_gate(AskGate(uscc=uscc, purpose=purpose, who=who, key=key), ports=ports, now=now)


def test_an_unknown_enterprise_is_allowed_and_said_to_be_unknown(ports):
    answer = ask(ports)
    assert (answer.decision, answer.known, answer.grade) == (Decision.ALLOW, False, None)
    assert answer.receipt == "G-2026-000001"
    assert answer.feedback_due_on == date(2026, 12, 7)


def test_a_record_in_force_denies_only_what_a_published_measure_names(ports, penalised):
    denied = ask(ports)
    assert denied.decision == Decision.DENY
    assert denied.measures[0].basis == "山东省社会信用条例第二十八条"
    assert denied.measures[0].until == date(2027, 5, 18)
    allowed = ask(ports, purpose="duty_guarantee_hy", key="key-00000002")
    assert (allowed.decision, allowed.measures) == (Decision.ALLOW, ())


def test_another_department_hears_its_own_measures(ports, penalised):
    answer = ask(ports, who=FINANCE, purpose="public_money_hy")
    assert answer.decision == Decision.ALLOW_WITH_CONDITION
    assert [record.document_no for record in answer.records] == ["海市监处罚〔2026〕61号"]


def test_the_same_key_gets_the_same_receipt_and_another_body_is_refused(ports):
    first = ask(ports)
    assert ask(ports, now=NOW + timedelta(hours=1)) == first
    with pytest.raises(Invalid):
        ask(ports, uscc=CHENGWAN)
    assert ask(ports, key="key-00000002").receipt == "G-2026-000002"


def test_a_purpose_outside_the_duty_of_a_department_is_refused(ports):
    with pytest.raises(Forbidden):
        ask(ports, purpose="public_money_hy")
    with pytest.raises(Invalid):
        ask(ports, purpose="curiosity")
    with pytest.raises(Invalid):
        ask(ports, uscc="91370687300000010Q")


def test_a_receipt_leads_to_its_query(ports, queries):
    answer = ask(ports)
    assert queries.with_receipt(answer.receipt) == answer
    assert queries.with_receipt("G-2026-999999") is None
    assert queries.with_receipt("") is None


def test_looks_without_a_receipt_do_not_collide_and_are_read_newest_first(ports, queries):
    ask(ports)
    for minutes in (1, 2):
        log_look(
            YUNYU, "case_handling", fields=("records",), who=CUSTOMS, queries=queries,
            now=NOW + timedelta(minutes=minutes),
        )  # fmt: skip
    later = NOW + timedelta(hours=1)
    page = read_access_log(YUNYU, queries=queries, until=later, now=later)
    assert [query.kind for query in page.queries] == ["look", "look", "gate"]
    assert page.older_than is None
    first = read_access_log(YUNYU, queries=queries, until=later, now=later, most=2)
    assert first.older_than is not None
    rest = read_access_log(YUNYU, queries=queries, until=first.older_than, now=later, most=2)
    assert [len(first.queries), len(rest.queries)] == [2, 1]
    assert read_access_log(CHENGWAN, queries=queries, until=later, now=later).queries == ()


def test_of_a_list_read_all_day_one_line_a_reader_and_enterprise_is_kept(queries):
    for hours in (0, 1, 13, 14, 15):
        for who in (CUSTOMS, FINANCE):
            now = NOW + timedelta(hours=hours)
            log_daily_looks(
                [YUNYU, CHENGWAN, YUNYU], "feed", fields=("records",), who=who,
                queries=queries, now=now,
            )  # fmt: skip
    later = NOW + timedelta(days=1)
    looks = read_access_log(YUNYU, queries=queries, until=later, now=later).queries
    next_day = NOW + timedelta(hours=14)
    assert [look.asked_at for look in looks] == [next_day, next_day, NOW, NOW]
    assert {look.asked_by for look in looks} == {CUSTOMS.sub, FINANCE.sub}
    assert len(read_access_log(CHENGWAN, queries=queries, until=later, now=later).queries) == 4


def test_a_list_without_enterprises_leaves_no_line(queries):
    log_daily_looks([], "feed", fields=("records",), who=CUSTOMS, queries=queries, now=NOW)
    assert read_access_log(YUNYU, queries=queries, until=NOW, now=NOW).queries == ()


@pytest.mark.parametrize("most", [1, 2, 3, 4])
def test_looks_of_the_same_instant_are_never_lost_between_pages(queries, most):
    for minutes, readers in ((0, 1), (1, 2), (2, 1)):
        for reader in range(readers):
            who = Principal(sub=f"r{reader}", name="", role=Role.AGENCY, department="hy-customs")
            now = NOW + timedelta(minutes=minutes)
            log_look(YUNYU, "feed", fields=(), who=who, queries=queries, now=now)
    until: datetime | None = NOW + timedelta(hours=1)
    seen: list[str] = []
    while until is not None:
        page = read_access_log(YUNYU, queries=queries, until=until, now=NOW, most=most)
        seen += [look.id for look in page.queries]
        until = page.older_than
    assert len(seen) == len(set(seen)) == 4
