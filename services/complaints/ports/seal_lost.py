"""What the vault says of a ciphertext whose key is lost."""

from shared.errors import AppError
from shared.words import N_


class SealLost(AppError):
    """What was sealed cannot be opened any more: its key is lost for good."""

    status = 410
    code = "seal_lost"

    def __init__(self) -> None:
        super().__init__(N_("密钥已遗失，这部分加密内容无法再打开"))
