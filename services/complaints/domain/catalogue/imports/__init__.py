"""Reads lists of charges as bodies and port offices publish them."""
