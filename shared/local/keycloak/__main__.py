"""`python -m shared.local.keycloak > realm.json` writes the realm; `--bare` without demo data."""

import argparse
import json

from shared.local.keycloak.realm import realm


def realm_text(*, with_demo: bool) -> str:
    """Return the realm file."""
    return json.dumps(realm(with_demo=with_demo), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m shared.local.keycloak", description=__doc__)
    parser.add_argument(
        "--bare", action="store_true", help="no demo people, partner systems or secrets"
    )
    print(realm_text(with_demo=not parser.parse_args().bare), end="")
