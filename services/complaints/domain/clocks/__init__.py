"""Legal time limits: working days, due days, their arithmetic."""
