"""What the notify service does."""
