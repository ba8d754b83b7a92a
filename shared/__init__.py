"""What at least two services use."""
