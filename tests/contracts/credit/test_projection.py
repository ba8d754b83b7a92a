"""Documents in, scores out: once each, whatever the order."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from services.credit.adapters.indexes import SUBJECTS
from services.credit.usecases.append_documents import append_documents
from services.credit.usecases.register_subject import register_subject
from services.credit.usecases.rescore_due import rescore_due
from services.credit.usecases.score_of import score_of
from shared.errors import Conflict, Invalid
from shared.mongo.outbox import MongoOutbox
from tests.unit.credit.examples import PACK, YUNYU, an_ending, an_event

pytestmark = pytest.mark.engines
NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


@pytest.fixture
def append(ledger, subjects):
    def run(*documents, now=NOW):
        return append_documents(documents, ledger=ledger, subjects=subjects, packs=[PACK], now=now)

    return run


@pytest.fixture
def outbox(database):
    return MongoOutbox(database, [SUBJECTS])


def test_a_document_moves_the_score_and_says_so_once(append, subjects, outbox):
    append(an_event())
    append(an_event())
    subject = subjects.get(YUNYU)
    assert (subject.score, subject.grade) == (Decimal("859.25"), "A")
    assert subject.applied_to == 1
    (message,) = outbox.unsent(10)
    assert message.topic == "scores"
    assert '"previous_score":"900.00"' in message.body


def test_fading_alone_sends_nothing_but_the_stored_score_follows(append, subjects, ledger, outbox):
    append(an_event(), now=NOW - timedelta(days=10))
    earlier = subjects.get(YUNYU)
    rescore_due(ledger=ledger, subjects=subjects, packs=[PACK], now=NOW)
    assert subjects.get(YUNYU).score > earlier.score
    assert len(outbox.unsent(10)) == 1


def test_an_end_of_the_longest_period_is_told(append, subjects, ledger, outbox):
    append(an_event())
    after = datetime(2027, 5, 18, 2, 0, tzinfo=UTC)
    assert rescore_due(ledger=ledger, subjects=subjects, packs=[PACK], now=after) == 1
    assert subjects.get(YUNYU).score == Decimal("900.00")
    assert len(outbox.unsent(10)) == 2
    assert subjects.get(YUNYU).due_at is None


def test_what_comes_while_the_clock_is_set_back_counts_with_all_that_came_before(
    append, subjects, ledger
):
    append(an_event())
    append(an_event("后", effective_on=date(2026, 11, 20)), now=NOW - timedelta(hours=26))
    subject = subjects.get(YUNYU)
    fresh = score_of(YUNYU, ledger=ledger, packs=[PACK], now=NOW)
    assert subject.applied_to == 2
    assert (subject.score, subject.grade) == (fresh.score, fresh.grade)
    assert subject.as_of == date(2026, 11, 27)


def test_a_repair_that_arrives_before_the_penalty_ends_in_the_same_score(append, subjects):
    append(an_ending(an_event().document.no, date(2026, 9, 1)))
    append(an_event())
    assert subjects.get(YUNYU).score == Decimal("900.00")


def test_a_batch_with_a_wrong_document_enters_nothing(append, ledger):
    with pytest.raises(Invalid):
        append(an_event(), an_event("坏", subject="91370687300000010Q"))
    assert ledger.head().seq == 0


def test_what_is_not_effective_yet_is_refused(append):
    tomorrow = date(2026, 11, 28)
    with pytest.raises(Invalid) as refused:
        append(an_event(effective_on=tomorrow))
    assert refused.value.errors[0].path == "effective_on"


def test_a_registered_enterprise_starts_at_900_without_an_event(subjects, ledger, outbox):
    for _ in range(2):
        register_subject(
            YUNYU, "海阳云屿集装箱码头有限公司",
            ledger=ledger, subjects=subjects, packs=[PACK], now=NOW,
        )  # fmt: skip
    subject = subjects.get(YUNYU)
    assert (subject.name, subject.score) == ("海阳云屿集装箱码头有限公司", Decimal("900.00"))
    assert outbox.unsent(10) == []


def test_whoever_read_an_older_version_cannot_save(append, subjects):
    append(an_event())
    read = subjects.get(YUNYU)
    subjects.save(read, [], at=NOW)
    with pytest.raises(Conflict):
        subjects.save(read, [], at=NOW)


def test_a_new_name_keeps_the_old_one_as_a_former_name(append, subjects):
    append(an_event())
    append(an_event("新", subject_name="海阳云屿码头（集团）有限公司"))
    assert subjects.get(YUNYU).former_names == ("海阳云屿集装箱码头有限公司",)
    assert [found.uscc for found in subjects.named_like("云屿集装箱")] == [YUNYU]
    assert [found.uscc for found in subjects.named_like("码头(集团")] == [YUNYU]
    assert subjects.named_like("屿云") == []


def test_an_enterprise_that_cannot_be_read_is_passed_over_and_stops_no_other(
    append, subjects, ledger, database
):
    other = "91330482300000029H"
    append(an_event(), an_event("另", subject=other), now=NOW - timedelta(days=10))
    earlier = NOW - timedelta(days=20)
    broken = {"$set": {"score": "no score", "due_at": earlier}}
    database[SUBJECTS].update_one({"_id": YUNYU}, broken)
    assert subjects.due_since(NOW) == earlier
    assert rescore_due(ledger=ledger, subjects=subjects, packs=[PACK], now=NOW) == 1
    assert subjects.due(NOW, 9) == [YUNYU]
    assert subjects.get(other).due_at > NOW


def test_a_text_that_most_names_hold_reads_a_bounded_number_of_them(append, subjects, monkeypatch):
    codes = [YUNYU, "91330482300000029H", "91370687MA3TE5T03T"]
    append(*(an_event(f"文{code}", subject=code) for code in codes))
    assert [each.uscc for each in subjects.named_like("公司")] == sorted(codes)
    monkeypatch.setattr("services.credit.adapters.mongo_subjects.MOST_LOOKED_AT", 2)
    assert len(subjects.named_like("公司")) == 2
