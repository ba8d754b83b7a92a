"""The only importer of the Kafka client."""
