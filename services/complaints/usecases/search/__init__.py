"""Finding cases and keeping the index in step with the store."""
