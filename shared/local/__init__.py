"""What only a run on one machine needs: engines, sign-in, mail, one address, a supervisor."""
