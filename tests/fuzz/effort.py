"""How hard the fuzzing tries: the same few examples in every run, or new ones for FUZZ_MINUTES.

`python -m tests.fuzz.effort MINUTES` says whether that can be: before `make fuzz` starts.
"""

import os
import sys
from typing import Any

from hypothesis import HealthCheck, Phase, settings

from shared.local.problem import LocalProblem
from tests.chaos.asked import minutes_of

MINUTES = float(os.environ.get("FUZZ_MINUTES") or 0)
IS_LONG = MINUTES > 0
# About as many examples as a core asks for in a minute, shared by the operations of a document.
EXAMPLES_A_MINUTE = 60


def effort(few: int, *, steps: int | None = None) -> settings:
    """Return the settings of a test: `few` examples, always the same, unless a long run asks."""
    more: dict[str, Any] = {} if steps is None else {"stateful_step_count": steps}
    return settings(
        max_examples=max(few, int(MINUTES * EXAMPLES_A_MINUTE)) if IS_LONG else few,
        derandomize=not IS_LONG,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        **more,
    )


def main(text: str) -> int:
    """Return 2 and say so when nobody can try for that long."""
    try:
        minutes_of(text)
    except LocalProblem as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
