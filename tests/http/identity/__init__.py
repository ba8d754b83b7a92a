"""Signing in and access, through Flask's test client."""
