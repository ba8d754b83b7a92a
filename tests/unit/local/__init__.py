"""The parts of a local run that need no other program."""
