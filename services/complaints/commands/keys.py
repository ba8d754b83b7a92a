"""The command about the keys that seal: `keys look | rotate | give-up`."""

import sys
from collections.abc import Callable, Mapping, Sequence

from services.complaints.adapters.vault_keys import Opens, VaultKeys
from services.complaints.container import master_keys
from services.complaints.settings import settings_from_environment
from shared.clock import local_date, utc_now
from shared.mongo.client import connect
from shared.settings import SettingMissing

USAGE = "python -m services.complaints keys look | rotate | give-up\n"


def run(arguments: Sequence[str]) -> int:
    """Look at the data keys, wrap them under a new master key, or give up those that are lost."""
    acts: Mapping[str, Callable[[VaultKeys, bytes | None], int]] = {
        "look": lambda keys, _: look(keys),
        "rotate": rotate,
        "give-up": lambda keys, _: give_up(keys),
    }
    if len(arguments) != 1 or arguments[0] not in acts:
        sys.stderr.write(USAGE)
        return 2
    settings = settings_from_environment()
    database = connect(settings.mongo_url, settings.mongo_database, patient=True)
    present, before = master_keys(settings)
    keys = VaultKeys(database, present, before)
    try:
        return acts[arguments[0]](keys, before)
    finally:
        keys.close()


def look(keys: VaultKeys) -> int:
    """List each data key and what opens it; 1 where the present master key does not."""
    found = keys.look()
    for each in found:
        print(f"{each.owner}: {each.opens}")
    return 0 if all(each.opens in {Opens.PRESENT, Opens.LOST} for each in found) else 1


def rotate(keys: VaultKeys, before: bytes | None) -> int:
    """Wrap every data key under MASTER_KEY that MASTER_KEY_BEFORE wraps.

    Raises:
        SettingMissing: there is no MASTER_KEY_BEFORE.
    """
    if before is None:
        raise SettingMissing(
            "Set MASTER_KEY_BEFORE to the former master key, MASTER_KEY to the new"
        )
    print(f"wrapped anew: {keys.wrap_anew()}")
    return look(keys)


def give_up(keys: VaultKeys) -> int:
    """Give up the data keys that nothing opens; what they seal stays closed for good."""
    for owner in keys.give_up(local_date(utc_now())):
        print(f"given up: {owner}")
    return look(keys)
