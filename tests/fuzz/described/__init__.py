"""Requests made from the OpenAPI documents."""
