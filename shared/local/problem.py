"""What keeps a local run from working, told so that the reader can mend it."""


class LocalProblem(Exception):
    """The text says what is wrong and what to do about it."""
