"""The master key is replaced while people work; what its loss costs, and what it does not."""

from base64 import b64encode
from dataclasses import replace
from io import BytesIO

import pytest
from pymongo.errors import EncryptionError

from services.complaints.__main__ import SERVICE
from services.complaints.adapters.vault import MASTER_KEY_BYTES
from services.complaints.adapters.vault_keys import DataKey, Opens, VaultKeys
from services.complaints.app import create_app
from services.complaints.container import build_case_ports, build_container, master_keys
from services.complaints.ports.seal_lost import SealLost
from tests.complaints import LINZHIYUAN, NOW, SETTINGS, SUQING, ZHOULAN, a_body, ports_over, rules
from tests.typed import typing

pytestmark = pytest.mark.engines
SECRET = "周岚 13812346120"
NEW = b64encode(bytes(reversed(range(MASTER_KEY_BYTES)))).decode()
WHILE_REPLACED = replace(SETTINGS, master_key=NEW, master_key_before=SETTINGS.master_key)
AFTERWARDS = replace(SETTINGS, master_key=NEW)
WHY = {"reason": "I1", "text": "核对"}


def vault(settings, database):
    return build_case_ports(settings, database).vault


def keys(settings, database) -> VaultKeys:
    return VaultKeys(database, *master_keys(settings))


def test_everything_opens_before_while_and_after_a_master_key_is_replaced(mongo_database):
    ports_over(mongo_database)
    first = vault(SETTINGS, mongo_database).seal("hy-market", SECRET)
    meanwhile = vault(WHILE_REPLACED, mongo_database)
    assert meanwhile.open(first) == SECRET
    second = meanwhile.seal("jx-market", SECRET)
    both = keys(WHILE_REPLACED, mongo_database)
    assert {each.owner: each.opens for each in both.look()} == {
        "hy-market": Opens.FORMER,
        "jx-market": Opens.PRESENT,
    }
    assert both.wrap_anew() == 1
    assert both.wrap_anew() == 0
    afterwards = vault(AFTERWARDS, mongo_database)
    third = afterwards.seal("hy-port-office", SECRET)
    assert {afterwards.open(each) for each in (first, second, third)} == {SECRET}
    with pytest.raises(EncryptionError):
        vault(SETTINGS, mongo_database).open(first)


def test_a_master_key_can_be_replaced_again_and_again(mongo_database):
    ports_over(mongo_database)
    known, sealed = SETTINGS, []
    for turn in range(3):
        sealed.append(vault(known, mongo_database).seal(f"department-{turn}", SECRET))
        following = b64encode(bytes([turn]) * MASTER_KEY_BYTES).decode()
        meanwhile = replace(known, master_key=following, master_key_before=known.master_key)
        keys(meanwhile, mongo_database).wrap_anew()
        known = replace(SETTINGS, master_key=following)
    last = vault(known, mongo_database)
    assert [last.open(each) for each in sealed] == [SECRET] * 3
    assert {each.opens for each in keys(known, mongo_database).look()} == {Opens.PRESENT}


def test_a_wrong_key_is_an_error_until_the_lost_keys_are_given_up(mongo_database):
    ports_over(mongo_database)
    sealed = vault(SETTINGS, mongo_database).seal("hy-market", SECRET)
    with pytest.raises(EncryptionError):
        vault(AFTERWARDS, mongo_database).open(sealed)
    assert keys(SETTINGS, mongo_database).give_up(NOW.date()) == []
    lost = keys(AFTERWARDS, mongo_database)
    assert lost.give_up(NOW.date()) == ["hy-market"]
    with pytest.raises(SealLost):
        vault(AFTERWARDS, mongo_database).open(sealed)
    anew = vault(AFTERWARDS, mongo_database)
    assert anew.open(anew.seal("hy-market", SECRET)) == SECRET
    assert DataKey(owner="hy-market", opens=Opens.PRESENT) in lost.look()


@pytest.fixture
def after_the_loss(mongo_database, signed_in):
    """Give the pages after a case with a file was filed, the key lost and the keys given up."""
    ports_over(mongo_database)
    with_key = _pages(SETTINGS, mongo_database)
    client = signed_in(with_key.test_client(), ZHOULAN)
    part = {"file": (BytesIO(b"%PDF-1.7\nbill"), "账单.pdf")}
    attachment = client.post("/api/attachments", data=part).get_json()["id"]
    filed = client.post(
        "/api/complaints",
        json=a_body(attachments=[attachment]),
        headers={"Idempotency-Key": "before-the-loss"},
    ).get_json()
    begun = {"matter": "over", "city": "haiyang"}
    assert client.post(f"/complaints/file/{'d' * 32}/matter", data=begun).status_code < 400
    keys(AFTERWARDS, mongo_database).give_up(NOW.date())
    return _pages(AFTERWARDS, mongo_database), filed["id"], attachment


def test_cases_go_on_without_the_identities_that_were_lost(after_the_loss, signed_in):
    app, case, attachment = after_the_loss
    officer = signed_in(app.test_client(), LINZHIYUAN)
    page = officer.get(f"/complaints/cases/{case}")
    assert page.status_code == 200
    assert "提箱时码头多收了港务费" in page.text
    identity = officer.post(f"/complaints/cases/{case}/identity", data=WHY)
    assert identity.status_code == 410
    assert "密钥已遗失" in identity.text
    assert officer.get(f"/api/attachments/{attachment}").status_code == 410
    for each in (LINZHIYUAN, SUQING):
        signed_in(app.test_client(), each).get("/complaints/work")
    seen = officer.get(f"/api/cases/{case}").headers["ETag"]
    began = officer.post(
        f"/api/cases/{case}/actions/begin_check",
        json={"officers": ["suqing"]},
        headers={"Idempotency-Key": "after-the-loss", "If-Match": seen},
    )
    assert began.status_code == 200, began.text


def test_reporters_file_again_and_find_their_cases_after_a_loss(after_the_loss, signed_in):
    app, case, _ = after_the_loss
    client = signed_in(app.test_client(), ZHOULAN)
    assert client.get("/complaints/file", follow_redirects=True).status_code == 200
    assert case in client.get("/complaints/mine").text
    again = client.post(
        "/api/complaints", json=a_body(), headers={"Idempotency-Key": "after-the-loss"}
    )
    assert again.status_code == 201


def test_the_commands_say_what_opens_each_key(mongo_database, mongo_url, monkeypatch, capsys):
    ports_over(mongo_database)
    vault(SETTINGS, mongo_database).seal("hy-market", SECRET)

    typed = typing(SERVICE, monkeypatch, capsys)

    def told(word, master_key, before=""):
        done = typed(
            "keys",
            word,
            MONGO_URL=mongo_url,
            MONGO_DATABASE=mongo_database.name,
            KAFKA_BOOTSTRAP="127.0.0.1:1",
            ELASTICSEARCH_URL="http://127.0.0.1:1",
            SECRET_KEY="k" * 32,
            MASTER_KEY=master_key,
            MASTER_KEY_BEFORE=before,
            BLIND_INDEX_KEY=SETTINGS.blind_index_key,
            RECEIPT_SALT=SETTINGS.receipt_salt,
        )
        return done.returncode, done.stdout, done.stderr

    assert told("look", SETTINGS.master_key)[:2] == (0, "hy-market: master key\n")
    assert told("look", NEW)[:2] == (1, "hy-market: no key that is set\n")
    code, _, error = told("rotate", NEW)
    assert code == 2
    assert "MASTER_KEY_BEFORE" in error
    assert told("rotate", NEW, SETTINGS.master_key)[:2] == (
        0,
        "wrapped anew: 1\nhy-market: master key\n",
    )
    assert told("look", NEW)[:2] == (0, "hy-market: master key\n")
    assert told("nothing", NEW)[0] == 2


def _pages(settings, database):
    c = build_container(settings, database=database, now=lambda: NOW)
    return create_app(replace(c, rules=rules()))
