"""Lets groups read again from the beginning of what the broker keeps."""

from collections.abc import Sequence

from kafka.admin import KafkaAdminClient
from kafka.errors import GroupIdNotFoundError, KafkaError, NonEmptyGroupError

from shared.errors import NotNow, Unavailable
from shared.words import N_


def rewind(groups: Sequence[str], *, bootstrap: str) -> list[str]:
    """Forget the places of these groups; return those that had one.

    Every consumer recognises what it has had, so reading again is harmless.

    Raises:
        NotNow: somebody reads in one of the groups.
        Unavailable: the broker does not answer.
    """
    try:
        admin = KafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=10_000)
        try:
            there = {group["group_id"] for group in admin.list_groups()}
            known = [group for group in groups if group in there]
            if known:
                admin.delete_groups(known)
        finally:
            admin.close()
    except NonEmptyGroupError as error:
        raise NotNow(f"A consumer of {', '.join(groups)} is running: stop it first.") from error
    except GroupIdNotFoundError:
        return []
    except KafkaError as error:
        raise Unavailable(N_("系统暂时无法使用，请稍后再试")) from error
    return known
