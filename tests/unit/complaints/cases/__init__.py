"""Filing and handling, without any engine."""
