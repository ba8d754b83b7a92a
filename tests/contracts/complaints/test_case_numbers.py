"""Case numbers: taken by the case itself, without gaps, whoever else files."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from services.complaints.adapters.case_store import MongoCaseStore
from services.complaints.domain.cases.command import Command
from services.complaints.domain.cases.file_case import first_case
from shared.errors import Invalid
from shared.mongo.numbers import NumberBook
from tests.complaints import a_case, ports_over

pytestmark = pytest.mark.engines
SERIES = "HY-2026"


@pytest.fixture
def database(mongo_database):
    ports_over(mongo_database)
    return mongo_database


def file(store: MongoCaseStore, key: str, *, fingerprint: str = "f") -> str:
    """File a case in the series; return its number."""

    def made(submission: str):
        return [a_case(submission=submission)], []

    return store.file(SERIES, made, Command(key=key, fingerprint=fingerprint)).id


def test_processes_that_file_at_once_leave_no_gap_and_take_none_twice(database):
    stores = [MongoCaseStore(database) for _ in range(3)]
    with ThreadPoolExecutor(12) as clients:
        numbers = list(clients.map(lambda n: file(stores[n % 3], f"key-{n}"), range(60)))
    assert sorted(numbers) == [first_case(f"{SERIES}-{n:05d}") for n in range(1, 61)]


def test_the_same_command_at_once_from_everywhere_files_once(database):
    stores = [MongoCaseStore(database) for _ in range(4)]
    with ThreadPoolExecutor(8) as clients:
        numbers = set(clients.map(lambda n: file(stores[n % 4], "key"), range(16)))
    assert numbers == {f"{SERIES}-00001-1"}
    assert file(stores[0], "other") == f"{SERIES}-00002-1"


def test_a_process_that_starts_finds_the_head_of_a_long_series(database):
    known = MongoCaseStore(database)
    for number in range(1, 38):
        file(known, f"key-{number}")
    assert file(MongoCaseStore(database), "new") == f"{SERIES}-00038-1"


def test_a_number_that_a_dead_filing_left_open_is_given_to_the_next(database):
    store = MongoCaseStore(database)

    def dies(submission: str):
        raise RuntimeError(submission)

    with pytest.raises(RuntimeError):
        store.file(SERIES, dies, Command(key="dies", fingerprint="f"))
    assert file(store, "lives") == f"{SERIES}-00001-1"


def test_a_key_with_another_body_is_refused_and_takes_no_number(database):
    store = MongoCaseStore(database)
    file(store, "key")
    with pytest.raises(Invalid):
        file(store, "key", fingerprint="another")
    assert file(store, "next") == f"{SERIES}-00002-1"


def test_numbers_that_are_passed_over_are_given_to_no_case(database):
    store = MongoCaseStore(database)
    file(store, "key-1")
    for _ in range(2):
        MongoCaseStore(database).pass_over(SERIES, 3, "copy of yesterday")
    assert file(MongoCaseStore(database), "key-2") == first_case(f"{SERIES}-00005")
    MongoCaseStore(database).pass_over(SERIES, 1, "copy of today")
    assert file(MongoCaseStore(database), "key-3") == first_case(f"{SERIES}-00007")


def test_a_number_an_earlier_release_claimed_is_not_given_again(database):
    NumberBook(database).claim("HY|2026", "a filing that was cut short")
    assert file(MongoCaseStore(database), "key-1") == first_case(f"{SERIES}-00002")
