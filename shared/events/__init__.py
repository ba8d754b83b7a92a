"""The contract between services."""
