"""The officers' pages in a browser."""
