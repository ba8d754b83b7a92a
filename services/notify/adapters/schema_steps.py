"""Steps by which stored documents came to their present shape; none so far."""

from collections.abc import Sequence

from shared.mongo.schema import Step

STEPS: Sequence[Step] = ()
