"""Enterprises as the credit record knows them."""
