"""What people do with the promises of the notices."""
