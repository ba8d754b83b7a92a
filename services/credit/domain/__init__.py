"""Credit as law and rule packs see it: pure, no I/O, no clock."""
