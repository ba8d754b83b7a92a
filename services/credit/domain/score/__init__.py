"""From entries to a score, line by line."""
