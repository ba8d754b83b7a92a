"""Deadlines by rule, and the calendars they are counted on."""
