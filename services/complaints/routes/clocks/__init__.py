"""Time limits and calendars over HTTP; what the law sets is open to anybody."""
