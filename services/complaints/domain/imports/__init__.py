"""Files that are imported in the background."""
