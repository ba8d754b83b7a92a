"""Sets one notice in a process of its own, which can be stopped: JSON in, PDF out.

Run by its path, so it imports nothing of ours.
"""

import sys
from pathlib import Path

import typst

TEMPLATE = Path(__file__).parents[1] / "templates" / "catalogue" / "lists" / "notice.typ"

if __name__ == "__main__":
    told = sys.stdin.buffer.read().decode()
    made = typst.compile(TEMPLATE.read_bytes(), format="pdf", sys_inputs={"told": told})
    sys.stdout.buffer.write(made)
