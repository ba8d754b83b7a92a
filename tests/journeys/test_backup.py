"""A copy is taken while people work, and what is put back is what was copied."""

import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

import pytest

from services.complaints.commands.reconcile import compare
from services.credit.commands.entries import lines_of
from services.credit.usecases.verify_ledger import verify_ledger
from shared.clock import utc_now
from shared.errors import Unavailable
from shared.keeping import manifest
from shared.keeping.manifest import read_manifest
from shared.keeping.put_back import put_back
from shared.keeping.refused import Refused
from shared.mongo.client import Documents
from shared.mongo.lease import Lease
from shared.relay_loop import LEASE_LASTS, RELAY
from tests.complaints import LINZHIYUAN
from tests.conftest import own_database
from tests.journeys.keepings import ORDER, copied, keepings, restored
from tests.journeys.planted import CASE, DRAFT, live
from tests.journeys.product import Product, running
from tests.journeys.secrets import EVERYTHING, NAME, REPORTER, WRITINGS
from tests.journeys.story import a_complaint_body, file, messages, until

pytestmark = pytest.mark.engines
AFTERWARDS = "HY-2026-00002-1"
WHY = {"reason": "I1", "text": "核对"}


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Copies from before anything happened, and from the middle of the work."""

    product: Product
    early: Mapping[str, Path]
    late: Mapping[str, Path]


@pytest.fixture(scope="module")
def kept(product: Product, tmp_path_factory) -> Kept:
    early = copied(product, tmp_path_factory.mktemp("early"))
    with product.working():
        live(product)
        late = copied(product, tmp_path_factory.mktemp("late"))
        file(product, a_complaint_body(), key="after-the-copy")
        until(lambda: {m.get("case_id") for m in messages(product)} >= {CASE, AFTERWARDS})
    return Kept(product=product, early=early, late=late)


@pytest.fixture
def others(kept) -> Iterator[dict[str, Documents]]:
    """Give three empty databases."""
    with ExitStack() as stack:
        url = kept.product.engines.mongo_url
        yield {name: stack.enter_context(own_database(url)) for name in ORDER}


@contextmanager
def in_use(kept: Kept, databases: Mapping[str, Documents], root: Path) -> Iterator[Product]:
    """Give the product over what was put back, at the time of the copy's product."""
    with running(kept.product.engines, databases, root) as product:
        product.clock.now = kept.product.clock()
        yield product


def is_indexed(product: Product, number: str) -> bool:
    try:
        return bool(product.complaints.index.versions([number]))
    except Unavailable:
        return False


def reconciled(product: Product, capsys) -> tuple[int, str]:
    lines = StringIO("".join(f"{line}\n" for line in lines_of(product.credit.ledger)))
    capsys.readouterr()
    code = compare(lines, product.complaints)
    return code, capsys.readouterr().out


def test_what_was_put_back_compares_with_its_copy_in_every_point(kept, others):
    checks = restored(kept.product, kept.late, others)
    wrong = [(name, each) for name, them in checks.items() for each in them if not each.holds]
    assert wrong == []
    told = {each.what: each.found for each in [*checks["credit"], *checks["complaints"]]}
    assert (told["ledger entries"], told["ledger chain"]) == ("1", "whole")
    assert (told["cases"], told["cases in the index"], told["cases that differ"]) == ("1", "1", "0")
    assert int(told["fs.chunks"]) == 1


def test_people_find_everything_again_and_the_product_goes_on(kept, others, tmp_path, capsys):
    restored(kept.product, kept.late, others, void=5)
    with in_use(kept, others, tmp_path) as product:
        page = product.person("complaints", LINZHIYUAN).get(f"/complaints/cases/{CASE}")
        assert page.status_code == 200
        shown = product.person("complaints", LINZHIYUAN).post(
            f"/complaints/cases/{CASE}/identity", data=WHY
        )
        assert NAME in shown.text
        draft = product.person("complaints", REPORTER).get(f"/complaints/file/{DRAFT}/evidence")
        assert NAME in draft.text
        assert reconciled(product, capsys) == (0, "do not agree: 0\n")
        with product.working():
            number = file(product, a_complaint_body(), key="after-putting-back")["id"]
            until(lambda: is_indexed(product, number))
            until(lambda: number in {m.get("case_id") for m in messages(product)})
        # The number that was given out after the copy was told to somebody.
        assert number == "HY-2026-00007-1"
        assert verify_ledger(ledger=product.credit.ledger).count == 1


def test_a_ledger_older_than_the_cases_catches_up_by_itself(kept, others, tmp_path, capsys):
    restored(kept.product, {**kept.late, "credit": kept.early["credit"]}, others)
    with in_use(kept, others, tmp_path) as product:
        code, told = reconciled(product, capsys)
        assert code == 1
        assert f"{CASE} " in told
        assert "the ledger has no entry of this decision" in told
        with product.working():
            until(lambda: verify_ledger(ledger=product.credit.ledger).count == 1)
        assert reconciled(product, capsys) == (0, "do not agree: 0\n")


def test_cases_older_than_the_ledger_are_named(kept, others, tmp_path, capsys):
    restored(kept.product, {**kept.late, "complaints": kept.early["complaints"]}, others)
    with in_use(kept, others, tmp_path) as product:
        code, told = reconciled(product, capsys)
        assert code == 1
        assert f"{CASE} " in told
        assert "entry 1: the case is not in the store" in told
        assert "do not agree: 1" in told


def test_a_copy_holds_no_secret_and_no_key(kept):
    settings = kept.product.complaints.settings
    for folder in kept.late.values():
        for path in folder.iterdir():
            raw = path.read_bytes()
            text = gzip.decompress(raw) if path.suffix == ".gz" else raw
            for secret in (*WRITINGS, NAME, EVERYTHING, settings.master_key):
                assert secret.encode() not in text, path.name
        assert folder.stat().st_mode & 0o077 == 0


def test_a_database_that_holds_something_is_left_alone_unless_told(kept):
    there = keepings(kept.product, kept.product.databases)["credit"]
    before = list(there.database["ledger"].aggregate([]))
    with pytest.raises(Refused, match=r"is not empty .*ledger"):
        put_back(kept.late["credit"], there)
    assert list(there.database["ledger"].aggregate([])) == before


def test_what_was_cut_short_is_begun_again_by_the_same_command(kept, others, monkeypatch):
    target = keepings(kept.product, others)["credit"]
    others["credit"]["ledger"].insert_one({"_id": 1, "half": True})
    others["credit"]["restores"].insert_one({"_id": "last", "state": "loading"})
    assert all(check.holds for check in put_back(kept.late["credit"], target))


@pytest.mark.parametrize("service", ORDER)
def test_a_damaged_or_cut_off_copy_is_refused_before_anything_is_changed(
    kept, others, service, tmp_path
):
    folder = tmp_path / "copy"
    folder.mkdir()
    for path in kept.late[service].iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    victim = folder / read_manifest(folder).tables[-1].file
    victim.write_bytes(victim.read_bytes()[:-9])
    with pytest.raises(Refused, match="missing or damaged"):
        put_back(folder, keepings(kept.product, others)[service])
    (folder / manifest.NAME).unlink()
    with pytest.raises(Refused, match="no whole copy"):
        put_back(folder, keepings(kept.product, others)[service])
    assert others[service].list_collection_names() == []


def test_a_copy_of_a_newer_schema_or_another_service_is_refused(kept, others, tmp_path):
    target = keepings(kept.product, others)["credit"]
    with pytest.raises(Refused, match="a copy of notify, not of credit"):
        put_back(kept.late["notify"], target)
    told = json.loads((kept.late["credit"] / manifest.NAME).read_text("utf-8"))
    (tmp_path / manifest.NAME).write_text(json.dumps({**told, "schema": 99, "tables": []}), "utf-8")
    with pytest.raises(Refused, match="newer release"):
        put_back(tmp_path, target)


def test_another_key_is_refused_and_what_is_lost_without_it_is_said(kept, others):
    whole = keepings(kept.product, others)["complaints"]
    other = replace(whole, keys={**whole.keys, "MASTER_KEY": ["another"]})
    with pytest.raises(Refused, match="identities, contacts, narratives") as refused:
        put_back(kept.late["complaints"], other)
    assert "--without MASTER_KEY" in refused.value.detail
    assert others["complaints"].list_collection_names() == []
    former = replace(whole, keys={**whole.keys, "MASTER_KEY": ["new", *whole.keys["MASTER_KEY"]]})
    assert all(check.holds for check in put_back(kept.late["complaints"], former))
    checks = put_back(kept.late["complaints"], other, replace=True, without=["MASTER_KEY"])
    assert all(check.holds for check in checks)


def test_nothing_is_put_back_under_a_relay_at_work(kept, others):
    target = keepings(kept.product, others)["credit"]
    lease = Lease(others["credit"], RELAY, "somebody", LEASE_LASTS)
    assert lease.hold(utc_now())
    with pytest.raises(Refused, match="A relay works"):
        put_back(kept.late["credit"], target, replace=True)
    lease.release()
    assert all(check.holds for check in put_back(kept.late["credit"], target))
