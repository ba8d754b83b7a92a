"""What nobody would send on purpose: described, random, hand-made, and below HTTP."""
