"""What a fee on a bill may be called, and which fee a name means."""
