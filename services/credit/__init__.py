"""Keeps the credit record of enterprises and answers for it."""
