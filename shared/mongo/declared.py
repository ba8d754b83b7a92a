"""The declared indexes that a database lacks: what `setup` has still to make."""

from collections.abc import Mapping, Sequence

from pymongo import IndexModel

from shared.mongo.client import Documents, again

Declared = Mapping[str, Sequence[IndexModel]]


def missing_indexes(database: Documents, declared: Declared) -> Sequence[str]:
    """Return "collection.index" for each index that is not there, in order of declaration.

    Raises:
        Unavailable: the store does not answer.
    """
    return [
        f"{table}.{name}"
        for table, indexes in declared.items()
        for there in [again(database[table].index_information)]
        for name in (index.document["name"] for index in indexes)
        if name not in there
    ]
