"""From an event to the messages it owes."""
