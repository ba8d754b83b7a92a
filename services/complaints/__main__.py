"""The processes and commands of the complaints service."""

import sys

from services.complaints.commands import COMMANDS


def main(arguments: list[str]) -> int:
    """Run the command the first argument names; return the exit code."""
    word, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if word in COMMANDS:
        return COMMANDS[word](rest)
    known = ", ".join(COMMANDS)
    sys.stderr.write(f"python -m services.complaints WORD; WORD is one of: {known}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
