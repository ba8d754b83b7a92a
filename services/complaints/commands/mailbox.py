"""`mailbox [--once]`: take letters in from the complaint address that IMAP_URL names.

Once, or a round every minute until it is stopped; the process `clock` does the same by itself.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from services.complaints.adapters.imap_mailbox import ImapAddress, ImapMailbox
from services.complaints.container import Container, build_container
from services.complaints.settings import settings_from_environment
from services.complaints.usecases.mail.take_in_mails import MailPorts, take_in_mails
from shared.logs import configure, logger
from shared.processes import every, run_loops
from shared.settings import SettingWrong

SECONDS = 60.0
PATIENCE_SECONDS = 900.0
NAME = "mailbox"
_ONCE = "--once"
_WRONG_USE = 2
_USAGE = "用法 usage: python -m services.complaints mailbox [--once]"
_NO_ADDRESS = "IMAP_URL 没有设置，不收邮件。IMAP_URL is not set: there is no mailbox to look into."
_log = logger(__name__)


def run(argv: Sequence[str]) -> int:
    """Take letters in; 2 where no mailbox is named or the words are wrong."""
    if list(argv) not in ([], [_ONCE]):
        print(_USAGE, file=sys.stderr)
        return _WRONG_USE
    c = build_container(settings_from_environment())
    ports = mail_ports(c)
    if ports is None:
        print(_NO_ADDRESS, file=sys.stderr)
        return _WRONG_USE
    if argv:
        print(json.dumps(dict(take_in_mails(ports, now=c.now()))))
        return 0
    configure("complaints")
    loop = every(SECONDS, mailbox_round(c, ports), name=NAME, patience_seconds=PATIENCE_SECONDS)
    return run_loops([loop], service="complaints")


def mail_ports(c: Container) -> MailPorts | None:
    """Return what taking letters in needs, None where no mailbox is named.

    Raises:
        SettingWrong: the city of the mailbox is none of ours.
    """
    url, city = c.settings.imap_url, c.settings.imap_city
    if city and city not in c.rules.parties.cities:
        known = ", ".join(sorted(c.rules.parties.cities))
        raise SettingWrong(f"IMAP_CITY: is {city!r}, expected one of: {known}")
    if not url:
        return None
    return MailPorts(
        mailbox=ImapMailbox(ImapAddress.of_url(url)),
        mails=c.cases.mails,
        attachments=c.cases.attachments,
        blind=c.cases.blind,
        city=city,
    )


def mailbox_round(c: Container, ports: MailPorts) -> Callable[[], None]:
    """Return one look into the mailbox; the log tells how many, never of what."""
    return partial(_look, c, ports)


def _look(c: Container, ports: MailPorts) -> None:
    counts: Mapping[str, int] = take_in_mails(ports, now=c.now())
    if counts:
        _log.info("letters taken in", **counts)
