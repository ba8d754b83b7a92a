"""The rules that are still to be confirmed; open to anybody."""
