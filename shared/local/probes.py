"""Whether an engine answers, asked as its clients ask."""

import pymongo
import requests
from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaError
from pymongo.errors import PyMongoError

from shared.local.ports import is_answered


def has_mongo(url: str) -> bool:
    """Tell whether a document store answers."""
    client: pymongo.MongoClient[dict[str, object]]
    try:
        with pymongo.MongoClient(url, serverSelectionTimeoutMS=300) as client:
            client.admin.command("ping")
    except PyMongoError:
        return False
    return True


def has_kafka(address: str) -> bool:
    """Tell whether a broker of this machine answers and knows its topics."""
    if not is_answered(int(address.rpartition(":")[2])):
        return False
    try:
        admin = KafkaAdminClient(bootstrap_servers=address, bootstrap_timeout_ms=500)
    except (KafkaError, OSError):
        return False
    try:
        admin.list_topics()
    except KafkaError:
        return False
    finally:
        admin.close()
    return True


def has_elasticsearch(url: str) -> bool:
    """Tell whether an index answers."""
    try:
        return requests.get(f"{url}/_cluster/health", timeout=2).ok
    except requests.RequestException:
        return False
