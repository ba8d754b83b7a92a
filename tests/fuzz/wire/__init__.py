"""Bytes on a socket of gunicorn as it serves every service."""
