"""A service's data copied while it runs, put back, and checked against what was copied."""
