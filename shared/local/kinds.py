"""The kinds of engines that a person can choose: ENGINES=embedded, ENGINES=real."""

from shared.local.engines import EMBEDDED, EngineKind, document_store
from shared.local.real.elasticsearch_node import elasticsearch_node
from shared.local.real.kafka_broker import kafka_broker

# No MongoDB server can be had from a package registry: the document store is the same.
REAL = EngineKind(
    name="real", documents=document_store, broker=kafka_broker, search=elasticsearch_node
)
KINDS = {kind.name: kind for kind in (EMBEDDED, REAL)}
