"""Copies of the product's three databases, taken and put back as the commands do it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from services.complaints import container as complaints
from services.complaints.commands.keeping import keeping as keeping_of_complaints
from services.credit import container as credit
from services.credit.commands.keeping import keeping as keeping_of_credit
from services.notify import container as notify
from services.notify.commands.keeping import keeping as keeping_of_notify
from shared.keeping.copy import copy_into
from shared.keeping.keeping import Check, Keeping
from shared.keeping.put_back import put_back
from shared.mongo.client import Documents
from tests.complaints import rules
from tests.journeys.product import Product, with_own_index

# Nobody is newer than the service whose events it follows.
ORDER = ("notify", "credit", "complaints")


def copied(product: Product, parent: Path) -> dict[str, Path]:
    """Copy all three, while whatever runs goes on; return the folder of each."""
    kept = keepings(product, product.databases)
    return {name: copy_into(parent, kept[name], release="test")[0] for name in ORDER}


def restored(
    product: Product,
    copies: Mapping[str, Path],
    databases: Mapping[str, Documents],
    *,
    void: int = 0,
) -> dict[str, list[Check]]:
    """Put copies back into other databases; return how each compares."""
    kept = keepings(product, databases)
    return {name: put_back(copies[name], kept[name], void=void) for name in ORDER}


def keepings(product: Product, databases: Mapping[str, Documents]) -> dict[str, Keeping]:
    """Return what is kept of each service, over these databases."""
    bootstrap, now = product.engines.kafka_bootstrap, product.clock
    record = replace(product.credit.settings, kafka_bootstrap=bootstrap)
    telling = replace(product.notify.settings, kafka_bootstrap=bootstrap)
    return {
        "complaints": keeping_of_complaints(
            complaints_over(product, databases["complaints"]), databases["complaints"]
        ),
        "credit": keeping_of_credit(
            credit.build_container(record, database=databases["credit"], now=now),
            databases["credit"],
        ),
        "notify": keeping_of_notify(
            notify.build_container(telling, database=databases["notify"], now=now),
            databases["notify"],
        ),
    }


def complaints_over(product: Product, database: Documents) -> complaints.Container:
    """Return the complaints service over another database, with an index of its own."""
    settings, now = product.complaints.settings, product.clock
    c = complaints.build_container(settings, database=database, now=now)
    return with_own_index(replace(c, rules=rules()), product.engines.elasticsearch_url)
