"""The network log: what is in it, who can read it, for how long."""

import json
import socket
import stat
import threading
from datetime import UTC, date, datetime, timedelta

import pytest

from shared.errors import Invalid
from shared.network_log.__main__ import main
from shared.network_log.opening import OPENINGS, Asked, open_log, openings
from shared.network_log.sealed_log import SealedLog, days_of, purge
from shared.network_log.sealing_key import PRIVATE, PUBLIC, make_keys, read_key
from shared.network_log.syslog import address_of, receive

NOW = datetime(2026, 11, 28, 9, 30, 12, tzinfo=UTC)
TODAY = NOW.date()
WHY = "公安机关调取，函〔2026〕12号"


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    return make_keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def log(tmp_path, keys):
    return SealedLog(tmp_path, read_key(keys[1]))


def asked(**changes):
    return Asked(**{"by": "申纪", "reason": WHY, "since": TODAY, "until": TODAY, **changes})


def opened(folder, keys, **changes):
    return open_log(folder, read_key(keys[0]), asked(**changes), now=NOW)


def test_minute_and_address_are_kept_once_and_nothing_else(log, keys, tmp_path):
    for seconds in (0, 10, 40, 70):
        log.note("203.0.113.9", NOW + timedelta(seconds=seconds))
    log.note(" 2001:DB8::1 ", NOW)
    assert opened(tmp_path, keys).lines == (
        "2026-11-28T09:30Z 2001:db8::1",
        "2026-11-28T09:30Z 203.0.113.9",
        "2026-11-28T09:31Z 203.0.113.9",
    )


def test_what_is_no_address_is_not_kept(log, tmp_path):
    for other in ("", "/complaints/report", "203.0.113.9/complaints", "unix:"):
        log.note(other, NOW)
    assert days_of(tmp_path) == []


def test_who_has_the_files_and_the_public_key_reads_nothing(log, keys, tmp_path):
    log.note("203.0.113.9", NOW)
    [(path, _)] = days_of(tmp_path)
    text = path.read_text()
    assert "203.0.113.9" not in text
    assert "09:30" not in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert open_log(tmp_path, read_key(keys[1]), asked(), now=NOW).closed == 1
    other = make_keys(tmp_path / "other")
    assert open_log(tmp_path, read_key(other[0]), asked(), now=NOW).lines == ()


@pytest.mark.parametrize("wrong", [{"by": " "}, {"reason": "看看"}, {"until": date(2026, 1, 1)}])
def test_nothing_is_opened_without_who_and_why(log, keys, tmp_path, wrong):
    log.note("203.0.113.9", NOW)
    with pytest.raises(Invalid):
        opened(tmp_path, keys, **wrong)
    assert openings(tmp_path) == []


def test_each_opening_is_kept_before_anything_is_opened_and_cannot_be_changed(log, keys, tmp_path):
    log.note("203.0.113.9", NOW)
    opened(tmp_path, keys)
    opened(tmp_path, keys, address="203.0.113.9")
    first, second = openings(tmp_path)
    assert (first.by, first.reason, first.narrowed) == ("申纪", WHY, False)
    assert second.narrowed
    assert "203.0.113.9" not in (tmp_path / OPENINGS).read_text()
    lines = (tmp_path / OPENINGS).read_text().splitlines()
    changed = json.dumps({**json.loads(lines[0]), "by": "别人"}, sort_keys=True)
    (tmp_path / OPENINGS).write_text("\n".join([changed, lines[1], ""]))
    with pytest.raises(Invalid):
        opened(tmp_path, keys)


def test_days_are_kept_for_six_months_and_then_deleted(log, keys, tmp_path):
    log.note("203.0.113.9", NOW)
    assert purge(tmp_path, TODAY + timedelta(days=184)) == 0
    log.note("203.0.113.10", NOW + timedelta(days=185))
    assert [day for _, day in days_of(tmp_path)] == [TODAY + timedelta(days=185)]


def test_a_line_that_was_changed_is_told_and_keeps_out_no_other(log, keys, tmp_path):
    log.note("203.0.113.9", NOW)
    [(path, _)] = days_of(tmp_path)
    path.write_text(f"not a line\n{path.read_text()}")
    found = opened(tmp_path, keys)
    assert (len(found.lines), found.closed) == (1, 1)


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("<190>Nov 28 09:30:12 ingress nginx: 203.0.113.9", "203.0.113.9"),
        ('{"request": {"remote_ip": "10.0.0.1", "client_ip": "203.0.113.9"}}', "203.0.113.9"),
        ("<190>{broken", ""),
        ("nothing here", ""),
        ("[1]", ""),
    ],
)
def test_of_a_line_of_the_ingress_the_address_alone_is_taken(line, address):
    assert address_of(line) == address


def test_lines_of_the_ingress_are_taken_over_udp(log, keys, tmp_path):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place, more = f"127.0.0.1:{port}", {"now": lambda: NOW, "most": 1}
    thread = threading.Thread(target=receive, args=(place, log), kwargs=more)
    thread.start()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        while thread.is_alive():
            sender.sendto(b"nginx: /complaints/report 203.0.113.9", ("127.0.0.1", port))
            thread.join(timeout=0.05)
    assert opened(tmp_path, keys).lines == ("2026-11-28T09:30Z 203.0.113.9",)


def test_the_commands_make_keys_open_for_a_reason_and_show_who_did(tmp_path, capsys):
    folder = ["--folder", str(tmp_path)]
    assert main(["keys", *folder]) == 0
    assert main(["keys", *folder]) == 2
    assert stat.S_IMODE((tmp_path / PRIVATE).stat().st_mode) == 0o600
    assert "d" not in json.loads((tmp_path / PUBLIC).read_text())
    SealedLog(tmp_path, read_key(tmp_path / PUBLIC)).note("203.0.113.9", NOW)
    days = ["--since", "2026-11-28", "--until", "2026-11-28"]
    told = ["open", *folder, "--key", str(tmp_path / PRIVATE), "--by", "申纪", *days]
    capsys.readouterr()
    assert main([*told, "--reason", "看"]) == 2
    assert main([*told, "--reason", WHY]) == 0
    assert capsys.readouterr().out == "2026-11-28T09:30Z 203.0.113.9\n"
    assert main(["openings", *folder]) == 0
    assert WHY in capsys.readouterr().out
    assert main(["purge", *folder]) == 0
