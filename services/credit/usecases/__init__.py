"""What the credit service does, one verb a file."""
