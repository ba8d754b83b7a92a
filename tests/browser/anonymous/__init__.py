"""Pages of reporting without a name."""
