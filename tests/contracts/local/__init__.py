"""The embedded engines themselves."""
