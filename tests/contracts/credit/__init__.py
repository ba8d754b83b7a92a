"""The credit service's ports against the engines."""
