"""The pair of keys of a network log: who writes has the public one, who opens the other."""

import json
from pathlib import Path

from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from shared.errors import Invalid
from shared.words import N_

PRIVATE, PUBLIC = "network-log-private.json", "network-log-public.json"
NO_KEY = N_("%(file)s 里没有可用的密钥")


def make_keys(folder: Path) -> tuple[Path, Path]:
    """Write a new pair into a folder; return the files of the private and the public key.

    Raises:
        FileExistsError: one is there: whatever it seals or opens would be lost.
    """
    folder.mkdir(parents=True, exist_ok=True)
    key = OKPKey.generate_key("X25519")
    private, public = folder / PRIVATE, folder / PUBLIC
    with private.open("x", encoding="utf-8") as file:
        private.chmod(0o600)
        json.dump(key.as_dict(private=True), file)
    with public.open("x", encoding="utf-8") as file:
        json.dump(key.as_dict(private=False), file)
    return private, public


def read_key(file: Path) -> OKPKey:
    """Return the key of a file.

    Raises:
        Invalid: there is none in it.
    """
    try:
        return OKPKey.import_key(json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, JoseError) as error:
        raise Invalid(NO_KEY, params={"file": str(file)}) from error
