"""What people and systems do with complaints; one file, one verb."""
