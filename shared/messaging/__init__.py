"""Delivery of events, pure: knows no broker and no database."""
