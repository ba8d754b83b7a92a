"""What the complaints service needs from outside, by area."""
