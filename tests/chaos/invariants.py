"""What must hold at the end, read from the stores themselves; each check returns what is wrong."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from mailbox import Maildir
from pathlib import Path
from typing import Any

from kafka import KafkaConsumer, TopicPartition

from services.complaints.usecases.search.verify_index import verify_index
from services.credit.usecases.score_of import score_of
from services.credit.usecases.verify_ledger import verify_ledger
from services.notify.adapters.rule_files import load_rules
from services.notify.domain.plans.plan import Plan
from services.notify.domain.plans.planning import plan_messages
from shared.clock import local_date
from shared.events.envelope import decode
from shared.kafka.topics import TOPICS, parked
from shared.local.programs import SERVICES
from shared.mongo.client import Document
from shared.mongo.outbox import SENT
from tests.chaos.course import bill_of
from tests.chaos.fleet import Fleet
from tests.chaos.journal import Journal
from tests.chaos.stores import Stores
from tests.journeys.product import CHANGES

Wrong = Iterator[str]
EMAIL, INBOX, ACCEPTED, POSSIBLY = "email", "inbox", "accepted", "possibly_sent"


def stored_once(stores: Stores, journal: Journal) -> Wrong:
    """Every acknowledged complaint is one case, and nothing else is a case."""
    cases = stores.all("complaints", "cases")
    bills = Counter(case["bill_no"] for case in cases)
    for number, case_id in journal.filed.items():
        if (times := bills.pop(bill_of(number), 0)) != 1:
            yield f"complaint {number} is stored {times} times"
        if not any(case["_id"] == case_id and case["bill_no"] == bill_of(number) for case in cases):
            yield f"complaint {number} is not the case {case_id}"
    yield from (f"stored and never acknowledged: {bill} {n} times" for bill, n in bills.items())


def every_step_once(stores: Stores, journal: Journal) -> Wrong:
    """Every acknowledged step is in the history once, at a version not above the stored one."""
    for case in stores.all("complaints", "cases"):
        case_id = case["_id"]
        taken = [step["action"] for step in case["timeline"]]
        told = journal.steps.get(case_id, [])
        people = [action for action in taken if action not in {"file", "reporter_told", "overdue"}]
        if people != told:
            yield f"{case_id}: acknowledged {told}, stored {people}"
        if case["version"] < journal.versions.get(case_id, 0):
            yield f"{case_id}: version {case['version']} is older than acknowledged"
        if taken.count("reporter_told") > 1:
            yield f"{case_id}: reporter told {taken.count('reporter_told')} times"
        if "decide_filing" in taken and "reporter_told" not in taken:
            yield f"{case_id}: the limit for telling the reporter was not met by the message"


def nothing_waits(stores: Stores, _journal: Journal) -> Wrong:
    """No outbox holds anything."""
    for service in SERVICES:
        for document in stores.all(service, CHANGES[service]):
            if document.get("outbox") or document.get("outbox_since"):
                yield f"{service}: {document['_id']} still has {len(document.get('outbox', []))}"


def indexed_at_last_version(stores: Stores, journal: Journal) -> Wrong:
    """Store and index hold the same cases at the same versions."""
    c = stores.complaints
    found = verify_index(source=c.source, index=c.index, now=c.now())
    yield from (f"index: {each}" for each in found.differences)
    if not found.stored == found.indexed == len(journal.filed):
        yield f"{len(journal.filed)} filed, {found.stored} in store, {found.indexed} in index"


def in_the_ledger_once(stores: Stores, _journal: Journal) -> Wrong:
    """One entry for each penalty in effect, and no other; the chain holds."""
    verdict = verify_ledger(ledger=stores.credit.ledger)
    if not verdict.is_whole:
        yield f"the chain breaks at {verdict.first_bad}"
    entries = Counter(e["event"]["source_case"] for e in stores.all("credit", "ledger"))
    cases = stores.all("complaints", "cases")
    due = Counter(case["_id"] for case in cases if case.get("service"))
    if entries != due:
        yield f"ledger: missing {dict(due - entries)}, too many {dict(entries - due)}"


def scores_as_worked_out(stores: Stores, _journal: Journal) -> Wrong:
    """The stored score is the one that the entries give."""
    c = stores.credit
    for subject in stores.all("credit", "subjects"):
        fresh = score_of(subject["_id"], ledger=c.ledger, packs=c.packs, now=c.now())
        if (fresh.score, fresh.grade) != (subject["score"], subject["grade"]):
            yield f"{subject['_id']}: stored {subject['score']}, worked out {fresh.score}"


def told_once(stores: Stores, journal: Journal) -> Wrong:
    """One message an event, recipient and channel; all there are, none twice."""
    messages = stores.all("notify", "messages")
    owed = Counter((m["event_id"], m["recipient_ref"], m["channel"]) for m in messages)
    yield from (f"{key} is there {count} times" for key, count in owed.items() if count > 1)
    plans = load_rules().plans
    for case in stores.all("complaints", "cases"):
        expected = Counter(_expected(case, plans))
        found = Counter(
            (m["event_type"], m["role"], m["channel"])
            for m in messages
            if m.get("case_id") == case["_id"]
        )
        if expected != found:
            yield (
                f"{case['_id']}: missing {dict(expected - found)}, many {dict(found - expected)}"
            )
    yield from _told_of_copies(stores, plans, {m["_id"] for m in messages})


def _expected(case: Document, plans: Sequence[Plan]) -> Iterator[tuple[str, str, str]]:
    events: list[tuple[str, Any, Mapping[str, str]]] = [
        ("case.filed.v1", case["filed_at"], {"track": case["track"]})
    ]
    for step in case["timeline"]:
        if step["action"] == "decide_filing":
            events.append(("case.filing_decided.v1", step["at"], {"outcome": step["outcome"]}))
        if step["action"] == "record_service":
            events.append(("decision.served.v1", step["at"], {}))
    for kind, at, facts in events:
        for plan in plans:
            holds = plan.event == kind and plan.basis.holds(local_date(at), case["city"])
            if holds and all(facts.get(name) in wanted for name, wanted in plan.when.items()):
                yield from ((kind, plan.role.value, channel.value) for channel in plan.channels)


def _told_of_copies(stores: Stores, plans: Sequence[Plan], there: set[str]) -> Wrong:
    """Every event of which the relays still hold a copy has all of its messages."""
    for service in ("complaints", "credit"):
        for copy in stores.all(service, SENT):
            envelope, event = decode(copy["body"].encode())
            if event is None:
                continue
            for message in plan_messages(event, envelope.id, plans=plans, now=stores.credit.now()):
                if message.id not in there:
                    yield f"{service} {envelope.type} {envelope.id}: no message {message.id}"


def sent_once_or_marked(stores: Stores, _journal: Journal, mails: Path) -> Wrong:
    """An accepted mail is in the mail server once; one possibly sent at most once; others never."""
    box = Maildir(mails)
    ids = [str(mail["Message-ID"]) for mail in box]
    found = Counter(each.strip("<>").partition("@")[0] for each in ids)
    for message in stores.all("notify", "messages"):
        times, state = found.pop(message["_id"], 0), message["state"]
        about = f"{message['event_type']} to {message['role']} by {message['channel']}"
        if state not in {ACCEPTED, POSSIBLY}:
            yield f"{about} is {state}: {message.get('reason')}"
        if message["channel"] != EMAIL:
            continue
        if times > 1 or (state == ACCEPTED and times != 1):
            yield f"{about} is {state}, in the mail server {times} times"
    yield from (f"mail nobody owes: {each}" for each in found)


def parked_messages(fleet: Fleet) -> list[str]:
    """Return the reason of every message that is parked."""
    reader = KafkaConsumer(bootstrap_servers=fleet.engines.broker.address)
    reasons: list[str] = []
    try:
        for topic in TOPICS:
            where = TopicPartition(parked(topic.name), 0)
            reader.assign([where])
            reader.seek_to_beginning()
            end = reader.end_offsets([where])[where]
            while reader.position(where) < end:
                for records in reader.poll(timeout_ms=500).values():
                    reasons += [_reason(topic.name, record) for record in records]
    finally:
        reader.close()
    return reasons


def _reason(topic: str, record: Any) -> str:
    about = {name: value.decode() for name, value in record.headers}
    return f"{topic} ({about.get('group', '?')}): {about.get('reason', '')}"


CHECKS: Mapping[str, Callable[[Stores, Journal], Wrong]] = {
    "each complaint stored once": stored_once,
    "each acknowledged step taken once": every_step_once,
    "outboxes empty": nothing_waits,
    "indexed at the last version": indexed_at_last_version,
    "in the ledger once, chain whole": in_the_ledger_once,
    "scores as worked out from the ledger": scores_as_worked_out,
    "one message an event, recipient, channel": told_once,
}
