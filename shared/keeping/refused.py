"""What a copy or its putting back is refused for, in words for the person at the terminal."""

from shared.errors import AppError


class Refused(AppError):
    """Nothing was changed, unless the text says so."""

    status = 409
    code = "refused"
