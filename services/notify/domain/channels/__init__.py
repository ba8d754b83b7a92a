"""What all channels have in common."""
