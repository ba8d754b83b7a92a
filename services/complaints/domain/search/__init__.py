"""Finding cases: who sees what, what was asked, where it was hit. Pure."""
