"""Whether a text repeats another one's words: a reporter is known by the way of writing."""

RUN = 20


def copied_run(text: str, source: str) -> str:
    """Return the first run of 20 characters that stands in both, blanks aside; "" without one."""
    said, known = _plain(text), _plain(source)
    runs = (said[start : start + RUN] for start in range(len(said) - RUN + 1))
    return next((run for run in runs if run in known), "")


def _plain(text: str) -> str:
    return "".join(text.split())
