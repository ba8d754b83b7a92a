"""The credit service through Flask's test client."""
