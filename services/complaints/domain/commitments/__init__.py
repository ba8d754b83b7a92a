"""What the notices promise in numbers, and whether it was kept: pure."""
