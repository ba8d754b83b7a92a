"""How the notify service reaches the world."""
