"""What can go wrong, as the person who asked should hear it.

AppError
├── Malformed        400  the request cannot be read
├── Unauthenticated  401  nobody is signed in
├── Forbidden        403  signed in, but not allowed
├── NotFound         404  there is no such thing (or not for this person)
├── Conflict         409  somebody changed it first
│   ├── NotNow       409  its state does not allow this
│   └── Outdated     412  it is no longer the version that the client says it has seen
├── TooLarge         413  more than is taken
├── Invalid          422  readable, but wrong; `errors` name the fields
├── VersionMissing   428  the client must say which version it has seen
├── TooMany          429  asked too often
└── Unavailable      503  a store is away; ask again
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class FieldError:
    """One wrong field: its path ("lines.0.amount") and what to do (a text to translate)."""

    path: str
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)


class AppError(Exception):
    """An error that is told to whoever asked; `detail` is a text to translate."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "error"

    def __init__(
        self,
        detail: str,
        *,
        errors: Sequence[FieldError] = (),
        params: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = tuple(errors)
        self.params = dict(params or {})


class Malformed(AppError):
    """The request cannot be read."""

    status = 400
    code = "malformed"


class Unauthenticated(AppError):
    """Nobody is signed in."""

    status = 401
    code = "unauthenticated"


class Forbidden(AppError):
    """Signed in, but not allowed."""

    status = 403
    code = "forbidden"


class NotFound(AppError):
    """There is no such thing, or not for this person."""

    status = 404
    code = "not_found"


class Conflict(AppError):
    """Somebody changed it first."""

    status = 409
    code = "conflict"


class NotNow(Conflict):
    """Its state does not allow this now, whoever asks."""


class Outdated(Conflict):
    """It is no longer the version that the client says it has seen."""

    status = 412
    code = "outdated"


class TooLarge(AppError):
    """More than is taken."""

    status = 413
    code = "too_large"


class Invalid(AppError):
    """Readable, but wrong; `errors` name the fields."""

    status = 422
    code = "invalid"


class VersionMissing(AppError):
    """The client must say which version it has seen."""

    status = 428
    code = "version_missing"


class TooMany(AppError):
    """Asked too often; `seconds` to wait."""

    status = 429
    code = "too_many"

    def __init__(self, detail: str, *, seconds: int, params: Mapping[str, Any] | None = None):
        super().__init__(detail, params=params)
        self.seconds = seconds


class Unavailable(AppError):
    """A store is away; ask again."""

    status = 503
    code = "unavailable"
