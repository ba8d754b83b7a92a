"""The rules themselves: what is still to be confirmed from the official text."""
