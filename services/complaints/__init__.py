"""Takes fee and service complaints, checks them, routes and handles them in legal time."""
