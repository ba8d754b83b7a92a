"""The credit pages in a browser."""
