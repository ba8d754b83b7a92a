"""What the store of cases says of a new case that names a file another case has."""

from shared.errors import AppError
from shared.words import N_

TAKEN = N_("这份附件已经随另一件举报提交，请重新上传")


class FileTaken(AppError):
    """A case that was stored meanwhile has one of the files; nothing was stored."""

    status = 409
    code = "file_taken"

    def __init__(self) -> None:
        super().__init__(TAKEN)
