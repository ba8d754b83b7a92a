"""Who is told what, and how a message travels: pure."""
