"""What every service keeps in MongoDB in the same way."""
