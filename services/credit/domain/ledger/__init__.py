"""What is known of enterprises, entry by entry, linked by hashes."""
