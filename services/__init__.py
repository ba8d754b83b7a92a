"""The services of Fairport; they meet only in events and documented HTTP."""
