"""Bills as people have them."""
