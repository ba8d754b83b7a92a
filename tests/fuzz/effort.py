"""How hard the fuzzing tries: the same few examples in every run, or new ones for FUZZ_MINUTES."""

import os
from typing import Any

from hypothesis import HealthCheck, Phase, settings

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
