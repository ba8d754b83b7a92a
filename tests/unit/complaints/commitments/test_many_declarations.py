"""Many declarations are streamed in little memory; MANY_ROWS=100000 reads as many as that."""

import json
import os
import subprocess
import sys

import pytest

from tests.unit.complaints.commitments.test_clearance_import import HEADER, row

pytestmark = pytest.mark.slow

ROWS = int(os.environ.get("MANY_ROWS") or 10_000)
MOST_MEGABYTES = 300
# The kernel's own peak of this process; ru_maxrss would be that of the process it came from.
MEASURED = """
import sys
from pathlib import Path
from services.complaints.commands import clearance
words = ["import", sys.argv[1], "--city", "haiyang", "--dry-run", "--json"]
code = clearance.run(words)
status = Path("/proc/self/status").read_text()
sys.stderr.write("peak %d" % (int(status.partition("VmHWM:")[2].split()[0]) // 1024))
sys.exit(code)
"""


def test_many_declarations_take_little_memory(tmp_path):
    path = tmp_path / "declarations.csv"
    with path.open("w", encoding="gb18030") as file:
        file.write(f"{HEADER}\n")
        for number in range(ROWS):
            wrong = {"放行时间": ""} if number % 2 else {}
            cells = row(报关单号=f"42272026{number:010d}", **wrong)
            file.write(f"{cells}\n")
        file.write(f"{row(进出口='转口')}\n")
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, path],
        capture_output=True,
        timeout=900,
        check=False,
    )
    answer = json.loads(done.stdout)
    peak = int(done.stderr.decode().rpartition("peak ")[2])
    assert (answer["rows"], answer["good"], answer["refused"]) == (ROWS + 1, ROWS, 1)
    assert peak < MOST_MEGABYTES, f"{peak} MB"
