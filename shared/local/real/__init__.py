"""Kafka and Elasticsearch as their makers publish them on Maven Central, on one machine."""
