"""The address a request came from: counted where there is no account, never kept or written."""

from flask import request


def asking_address() -> str:
    """Return the address the entrance saw, "" where it told none."""
    return request.remote_addr or ""
