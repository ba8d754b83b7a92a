"""Letters as they are read and what becomes of them."""
